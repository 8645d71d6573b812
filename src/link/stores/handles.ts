import { matches, type StoreOpener, storeOpeners } from "../../catalog/match.ts";
import type { Level, LevelSource, StoreEntry } from "../../catalog/types.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { EnvironmentView } from "../program/concretise.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { baseOf } from "../program/member.ts";
import { openFrame } from "../program/parameters.ts";
import { pickEntries } from "../program/picking.ts";
import { holdsIn } from "../program/truth.ts";
import { type AppliedValue, chainOf, type ExternalValue, place, type Thunk, type Value } from "../program/value.ts";
import { argumentAt } from "./arguments.ts";

/** An open store client, narrowed as far as it is, with the values that say what it opens. */
export interface Handle {
  /** The product first, then wrappers around its client. */
  readonly entries: readonly StoreEntry[];
  /** Where the innermost client is made. */
  readonly at: Place;
  readonly levels: ReadonlyMap<Level, Value>;
  readonly credential: Value | null;
  /** The port, where it is given apart from the host. */
  readonly port: Value | null;
  /** Where the client is narrowed: what divides two environments may be there and not at its construction. */
  readonly narrowedAt: readonly Place[];
}

const maximumDepth = 24;

/**
 * The store clients that a value can be. With a view, alternatives that do not apply in that environment are left out
 * and an entry picked by the environment is the one picked there.
 */
export function handlesOf(
  evaluator: Evaluator,
  value: Value,
  view: EnvironmentView | null,
  depth = 0,
): readonly Handle[] {
  if (depth > maximumDepth) return [];
  const memo = memoOf(view ?? evaluator);
  const known = memo.get(value);
  if (known) return known;
  const handles = findHandles(evaluator, value, view, depth);
  memo.set(value, handles);
  return handles;
}

// A client is asked for from every call on it; what it opens is found once for each environment.
const memos = new WeakMap<object, WeakMap<Value, readonly Handle[]>>();

function memoOf(key: object): WeakMap<Value, readonly Handle[]> {
  return remember(memos, key, () => new WeakMap<Value, readonly Handle[]>());
}

function findHandles(
  evaluator: Evaluator,
  value: Value,
  view: EnvironmentView | null,
  depth: number,
): readonly Handle[] {
  const go = (v: Value): readonly Handle[] => handlesOf(evaluator, v, view, depth + 1);
  switch (value.kind) {
    case "applied":
      return appliedHandles(evaluator, value, go);
    case "member":
      return go(value.object);
    case "external":
      return readyHandles(evaluator, value);
    case "fallback": {
      const first = go(value.first);
      return first.length > 0 ? first : go(value.second);
    }
    case "choice":
    case "select":
      return unique(alternativesOf(evaluator, value, view).flatMap(go));
    case "instance": {
      // A class of the repository that extends a client.
      const base = baseOf(evaluator, value.of);
      return base && base.kind !== "class"
        ? go({ kind: "applied", form: "new", callee: base, args: value.args ?? [], at: value.at })
        : [];
    }
    default:
      return [];
  }
}

function appliedHandles(
  evaluator: Evaluator,
  value: AppliedValue,
  go: (v: Value) => readonly Handle[],
): readonly Handle[] {
  const { callee, args } = value;
  if (callee.kind === "external" && value.assumed) return injectedHandles(evaluator, callee, value.at, go);
  if (callee.kind === "external") {
    return openersOf(callee.package, callee.path).flatMap(({ entry, opener }) => {
      const own = opened(evaluator, entry, opener, args, value.at);
      const inner = opener.wraps
        ? (argumentAt(evaluator, args, opener.wraps) ?? wholeArgument(evaluator, args, opener.wraps))
        : null;
      const wrapped = inner ? go(inner) : [];
      if (wrapped.length === 0) return [own];
      // What the wrapper reads by default is not used where it is given an open client.
      const named = levelsOf(
        evaluator,
        args,
        opener.levels.map(({ level, from }) => ({ level, from })),
        value.at,
      );
      // The client itself is no address, nor are its properties.
      const isOfClient = (v: Value) => chainOf(v).some((part) => part.kind === "applied" || part.kind === "instance");
      const given = new Map([...named].filter(([, v]) => !isOfClient(v)));
      const key = own.credential && !isOfClient(own.credential) ? own.credential : null;
      return wrapped.map((h) => ({
        ...h,
        entries: [...h.entries, entry],
        levels: merged(h.levels, given),
        credential: h.credential ?? key,
      }));
    });
  }
  if (callee.kind === "member") {
    return go(callee.object).map((h) => {
      const narrows = h.entries.flatMap((e) => e.narrows).filter((n) => n.methods.includes(callee.property));
      if (narrows.length === 0) return h;
      const more = narrows.map((n) => levelsOf(evaluator, args, n.levels, value.at)).reduce(merged);
      return more.size === 0 ? h : { ...h, levels: merged(h.levels, more), narrowedAt: [...h.narrowedAt, value.at] };
    });
  }
  // A client that is called itself: sql`…`, a memoised getter of a client.
  return callee.kind === "applied" || callee.kind === "instance" ? go(callee) : [];
}

