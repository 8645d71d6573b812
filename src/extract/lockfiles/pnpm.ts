import { parseSyml } from "@yarnpkg/parsers";
import { valid } from "semver";
import type { InstalledPackage } from "../../model/package-facts.ts";
import { bounded, declaredIn, entryIn, recordOf, type Untyped } from "./untyped.ts";

/**
 * pnpm-lock.yaml from version 5 on. Its first part says what each workspace got; the rest, which is nine tenths of it,
 * lists the packages of the whole graph and is cut off before the YAML is parsed. With Yarn's reader, which is three
 * times as fast as the one that configuration is read with and gives no positions, as none are needed.
 */
export function* installedByPnpm(text: string): Generator<InstalledPackage> {
  for (const document of documentsOf(text)) {
    const lock = recordOf(parseSyml(bounded(document)));
    const importers = entryIn(lock, "importers");
    if (importers === undefined) yield* ofImporter("", lock);
    else
      for (const [folder, importer] of Object.entries(recordOf(importers)))
        yield* ofImporter(folder, recordOf(importer));
  }
}

/** Since version 11 the first document of two is what pnpm itself is run with. */
function documentsOf(text: string): readonly string[] {
  const documents: string[][] = [[]];
  let isKept = true;
  for (const line of text.split(/\r?\n/)) {
    if (line === "---") documents.push([]);
    else {
      // A key of the top level stands at the start of its line, and nothing else does.
      if (/^[a-zA-Z]/.test(line)) isKept = !/^(packages|snapshots):/.test(line);
      if (isKept) documents.at(-1)?.push(line);
    }
  }
  return documents.map((lines) => lines.join("\n")).filter((document) => document.trim() !== "");
}

function* ofImporter(folder: string, importer: Untyped): Generator<InstalledPackage> {
  const workspace = folder === "." ? "" : folder;
  for (const [name, found] of declaredIn(importer)) {
    const written = typeof found === "string" ? found : entryIn(recordOf(found), "version");
    const version = typeof written === "string" ? versionIn(written) : null;
    if (version !== null) yield { name, version, workspace, range: null };
  }
}

/** `4.3.1(react@19.0.0)`, `4.3.1_react@18.2.0`, `/ai/4.3.1`, `ai@4.3.1(zod@3.25.0)`; links and addresses have none. */
function versionIn(written: string): string | null {
  if (/^(link|file|https?|git\+?\w*):/.test(written)) return null;
  const bare = written.replace(/[(_].*$/, "");
  return valid(bare) ?? valid(bare.slice(Math.max(bare.lastIndexOf("@"), bare.lastIndexOf("/")) + 1));
}
