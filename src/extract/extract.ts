import type { Fact, Located } from "../model/facts.ts";
import { compareText } from "../model/location.ts";
import type { OnProgress } from "../model/progress.ts";
import type { Tree, TreeFile } from "../model/tree.ts";
import { gap } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { extractors } from "./index.ts";

/** The facts of all files of the tree, by path. A file that defeats an extractor becomes a gap and stops nothing. */
export function extractAll(
  tree: Tree,
  seal: Seal,
  registry: readonly Extractor[] = extractors,
  onProgress: OnProgress = () => {},
): Located<Fact>[] {
  return [...tree.files]
    .sort((a, b) => compareText(a.path, b.path))
    .flatMap((file, index, { length }) => {
      onProgress({ phase: "extract", files: index, of: length });
      return extractFile(file, tree, seal, registry);
    });
}

/** The facts of one file, from every extractor that wants it. */
export function extractFile(
  file: TreeFile,
  tree: Pick<Tree, "read">,
  seal: Seal,
  registry: readonly Extractor[] = extractors,
): Located<Fact>[] {
  const wanted = registry.filter((extractor) => extractor.wants(file.path, file.zone));
  if (wanted.every(({ onlyWith }) => onlyWith !== undefined)) return [];
  const text = tree.read(file.path);
  if (text === undefined) return [{ ...gap("the file could not be read"), path: file.path }];
  return wanted
    .filter(({ onlyWith }) => onlyWith === undefined || text.includes(onlyWith))
    .flatMap((extractor) => survive(extractor, { path: file.path, text }, seal));
}

function survive(
  extractor: Extractor,
  file: { readonly path: string; readonly text: string },
  seal: Seal,
): Located<Fact>[] {
  try {
    return extractor.extract(file, { seal }).map((fact): Located<Fact> => ({ ...fact, path: file.path }));
  } catch {
    // The message could quote the file; that it happened, and where, is enough to report it.
    return [{ ...gap(`the ${extractor.id} extractor failed on this file`), path: file.path }];
  }
}
