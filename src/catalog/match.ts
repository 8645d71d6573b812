import { intersects, satisfies } from "semver";
import type { Installed } from "../model/installed.ts";
import { remember } from "../model/remember.ts";
import { variableReaders } from "./environment-readers.ts";
import { modelCallEntries } from "./model-calls.ts";
import { modelEntries } from "./models/index.ts";
import { sinkEntries } from "./sinks/index.ts";
import { stores } from "./stores/index.ts";
import { telemetryEntries } from "./telemetry/index.ts";
import { toolEntries } from "./tools/index.ts";
import type { SinkEntry, StoreEntry, SymbolPattern, TelemetryEntry } from "./types.ts";

/** The package that globals such as `fetch` belong to. */
export const globalPackage = "";

/** A symbol of a package as code refers to it; the empty path is the package itself. */
export interface SymbolReference {
  readonly package: string;
  readonly path: readonly string[];
  /** Absent where nothing tells which version it is. */
  readonly installed?: Installed;
}

/** Whether a symbol is what the pattern is about. */
export function matches(pattern: SymbolPattern, symbol: SymbolReference): boolean {
  if (!pattern.packages.some((wanted) => isPackage(wanted, symbol.package))) return false;
  if (!namesOf(symbol.package, symbol.path).some((written) => pattern.names.includes(written))) return false;
  return pattern.versions === undefined || holdsFor(pattern.versions, symbol.installed);
}

/** Whether what is known of some versions may hold for what is installed: only what is ruled out does not. */
export function holdsFor(versions: string, installed: Installed | undefined): boolean {
  if (!installed) return true;
  return installed.kind === "range"
    ? intersects(installed.range, versions, { includePrerelease: true })
    : installed.versions.some((version) => satisfies(version, versions, { includePrerelease: true }));
}

/** Whether a package is the wanted one, whatever version or `node:` prefix its specifier carries. */
export function isPackage(wanted: string, packageName: string): boolean {
  const given = remember(bare, packageName, () => packageName.replace(/^node:/, "").replace(/(?<=.)@[\d^~][^/]*/, ""));
  return wanted.endsWith("*") ? wanted !== "*" && given.startsWith(wanted.slice(0, -1)) : given === wanted;
}

// A program names few packages, and each of its calls is asked about many entries.
const bare = new Map<string, string>();

const globalObjects: ReadonlySet<string> = new Set(["globalThis", "global", "window", "self"]);

/** The names under which one symbol is known: interoperation puts `default` before it, and globals may be members. */
function namesOf(packageName: string, path: readonly string[]): readonly string[] {
  const skip =
    packageName === globalPackage
      ? (first: string) => globalObjects.has(first)
      : (first: string) => first === "default";
  let rest = path;
  while (rest[0] !== undefined && skip(rest[0])) rest = rest.slice(1);
  if (rest.length === 0) return packageName === globalPackage ? path : ["default"];
  return [rest.join(".")];
}

export type StoreOpener = StoreEntry["opens"][number];
export type StoreRequest = NonNullable<StoreEntry["requests"]>[number];
export type StoreNarrowing = StoreEntry["narrows"][number];
export type StoreOperation = StoreEntry["operations"][number];
export type SinkMethod = NonNullable<SinkEntry["methods"]>[number];
export type TelemetryEmission = NonNullable<TelemetryEntry["emits"]>[number];
export type TelemetryDerivation = NonNullable<TelemetryEntry["derives"]>[number];

/** By the last word of what is called, so that most calls of a program are told apart by one look-up. */
export const storeOpeners = indexed(
  stores.flatMap((entry) => entry.opens.map((opener) => ({ entry, opener }))),
  ({ opener }) => opener.names,
);

export const storeRequests = indexed(
  stores.flatMap((entry) => (entry.requests ?? []).map((request) => ({ entry, request }))),
  ({ request }) => request.names,
);

/** A method of an open client. The receiver decides: `.index("x")` of a database schema is no Pinecone index. */
export const storeMethods = indexed(
  stores.flatMap((entry) => [
    ...[...entry.narrows, ...(entry.openedBy ?? [])].map((narrows) => ({
      entry,
      narrows,
      operation: null,
      methods: narrows.methods,
    })),
    ...entry.operations.map((operation) => ({ entry, narrows: null, operation, methods: operation.methods })),
  ]),
  ({ methods }) => methods,
);