/** What one of several values is in turn; with a view, only what can be in that environment. */
export function alternativesOf(
  evaluator: Evaluator,
  value: Extract<Value, { kind: "choice" | "select" }>,
  view: EnvironmentView | null,
): readonly Value[] {
  if (value.kind === "select") return pickEntries(evaluator, value, view);
  const options = view ? value.options.filter((o) => holdsIn(evaluator, o.when, view) !== false) : value.options;
  return options.map((o) => o.value);
}

/** `kv` of `kv.get`, `models` of `mongoose.models.User`: an export that is an open client, or the path to a method of one. */
function readyHandles(evaluator: Evaluator, value: ExternalValue): readonly Handle[] {
  for (let end = value.path.length; end > 0; end--) {
    const ready = openersOf(value.package, value.path.slice(0, end)).filter(
      ({ opener }) => opener.ready || opener.ambient,
    );
    if (ready.length > 0) return ready.map(({ entry, opener }) => opened(evaluator, entry, opener, [], value.at));
  }
  return [];
}

const connections = new WeakMap<Evaluator, Map<StoreEntry, readonly Handle[]>>();

/** Where the process opened a product, for clients that have no address of their own. */
function connectionsOf(evaluator: Evaluator, entry: StoreEntry): readonly Handle[] {
  const known = remember(connections, evaluator, () => new Map<StoreEntry, readonly Handle[]>());
  const before = known.get(entry);
  if (before) return before;
  known.set(entry, []);
  const found = entry.opens
    .filter((o) => !o.ambient)
    .flatMap((opener) =>
      [...new Set(opener.names.map((n) => n.slice(n.lastIndexOf(".") + 1)))].flatMap((n) =>
        evaluator.program.sitesNamed(n),
      ),
    )
    .flatMap(({ module, owner, expression }): readonly Handle[] => {
      if (expression.kind === "tagged") return [];
      const value = evaluator.evaluate(expression, module, owner ? openFrame(module, owner) : null);
      return handlesOf(evaluator, value, null).filter((h) => h.entries[0] === entry && h.levels.size > 0);
    });
  const one = unique(found);
  known.set(entry, one);
  return one;
}

/** A client that is passed in: whatever the repository makes of that class, or a client of which nothing is known. */
function injectedHandles(
  evaluator: Evaluator,
  callee: ExternalValue,
  at: Place,
  go: (v: Value) => readonly Handle[],
): readonly Handle[] {
  const [className] = callee.path.filter((name) => name !== "default");
  const openers = openersOf(callee.package, callee.path);
  const names = new Set(
    openers.flatMap(({ entry }) => entry.opens.flatMap((o) => o.names.filter((n) => n.split(".")[0] === className))),
  );
  const made = [...names].flatMap((name) => makersNamed(evaluator, name, callee)).flatMap(go);
  if (made.length > 0) return unique(made);
  return openers.map(
    ({ entry }): Handle => ({
      entries: [entry],
      at,
      levels: new Map<Level, Value>(),
      port: null,
      credential: null,
      narrowedAt: [],
    }),
  );
}

/** Calls in deployed code that make a client of this class: `new QdrantClient(…)`, `QdrantVectorStore.fromDocuments(…)`. */
function makersNamed(evaluator: Evaluator, name: string, of: ExternalValue): readonly Value[] {
  return evaluator.program
    .sitesNamed(name.slice(name.lastIndexOf(".") + 1))
    .flatMap(({ module, owner, expression }) => {
      if (expression.kind === "tagged" || !evaluator.program.isDeployed(module.path)) return [];
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      if (callee.kind !== "external" || callee.package !== of.package || !callee.path.includes(of.path.at(-1) ?? ""))
        return [];
      const args = expression.args.map((e) => ({ expression: e, module, frame }));
      return [{ kind: "applied" as const, form: expression.kind, callee, args, at: place(module, expression.span) }];
    });
}

