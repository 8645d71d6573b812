import {
  matches,
  type StoreOpener,
  type SymbolReference,
  storeBoundAs,
  storeOpeners,
  storeOpeningMethods,
} from "../../catalog/match.ts";
import type { Level, StoreEntry } from "../../catalog/types.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { EnvironmentView } from "../program/concretise.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { lookInto } from "../program/look-ups.ts";
import { baseOf } from "../program/member.ts";
import { openFrame } from "../program/parameters.ts";
import { pickEntries } from "../program/picking.ts";
import { platformPackage } from "../program/platform-bindings.ts";
import { holdsIn } from "../program/truth.ts";
import { type AppliedValue, chainOf, type ExternalValue, place, type Thunk, type Value } from "../program/value.ts";
import { argumentAt } from "./arguments.ts";
import { asGiven, besideAddress, credentialOf, implied, levelsOf, merged } from "./levels.ts";

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
  /** Its client does much else: that it is made says nothing of a store. */
  readonly latent?: true;
  /** One of several clients that the repository makes, and which of them cannot be told. */
  readonly among?: true;
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
      return unique(amongAlternatives(evaluator, value, view, go));
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
  if (callee.kind === "external" && callee.package === platformPackage) return boundHandles(evaluator, value);
  if (callee.kind === "external" && value.assumed) return injectedHandles(evaluator, callee, value.at, go);
  if (callee.kind === "external") {
    return openersOf(callee).flatMap(({ entry, opener }) => {
      const own = opened(evaluator, entry, opener, args, value.at);
      const inner = opener.wraps
        ? (argumentAt(evaluator, args, opener.wraps) ?? wholeArgument(evaluator, args, opener.wraps))
        : null;
      const wrapped = inner ? go(inner) : throughBinding(own, go);
      if (wrapped.length === 0) return opener.carries ? [] : [own];
      // What the wrapper reads by default is not used where it is given an open client.
      const named = levelsOf(evaluator, args, opener.levels.map(asGiven), value.at);
      // The client itself is no address, nor are its properties.
      const given = new Map([...named].filter(([, v]) => !isOfClient(v)));
      const ownKey = own.credential && !isOfClient(own.credential) ? own.credential : null;
      return wrapped.map((h) => ({
        ...h,
        entries: [...h.entries, entry],
        levels: merged(h.levels, given),
        credential: h.credential ?? ownKey,
      }));
    });
  }
  if (callee.kind === "member") {
    const opened = go(callee.object);
    if (opened.length === 0) return openedByMethod(evaluator, callee.property, args, value.at);
    return opened.map((h) => {
      const narrows = h.entries.flatMap((e) => e.narrows).filter((n) => n.methods.includes(callee.property));
      if (narrows.length === 0) return h;
      const more = narrows.map((n) => levelsOf(evaluator, args, n.levels, value.at)).reduce(merged);
      return more.size === 0 ? h : { ...h, levels: merged(h.levels, more), narrowedAt: [...h.narrowedAt, value.at] };
    });
  }
  // A client that is called itself: sql`…`, a memoised getter of a client.
  return callee.kind === "applied" || callee.kind === "instance" ? go(callee) : [];
}

function isOfClient(value: Value): boolean {
  return chainOf(value).some((part) => part.kind === "applied" || part.kind === "instance");
}

/** `env.DB`: the resource that the configuration of each worker which runs this code binds under the name. */
function boundHandles(evaluator: Evaluator, { callee, args, at }: AppliedValue): readonly Handle[] {
  const resource = callee.kind === "external" ? (callee.path[0] ?? "") : "";
  const [name] = args[0] ? literalsOf(evaluator.force(args[0])) : [];
  const named = name === undefined ? [] : evaluator.platform.named(at.path, name);
  return handlesAt(
    storeBoundAs(resource),
    named.filter((b) => b.resource === resource).map((b) => b.at),
  );
}

function handlesAt(entry: StoreEntry | null, places: readonly Place[]): readonly Handle[] {
  return entry ? places.map((at) => unaddressed(entry, at)) : [];
}

/** A client of which only the product is known, or whose address stands in configuration. */
function unaddressed(entry: StoreEntry, at: Place): Handle {
  return { entries: [entry], at, levels: new Map(), credential: null, port: null, narrowedAt: [] };
}