/** Methods that open a store by themselves, whatever they are called on. */
export const storeOpeningMethods = indexed(
  stores.flatMap((entry) => (entry.openedBy ?? []).map((opens) => ({ entry, opens }))),
  ({ opens }) => opens.methods,
);

/** Products whose clients have a method that calls a function with the client. */
export const storeHanding = indexed(
  stores.filter(({ hands }) => hands !== undefined),
  ({ hands }) => hands ?? [],
);

export const handingMethods: readonly string[] = [...new Set(stores.flatMap(({ hands }) => hands ?? []))];

const generated = new Map(
  stores.flatMap(({ opens }) =>
    opens
      .filter((opener) => opener.generated)
      .flatMap(({ names, packages }) => names.map((name) => [name, packages[0]])),
  ),
);

/** The package that stands for a generated module which exports this name; null for any other name. */
export function generatedBy(name: string): string | null {
  return generated.get(name) ?? null;
}

/** The store that a platform's configuration binds under this name of a resource. */
export function storeBoundAs(resource: string): StoreEntry | null {
  return stores.find(({ binding }) => binding === resource) ?? null;
}

const platformTypes = new Map(
  stores.flatMap((entry) =>
    entry.binding === undefined ? [] : entry.opens.flatMap(({ names }) => names.map((name) => [name, entry] as const)),
  ),
);

/** The store that a platform hands over under this type, which its generated declarations make global. */
export function storeOfType(name: string): StoreEntry | null {
  return platformTypes.get(name) ?? null;
}

/** Functions that read a variable, by their last name. */
export const variableReadersNamed = indexed(variableReaders, ({ symbol }) => symbol.names);

export const toolDefiners = indexed(toolEntries, ({ symbol }) => symbol.names);

export const modelSymbols = indexed(modelEntries, ({ symbol }) => symbol.names);

/** Calls of models and what sets agents up, by the last word of what is called. */
export const modelCallsNamed = indexed(modelCallEntries, ({ symbol, methods }) => methods ?? symbol.names);

export const sinkCalls = indexed(
  sinkEntries.flatMap((entry) => entry.calls.map((call) => ({ entry, call }))),
  ({ call }) => call.names,
);

export const sinkMethods = indexed(
  sinkEntries.flatMap((entry) => (entry.methods ?? []).map((method) => ({ entry, method }))),
  ({ method }) => method.suffixes,
);

export const telemetrySymbols = indexed(telemetryEntries, ({ symbol }) => symbol.names);

export const telemetryMethods = indexed(
  telemetryEntries.flatMap((entry) => [
    ...(entry.emits ?? []).map((emits) => ({ entry, emits, derives: null, methods: emits.methods })),
    ...(entry.derives ?? []).map((derives) => ({ entry, emits: null, derives, methods: derives.methods })),
  ]),
  ({ methods }) => methods,
);

const knownPackages: ReadonlySet<string> = new Set(
  [
    ...stores.flatMap(({ opens, requests = [] }) => [...opens, ...requests]),
    ...sinkEntries.flatMap(({ calls }) => calls),
    ...[...toolEntries, ...modelEntries, ...telemetryEntries].map(({ symbol }) => symbol),
  ].flatMap(({ packages }) => packages),
);

/** Whether any entry is about this package: what a call into another does is not known. */
export function isCatalogued(packageName: string): boolean {
  return [...knownPackages].some((wanted) => isPackage(wanted, packageName));
}

function indexed<T>(items: readonly T[], names: (item: T) => readonly string[]): (name: string) => readonly T[] {
  const index = new Map<string, T[]>();
  for (const item of items) {
    for (const last of new Set(names(item).map((dotted) => dotted.slice(dotted.lastIndexOf(".") + 1)))) {
      const list = index.get(last);
      if (list) list.push(item);
      else index.set(last, [item]);
    }
  }
  return (wanted) => index.get(wanted) ?? [];
}