/** The openers that a symbol of a package is. */
export function openersOf(
  packageName: string,
  path: readonly string[],
): readonly { readonly entry: StoreEntry; readonly opener: StoreOpener }[] {
  return storeOpeners(path.at(-1) ?? "default").filter(({ opener }) => matches(opener, packageName, path));
}

function opened(
  evaluator: Evaluator,
  entry: StoreEntry,
  opener: StoreOpener,
  args: readonly Thunk[],
  at: Place,
): Handle {
  const [connection] = opener.ambient ? connectionsOf(evaluator, entry) : [];
  if (connection)
    return { ...connection, levels: merged(connection.levels, levelsOf(evaluator, args, opener.levels, at)) };
  // With an address given, the variables an SDK would read by itself are those of another connection.
  const given = levelsOf(
    evaluator,
    args,
    opener.levels.map(({ level, from }) => ({ level, from })),
    at,
  );
  const source = opener.credential && given.has("host") ? { from: opener.credential.from } : opener.credential;
  const credential = source ? credentialOf(evaluator, args, source, at) : null;
  const levels = given.has("host") ? given : levelsOf(evaluator, args, opener.levels, at);
  return { entries: [entry], at, levels, credential, port: portOf(evaluator, args, opener), narrowedAt: [] };
}

/** A port counts where the host is given as a name: an address holds its own. */
function portOf(evaluator: Evaluator, args: readonly Thunk[], opener: StoreOpener): Value | null {
  const source = opener.levels.find((l) => l.port);
  const byName = source?.from.filter((f) => /^(host|hostname|endPoint)$/.test(f.path.at(-1) ?? "")) ?? [];
  return source?.port && argumentAt(evaluator, args, byName) ? argumentAt(evaluator, args, source.port.from) : null;
}

function wholeArgument(
  evaluator: Evaluator,
  args: readonly Thunk[],
  paths: readonly { readonly index: number; readonly path: readonly string[] }[],
): Value | null {
  const direct = paths.find((p) => p.path.length === 0);
  const thunk = direct ? args[direct.index] : undefined;
  return thunk ? evaluator.force(thunk) : null;
}

/** The levels of identity that a call names. */
export function levelsOf(
  evaluator: Evaluator,
  args: readonly Thunk[],
  sources: readonly LevelSource[],
  at: Place,
): ReadonlyMap<Level, Value> {
  const levels = new Map<Level, Value>();
  for (const source of sources) {
    const given = argumentAt(evaluator, args, source.from);
    const value =
      given ??
      implied(source.implicit ?? [], at) ??
      (source.otherwise === undefined ? null : { kind: "literal", value: source.otherwise, at });
    if (value) levels.set(source.level, value);
  }
  return levels;
}

export function credentialOf(
  evaluator: Evaluator,
  args: readonly Thunk[],
  source: { readonly from: LevelSource["from"]; readonly implicit?: readonly string[] },
  at: Place,
): Value | null {
  return argumentAt(evaluator, args, source.from) ?? implied(source.implicit ?? [], at);
}

/** The variables an SDK reads by itself, in its order. */
function implied(names: readonly string[], at: Place): Value | null {
  return names.reduceRight<Value | null>((rest, name) => {
    const read: Value = { kind: "variable", name, at };
    return rest ? { kind: "fallback", first: read, second: rest, at } : read;
  }, null);
}

export function merged(under: ReadonlyMap<Level, Value>, over: ReadonlyMap<Level, Value>): ReadonlyMap<Level, Value> {
  return new Map([...under, ...over]);
}

function unique(handles: readonly Handle[]): readonly Handle[] {
  return handles.filter((h, i) => handles.findIndex((x) => isSame(x, h)) === i);
}

/** Whether two handles are one client, narrowed alike. */
export function isSame(a: Handle, b: Handle): boolean {
  return a.at === b.at && sameLevels(a, b);
}

function sameLevels(a: Handle, b: Handle): boolean {
  return a.levels.size === b.levels.size && [...a.levels].every(([level, value]) => b.levels.get(level) === value);
}
