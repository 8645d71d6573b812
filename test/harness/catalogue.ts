import { modelEntries } from "../../src/catalog/models/index.ts";
import { stores } from "../../src/catalog/stores/index.ts";
import { telemetryEntries } from "../../src/catalog/telemetry/index.ts";
import { toolClasses } from "../../src/catalog/tools/classes.ts";
import { toolEntries } from "../../src/catalog/tools/index.ts";
import type { Level, StoreEntry, SymbolPattern } from "../../src/catalog/types.ts";

/** docs/catalogue.md with each generated block as the catalogue has it now. */
export function regenerateCatalogue(page: string): string {
  return page.replace(
    /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start: string, what: string, end: string) => `${start}\n${tables[what]?.() ?? ""}\n${end}`,
  );
}

const tables: Readonly<Record<string, () => string>> = {
  stores: () => table(["store", "kind", "opened by", "told apart by"], storeRows()),
  tools: () =>
    table(
      ["framework", "packages"],
      rowsBy([...toolEntries, ...toolClasses], (one) => one.framework),
    ),
  models: () =>
    table(
      ["provider or framework", "packages"],
      rowsBy(modelEntries, (one) => one.provider),
    ),
  telemetry: () =>
    table(
      ["product", "packages"],
      rowsBy(telemetryEntries, (one) => one.product),
    ),
};

const levelNames: Readonly<Record<Level, string>> = {
  host: "address",
  name: "name",
  container: "container",
  scope: "part of a container",
};

function storeRows(): string[][] {
  return groups(stores, ({ label, kind }) => `${label}\0${kind}`).map((entries) => {
    const [{ label, kind }] = entries;
    const bound = entries.flatMap(({ binding }) => (binding === undefined ? [] : [`binding \`${binding}\``]));
    const packages = packagesOf(entries.flatMap(({ opens, requests = [] }) => [...opens, ...requests]));
    return [label, kind, [...bound, ...packages].join(", "), bound.length > 0 ? "its configuration" : told(entries)];
  });
}

function told(entries: readonly StoreEntry[]): string {
  const levels = new Set(entries.flatMap(levelsOf));
  const names = (Object.keys(levelNames) as Level[]).filter((level) => levels.has(level));
  if (names.length > 0) return names.map((level) => levelNames[level]).join(", ");
  const openers = entries.flatMap(({ opens }) => opens);
  if (openers.some(({ wraps }) => wraps)) return "the client it is given";
  return openers.some(({ credential }) => credential) ? "its credential" : "nothing that is read";
}

function levelsOf(entry: StoreEntry): Level[] {
  return [...entry.opens, ...entry.narrows, ...entry.operations, ...(entry.requests ?? []), ...(entry.openedBy ?? [])]
    .flatMap(({ levels }) => levels ?? [])
    .map(({ level }) => level);
}

function rowsBy<T extends { readonly symbol: SymbolPattern }>(entries: readonly T[], key: (one: T) => string) {
  return groups(entries, key).map((group) => [key(group[0]), packagesOf(group.map(({ symbol }) => symbol)).join(", ")]);
}

function groups<T>(entries: readonly T[], key: (one: T) => string): [T, ...T[]][] {
  const found = new Map<string, [T, ...T[]]>();
  for (const entry of entries) {
    const group = found.get(key(entry));
    if (group) group.push(entry);
    else found.set(key(entry), [entry]);
  }
  return [...found].sort(([a], [b]) => a.localeCompare(b, "en")).map(([, group]) => group);
}

/** Without the paths inside of packages, and with the versions that facts are told apart by. */
function packagesOf(patterns: readonly SymbolPattern[]): string[] {
  const ranges = new Map<string, Set<string>>();
  for (const { packages, versions } of patterns) {
    for (const written of packages) {
      const name = packageOf(written);
      const known = ranges.get(name) ?? new Set();
      ranges.set(name, versions === undefined ? known : known.add(versions));
    }
  }
  return [...ranges]
    .sort(([a], [b]) => a.localeCompare(b, "en"))
    .map(([name, versions]) => {
      if (name === "") return "globals";
      return versions.size === 0 ? `\`${name}\`` : `\`${name}\` (\`${[...versions].sort().join("`, `")}\`)`;
    });
}

function packageOf(specifier: string): string {
  const [first = "", second] = specifier.split("/");
  return second !== undefined && /^[@.]/.test(specifier) ? `${first}/${second}` : first;
}

function table(head: readonly string[], rows: readonly string[][]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n")
    .concat("\n");
}
