import type { Fact } from "../model/facts.ts";
import type { PackageFact } from "../model/package-facts.ts";
import { type ConfigNode, entriesOf, entryOf, entrySpan, textOf, textsOf, valueAt } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";
import { redact } from "./redact.ts";

const groups = [
  ["dependencies", "runtime"],
  ["devDependencies", "development"],
  ["peerDependencies", "peer"],
  ["optionalDependencies", "optional"],
] as const;

/** Reads package.json: how packages find each other, what they use, and what their scripts run. */
export const packageJson: Extractor = {
  id: "package-json",
  version: 2,
  wants: (path, zone) => zone !== "fixture" && zone !== "docs" && fileName(path) === "package.json",
  extract({ text }, { seal }) {
    const { root, gaps } = readJson(text);
    return root?.kind === "map" ? [readPackage(root, seal), ...gaps] : gaps;
  },
};

function readPackage(root: ConfigNode, seal: Seal): Fact {
  const name = entryOf(root, "name");
  const bin = valueAt(root, "bin");
  const workspaces = valueAt(root, "workspaces");
  return {
    kind: "package",
    name: textOf(name?.value),
    workspaces: textsOf(workspaces?.kind === "map" ? valueAt(workspaces, "packages") : workspaces),
    scripts: entriesOf(valueAt(root, "scripts")).flatMap((script) => {
      const command = textOf(script.value);
      return command === null ? [] : [{ name: script.key, command: redact(command, seal), span: entrySpan(script) }];
    }),
    dependencies: groups.flatMap(([key, group]) =>
      entriesOf(valueAt(root, key)).flatMap((dependency) => {
        const range = textOf(dependency.value);
        return range === null
          ? []
          : [{ name: dependency.key, range: redact(range, seal), group, span: entrySpan(dependency) }];
      }),
    ),
    main: textOf(valueAt(root, "main")),
    module: textOf(valueAt(root, "module")),
    types: textOf(valueAt(root, "types")) ?? textOf(valueAt(root, "typings")),
    bin: bin?.kind === "map" ? entriesOf(bin).flatMap((entry) => textOf(entry.value) ?? []) : textsOf(bin),
    exports: flatten(valueAt(root, "exports"), "."),
    imports: flatten(valueAt(root, "imports"), "#"),
    span: name ? entrySpan(name) : fileStart,
  };
}

/** `exports` is one target, conditions, or subpaths of either. */
function flatten(node: ConfigNode | undefined, mark: "." | "#"): PackageFact["exports"] {
  if (!node) return [];
  const subpaths = entriesOf(node).filter((entry) => entry.key.startsWith(mark));
  if (subpaths.length === 0) return mark === "#" ? [] : keep(".", node);
  return subpaths.flatMap((entry) => keep(entry.key, entry.value));
}

function keep(subpath: string, node: ConfigNode): PackageFact["exports"] {
  const targets = [...new Set(targetsOf(node, 0))];
  return targets.length === 0 ? [] : [{ subpath, targets }];
}

const last = new Set(["types", "typings", "require", "browser", "react-native"]);

/** Declarations come last: they describe a module, but in a workspace they often are the source itself. */
function targetsOf(node: ConfigNode, depth: number): readonly string[] {
  if (depth > 10) return [];
  if (node.kind === "list") return node.items.flatMap((item) => targetsOf(item, depth + 1));
  if (node.kind === "scalar") return textsOf(node);
  const entries = entriesOf(node);
  const ordered = [
    ...entries.filter((entry) => !last.has(entry.key)),
    ...entries.filter((entry) => last.has(entry.key)),
  ];
  return ordered.flatMap((entry) => targetsOf(entry.value, depth + 1));
}
