import { entriesOf, textOf, textsOf, valueAt } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";

/** Reads tsconfig and jsconfig files, with their comments: which specifier means which file. */
export const tsconfig: Extractor = {
  id: "tsconfig",
  version: 1,
  wants: (path, zone) =>
    zone !== "fixture" && zone !== "docs" && /^(?:tsconfig(?:[.-][\w.-]+)?|jsconfig)\.json$/.test(fileName(path)),
  extract({ text }) {
    const { root, gaps } = readJson(text);
    if (root?.kind !== "map") return gaps;
    const options = valueAt(root, "compilerOptions");
    const paths = entriesOf(valueAt(options, "paths")).map((entry) => ({
      pattern: entry.key,
      targets: textsOf(entry.value),
    }));
    const baseUrl = textOf(valueAt(options, "baseUrl"));
    return [{ kind: "tsconfig", extends: textsOf(valueAt(root, "extends")), baseUrl, paths, span: fileStart }, ...gaps];
  },
};