/** `postgres(env.HYPERDRIVE.connectionString)`: the address that it is given is that of a bound resource. */
function throughBinding(own: Handle, go: (v: Value) => readonly Handle[]): readonly Handle[] {
  const address = own.levels.get("host");
  const [root, made] = address ? chainOf(address) : [];
  const isBound = root?.kind === "external" && root.package === platformPackage && made?.kind === "applied";
  return isBound ? go(made) : [];
}

function openedByMethod(evaluator: Evaluator, method: string, args: readonly Thunk[], at: Place): readonly Handle[] {
  return storeOpeningMethods(method).map(({ entry, opens }) => ({
    ...unaddressed(entry, at),
    levels: levelsOf(evaluator, args, opens.levels, at),
  }));
}

/** What is found in each of several values; with a view, only in what can be in that environment. */
export function amongAlternatives<T>(
  evaluator: Evaluator,
  value: Extract<Value, { kind: "choice" | "select" }>,
  view: EnvironmentView | null,
  find: (one: Value) => readonly T[],
): readonly T[] {
  if (value.kind === "choice") {
    const options = view ? value.options.filter((o) => holdsIn(evaluator, o.when, view) !== false) : value.options;
    return options.flatMap((o) => find(o.value));
  }
  return lookInto(evaluator, value, () => pickEntries(evaluator, value, view).flatMap(find));
}

/** `kv` of `kv.get`, `models` of `mongoose.models.User`: an export that is an open client, or the path to a method of one. */
function readyHandles(evaluator: Evaluator, value: ExternalValue): readonly Handle[] {
  for (let end = value.path.length; end > 0; end--) {
    const ready = openersOf({ ...value, path: value.path.slice(0, end) }).filter(
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
      return handlesOf(evaluator, value, null).filter((h) => h.entries.includes(entry) && h.levels.size > 0);
    });
  const one = unique(found);
  known.set(entry, one);
  return one;
}

/** Of more clients of one class, which of them is passed in cannot be told. */
const mostMakers = 8;

/** A client that is passed in: whatever the repository makes of that class, or a client of which nothing is known. */
function injectedHandles(
  evaluator: Evaluator,
  callee: ExternalValue,
  at: Place,
  go: (v: Value) => readonly Handle[],
): readonly Handle[] {
  const [className] = callee.path.filter((name) => name !== "default");
  const openers = openersOf(callee);
  const names = new Set(
    openers.flatMap(({ entry }) => entry.opens.flatMap((o) => o.names.filter((n) => n.split(".")[0] === className))),
  );
  const made = [...names].flatMap((name) => makersNamed(evaluator, name, callee)).flatMap(go);
  if (made.length > mostMakers) return openers.map(({ entry }) => ({ ...unaddressed(entry, at), among: true }));
  if (made.length > 0) return unique(made);
  const bound = openers.flatMap(({ entry }) =>
    entry.binding === undefined
      ? []
      : handlesAt(
          entry,
          evaluator.platform.ofKind(at.path, entry.binding).map((b) => b.at),
        ),
  );
  return bound.length > 0 ? bound : openers.map(({ entry }) => unaddressed(entry, at));
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
  symbol: SymbolReference,
): readonly { readonly entry: StoreEntry; readonly opener: StoreOpener }[] {
  const found = storeOpeners(symbol.path.at(-1) ?? "default").filter(({ opener }) => matches(opener, symbol));
  // Where the version is not known, openers of several versions of one product match: the first is the one to go by.
  return found.filter(({ entry }, i) => found.findIndex((other) => other.entry === entry) === i);
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
  const given = levelsOf(evaluator, args, opener.levels.map(asGiven), at);
  const source = opener.credential && given.has("host") ? { from: opener.credential.from } : opener.credential;
  const credential = source ? credentialOf(evaluator, args, source, at) : null;
  const levels = levelsOf(evaluator, args, given.has("host") ? opener.levels.map(besideAddress) : opener.levels, at);
  return {
    ...{ entries: [entry], at, levels, credential, narrowedAt: [] },
    port: portOf(evaluator, args, opener, given.has("host"), at),
    ...(opener.latent ? { latent: true } : {}),
  };
}

/** A port counts where the host is given as a name: an address holds its own. */
function portOf(
  evaluator: Evaluator,
  args: readonly Thunk[],
  opener: StoreOpener,
  isGiven: boolean,
  at: Place,
): Value | null {
  const source = opener.levels.find((l) => l.port);
  if (!isGiven && !args[0]) return implied(source?.port?.implicit ?? [], at);
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
