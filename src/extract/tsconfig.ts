import { entriesOf, textOf, textsOf, valueAt } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";

/** A package of the repository that holds what its other packages extend. */
const shared = /(?:^|\/)(?:tsconfigs?|ts-config|typescript-config)\/(?!package\.json$)[^/]+\.json$/;

/** Reads tsconfig and jsconfig files, with their comments: which specifier means which file. */
export const tsconfig: Extractor = {
  id: "tsconfig",
  version: 2,
  wants: (path, zone) =>
    zone !== "fixture" &&
    zone !== "docs" &&
    (/^(?:tsconfig(?:[.-][\w.-]+)?|jsconfig)\.json$/.test(fileName(path)) || shared.test(path)),
  extract({ text }) {
    const { root, gaps } = readJson(text);
    if (root?.kind !== "map") return gaps;
    const options = valueAt(root, "compilerOptions");
    const paths = entriesOf(valueAt(options, "paths")).map((entry) => ({
      pattern: entry.key,
      targets: textsOf(entry.value),
    }));
    const references = valueAt(root, "references");
    const projects = references?.kind === "list" ? references.items : [];
    return [
      {
        kind: "tsconfig",
        extends: textsOf(valueAt(root, "extends")),
        baseUrl: textOf(valueAt(options, "baseUrl")),
        paths,
        references: projects.flatMap((project) => textOf(valueAt(project, "path")) ?? []),
        rootDirs: textsOf(valueAt(options, "rootDirs")),
        rootDir: textOf(valueAt(options, "rootDir")),
        outDir: textOf(valueAt(options, "outDir")),
        span: fileStart,
      },
      ...gaps,
    ];
  },
};
