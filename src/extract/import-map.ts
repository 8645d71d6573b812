import { entriesOf, textOf, valueAt } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";

/** Reads the import map of a Deno project, in its own file or in `deno.json`. */
export const importMap: Extractor = {
  id: "import-map",
  version: 1,
  wants: (path, zone) =>
    zone !== "fixture" && zone !== "docs" && /^(?:deno\.jsonc?|import[_-]?map\.json)$/.test(fileName(path)),
  extract({ text }) {
    const { root, gaps } = readJson(text);
    const imports = entriesOf(root === null ? undefined : valueAt(root, "imports")).flatMap(({ key, value }) => {
      const target = textOf(value);
      return target === null ? [] : [{ specifier: key, target }];
    });
    return imports.length === 0 ? gaps : [{ kind: "import-map", imports, span: fileStart }, ...gaps];
  },
};
