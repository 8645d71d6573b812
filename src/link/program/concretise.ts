import { isFullName, storesOfCloud } from "../../catalog/infrastructure/resources.ts";
import { classOf, type EnvironmentClass } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { Sealed } from "../../model/sealed.ts";
import type { BoundValue } from "../../model/stack.ts";
import type { Evaluator } from "./evaluate.ts";
import { place, type Test, type Value } from "./value.ts";

/** What the repository binds in one environment of one unit. */
export interface EnvironmentView {
  readonly name: string;
  readonly class: EnvironmentClass;
  lookup(variable: string): Lookup;
  /** The account of a cloud in which names count, where the repository tells environments apart by it. */
  account?(cloud: string): { readonly label: string; readonly at: Place } | null;
}

export type Lookup =
  | { readonly kind: "bound"; readonly value: BoundValue; readonly at: Place; readonly via: readonly Place[] }
  /** The environment's own configuration is in the repository and leaves the variable out. */
  | { readonly kind: "unset"; readonly at: Place }
  /** A variable that says which environment this is; taken to say so although nothing binds it. */
  | { readonly kind: "assumed"; readonly text: string }
  | { readonly kind: "unknown"; readonly reason: string; readonly at?: Place };

/** What a value is in one environment. */
export type Concrete =
  | {
      readonly kind: "text";
      readonly text: string | null;
      readonly sealed: Sealed | null;
      readonly at: Place;
      readonly via: readonly Place[];
      readonly assumption: string | null;
    }
  | {
      readonly kind: "reference";
      readonly bound: Extract<BoundValue, { kind: "reference" }>;
      readonly at: Place;
      readonly via: readonly Place[];
      readonly assumption: string | null;
    }
  | { readonly kind: "nothing"; readonly at: Place; readonly via: readonly Place[]; readonly assumption: string | null }
  | {
      readonly kind: "other";
      readonly value: Value;
      readonly at: Place;
      readonly via: readonly Place[];
      readonly assumption: string | null;
    }
  /** `pattern` is the fixed part of a text with `*` for the rest; `instead` is what holds if the platform sets nothing. */
  | {
      readonly kind: "unresolved";
      readonly reason: string;
      readonly pattern: string | null;
      readonly instead: Concrete | null;
      readonly at: Place;
      readonly via: readonly Place[];
      readonly assumption: string | null;
    };

const maximumAlternatives = 12;

/** What a symbolic value can be in one environment: one result if the repository decides it, several if it does not. */
export function concretise(evaluator: Evaluator, value: Value, view: EnvironmentView, depth = 0): readonly Concrete[] {
  if (depth > maximumDepth) return [unresolved("it is nested too deeply", value.at)];
  // Alternatives share their tests, and tests their values: without this the work doubles at every level.
  const known = remember(concretised, view, () => new WeakMap<Value, Answer>()).get(value);
  if (known && known.depth <= depth) return known.results;
  const results = concreteOf(evaluator, value, view, depth);
  concretised.get(view)?.set(value, { depth, results });
  return results;
}

const maximumDepth = 40;

/** What came out, and how deep it was asked: asked deeper, it would have been cut sooner. */
interface Answer {
  readonly depth: number;
  readonly results: readonly Concrete[];
}

const concretised = new WeakMap<EnvironmentView, WeakMap<Value, Answer>>();

function concreteOf(evaluator: Evaluator, value: Value, view: EnvironmentView, depth: number): readonly Concrete[] {
  const go = (v: Value): readonly Concrete[] => concretise(evaluator, v, view, depth + 1);
  switch (value.kind) {
    case "literal":
      if (value.value === undefined || value.value === null)
        return [{ kind: "nothing", at: value.at, via: [], assumption: null }];
      return [
        {
          kind: "text",
          text: value.sealed && value.sealed.text === undefined ? null : (value.sealed?.text ?? String(value.value)),
          sealed: value.sealed ?? null,
          at: value.at,
          via: [],
          assumption: null,
        },
      ];
    case "variable":
      return typeof value.name === "string"
        ? [variableIn(view, value.name, value.at)]
        : go(value.name).map((name) => named(view, name, value.at));
    case "template":
      return concatenations(value.parts.map(go), value.at);
    case "fallback":
      return go(value.first).flatMap((first) => orElse(first, () => go(value.second)));
    case "choice":
      return bounded(chosen(evaluator, value, view, depth));
    case "select":
      return bounded(picked(evaluator, value, view, depth));
    case "operation": {
      const truth = truthOf(evaluator, value, view, depth + 1);
      if (truth === null) return [unresolved("it is computed", value.at)];
      return [{ kind: "text", text: String(truth), sealed: null, at: value.at, via: [], assumption: null }];
    }
    case "applied":
      return appliedIn(evaluator, value, go);
    case "stored":
      return go(value.name).map((name) => storedIn(view, value.store, name, value.at));
    case "input":
      return [unresolved("a caller outside the repository passes it", value.at)];
    case "member":
      return [unresolved(`its source (.${value.property}) is not in the repository`, value.at)];
    case "unknown":
      return [unresolved(value.reason, value.at)];
    default:
      return [{ kind: "other", value, at: value.at, via: [], assumption: null }];
  }
}

/** Whether a value is true in an environment; null if that cannot be told. */
export function truthOf(evaluator: Evaluator, value: Value, view: EnvironmentView, depth = 0): boolean | null {
  if (depth > maximumDepth) return null;
  if (value.kind === "operation") {
    const [left, right] = value.operands;
    if (value.operator === "!" && left) return negate(truthOf(evaluator, left, view, depth + 1));
    if (left && right && /^[!=]==?$/.test(value.operator)) {
      const same = equalIn(concretise(evaluator, left, view, depth + 1), concretise(evaluator, right, view, depth + 1));
      return value.operator.startsWith("!") ? negate(same) : same;
    }
    return null;
  }
  if (value.kind === "fallback") {
    const first = truthOf(evaluator, value.first, view, depth + 1);
    return first === true ? true : first === null ? null : truthOf(evaluator, value.second, view, depth + 1);
  }
  if (value.kind === "applied" && value.callee.kind === "member" && value.args[0]) {
    const { object, property } = value.callee;
    const arg = concretise(evaluator, evaluator.force(value.args[0]), view, depth + 1);
    if (property === "includes" && object.kind === "array" && !object.open) {
      const each = object.elements.map((t) => equalIn(concretise(evaluator, evaluator.force(t), view, depth + 1), arg));
      return each.includes(true) ? true : each.every((x) => x === false) ? false : null;
    }
    if (/^(startsWith|endsWith|includes)$/.test(property)) {
      const [text] = concretise(evaluator, object, view, depth + 1);
      const [part] = arg;
      if (text?.kind !== "text" || part?.kind !== "text" || text.text === null || part.text === null) return null;
      return property === "startsWith"
        ? text.text.startsWith(part.text)
        : property === "endsWith"
          ? text.text.endsWith(part.text)
          : text.text.includes(part.text);
    }
  }
  if (
    value.kind === "applied" &&
    value.callee.kind === "external" &&
    value.callee.path[0] === "Boolean" &&
    value.args[0]
  ) {
    return truthOf(evaluator, evaluator.force(value.args[0]), view, depth + 1);
  }
  const answers = new Set(concretise(evaluator, value, view, depth + 1).map(truthOfConcrete));
  const [only] = answers;
  return answers.size === 1 && only !== undefined ? only : null;
}

function truthOfConcrete(c: Concrete): boolean | null {
  if (c.kind === "nothing") return false;
  if (c.kind === "text") return c.text === null ? true : !["", "false", "0"].includes(c.text);
  return c.kind === "unresolved" ? null : true;
}

/** Whether the tests that lead to an alternative hold in an environment; null if that cannot be told. */
export function holdsIn(
  evaluator: Evaluator,
  tests: readonly Test[],
  view: EnvironmentView,
  depth = 0,
): boolean | null {
  let answer: boolean | null = true;
  for (const test of tests) {
    const value = evaluator.force(test.thunk);
    const truth = test.equals
      ? equalIn(
          concretise(evaluator, evaluator.force(test.equals), view, depth + 1),
          concretise(evaluator, value, view, depth + 1),
        )
      : truthOf(evaluator, value, view, depth + 1);
    if (truth === null) answer = null;
    else if (truth !== test.holds) return false;
  }
  return answer;
}

function chosen(
  evaluator: Evaluator,
  choice: Extract<Value, { kind: "choice" }>,
  view: EnvironmentView,
  depth: number,
): readonly Concrete[] {
  const results: Concrete[] = [];
  for (const option of choice.options) {
    const holds = option.when.length === 0 ? null : holdsIn(evaluator, option.when, view, depth);
    if (holds === false) continue;
    results.push(...concretise(evaluator, option.value, view, depth + 1));
    if (holds === true) return results;
  }
  return results.length > 0 ? results : [unresolved("no alternative applies", choice.at)];
}

function picked(
  evaluator: Evaluator,
  select: Extract<Value, { kind: "select" }>,
  view: EnvironmentView,
  depth: number,
): readonly Concrete[] {
  const names = [...select.from.entries.keys()];
  const results: Concrete[] = [];
  for (const key of concretise(evaluator, select.key, view, depth + 1)) {
    const wanted = key.kind === "text" ? key.text : null;
    const entry = wanted === null ? null : entryFor(wanted, names);
    if (entry !== null) {
      const assumption = key.assumption;
      const own = select.from.entries.get(entry);
      const entryAt = own && own.module.path !== "" ? [place(own.module, own.expression.span)] : [];
      results.push(
        ...entryValue(evaluator, select, entry, view, depth).map((c) =>
          noted(via(c, ...entryAt, select.at, ...key.via), assumption),
        ),
      );
    } else if (key.kind === "nothing") results.push({ kind: "nothing", at: select.at, via: [], assumption: null });
    else if (key.kind === "unresolved") {
      // Which entry is taken cannot be told: all of them are possible.
      for (const name of names)
        results.push(...entryValue(evaluator, select, name, view, depth).map((c) => unsure(c, key.reason)));
    } else results.push({ kind: "nothing", at: select.at, via: [], assumption: null });
  }
  return results;
}

/** The entries that an environment may pick, before anything is read of them; all of them where that cannot be told. */
export function pickEntries(
  evaluator: Evaluator,
  select: Extract<Value, { kind: "select" }>,
  view: EnvironmentView | null,
): readonly Value[] {
  const names = [...select.from.entries.keys()];
  const keys = view ? concretise(evaluator, select.key, view) : [];
  const texts = keys.map((k) => (k.kind === "text" && k.text !== null ? entryFor(k.text, names) : null));
  const wanted = texts.length > 0 && texts.every((t) => t !== null) ? texts.filter((t) => t !== null) : names;
  return wanted.flatMap((name) => {
    const thunk = select.from.entries.get(name);
    return thunk
      ? [select.taken.reduce((v, property) => evaluator.member(v, property, select.at), evaluator.force(thunk))]
      : [];
  });
}

function entryValue(
  evaluator: Evaluator,
  select: Extract<Value, { kind: "select" }>,
  name: string,
  view: EnvironmentView,
  depth: number,
): readonly Concrete[] {
  const thunk = select.from.entries.get(name);
  if (!thunk) return [];
  const entry = select.taken.reduce((v, property) => evaluator.member(v, property, select.at), evaluator.force(thunk));
  return concretise(evaluator, entry, view, depth + 1);
}

/** The key itself, or the only one of the same environment class (`prod` for `production`). */
function entryFor(wanted: string, names: readonly string[]): string | null {
  if (names.includes(wanted)) return wanted;
  const cls = classOf(wanted);
  const alike = cls === "other" ? [] : names.filter((n) => classOf(n) === cls);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

function variableIn(view: EnvironmentView, name: string, at: Place): Concrete {
  const found = view.lookup(name);
  switch (found.kind) {
    case "bound": {
      const more = [at, ...found.via];
      if (found.value.kind === "literal") {
        const { sealed } = found.value;
        if (sealed.nature === "empty")
          return { kind: "nothing", at: found.at, via: more, assumption: `${name} is empty in ${view.name}` };
        if (sealed.nature === "placeholder") return unresolved(`${name} holds a placeholder in ${view.name}`, found.at);
        return { kind: "text", text: sealed.text ?? null, sealed, at: found.at, via: more, assumption: null };
      }
      if (found.value.kind === "reference")
        return { kind: "reference", bound: found.value, at: found.at, via: more, assumption: null };
      return { ...unresolved(found.value.reason, found.at), via: more };
    }
    case "assumed":
      return {
        kind: "text",
        text: found.text,
        sealed: null,
        at,
        via: [],
        assumption: `${name} is taken to be "${found.text}" in ${view.name}`,
      };
    case "unset":
      return { kind: "nothing", at, via: [found.at], assumption: `${name} is not set in ${view.name}` };
    case "unknown":
      return found.at ? { ...unresolved(found.reason, found.at), via: [at] } : unresolved(found.reason, at);
  }
}

/** A secret by its name in its store; where the store's address stands before the name, that is part of it. */
function storedIn(view: EnvironmentView, store: string, name: Concrete, at: Place): Concrete {
  const text = name.kind === "text" ? (name.text ?? null) : null;
  if (text === null) return { ...unresolved("the name under which it is stored is not known", at), via: [name.at] };
  const cloud = storesOfCloud[store];
  const account = cloud && !isFullName(text) ? (view.account?.(cloud) ?? null) : null;
  const scope = account?.label ?? null;
  const bound = { kind: "reference" as const, store, name: text, scope, reference: `${store}:${scope ?? "*"}:${text}` };
  const via = [...name.via, at, ...(account ? [account.at] : [])];
  return { kind: "reference", bound, at: name.at, via, assumption: name.assumption };
}

function named(view: EnvironmentView, name: Concrete, at: Place): Concrete {
  if (name.kind === "text" && name.text !== null) return variableIn(view, name.text, at);
  return unresolved("the name of the environment variable is computed", at);
}

function orElse(first: Concrete, second: () => readonly Concrete[]): readonly Concrete[] {
  if (first.kind === "nothing" || (first.kind === "text" && first.text === "")) {
    return second().map((c) => noted(via(c, first.at, ...first.via), first.assumption));
  }
  if (first.kind === "unresolved") {
    const [instead] = second();
    return [{ ...first, instead: instead ?? null }];
  }
  return [first];
}

function concatenations(parts: readonly (readonly Concrete[])[], at: Place): readonly Concrete[] {
  let rows: readonly (readonly Concrete[])[] = [[]];
  for (const alternatives of parts) {
    rows = rows.flatMap((row) => alternatives.map((c) => [...row, c])).slice(0, maximumAlternatives);
  }
  return rows.map((row) => concatenation(row, at));
}

function concatenation(row: readonly Concrete[], at: Place): Concrete {
  const filled = row.filter((c) => !(c.kind === "text" && c.text === ""));
  const [only] = filled;
  if (filled.length === 1 && only) return only;
  const places = row.flatMap((c) =>
    c.kind === "text" && c.via.length === 0 && samePath(c.at, at) ? [] : [c.at, ...c.via],
  );
  const assumption =
    row
      .map((c) => c.assumption)
      .filter((a) => a !== null)
      .join("; ") || null;
  if (row.every((c) => c.kind === "text" && c.text !== null)) {
    const text = row.map((c) => (c.kind === "text" ? c.text : "")).join("");
    return {
      kind: "text",
      text,
      sealed: null,
      at: places[0] ?? at,
      via: places.length > 0 ? [at, ...places.slice(1)] : [],
      assumption,
    };
  }
  const pattern = row.map(patternOf).join("");
  const open = row.find((c) => c.kind === "unresolved");
  const reason = open?.kind === "unresolved" ? open.reason : "a part of it is kept outside the repository";
  return { kind: "unresolved", reason, pattern, instead: null, at, via: places, assumption };
}

/** The fixed part of a text, with `*` for what is not known of it. */
function patternOf(c: Concrete): string {
  if (c.kind === "text" && c.text !== null) return c.text;
  return (c.kind === "unresolved" ? c.pattern : null) ?? "*";
}

function appliedIn(
  evaluator: Evaluator,
  value: Extract<Value, { kind: "applied" }>,
  go: (v: Value) => readonly Concrete[],
): readonly Concrete[] {
  const { callee, args } = value;
  if (callee.kind === "external" && callee.package === "" && callee.path[0] === "URL") {
    // `new URL(path, base)`: the base decides the host unless the path is a whole URL itself.
    const [path, base] = args;
    if (path && base)
      return concatenations(
        [
          go(evaluator.force(base)),
          [{ kind: "text", text: "/", sealed: null, at: value.at, via: [], assumption: null }],
          go(evaluator.force(path)),
        ],
        value.at,
      );
    if (path) return go(evaluator.force(path));
  }
  if (callee.kind === "member" && callee.property === "toString") {
    const { object } = callee;
    if (object.kind === "applied") return go(object);
    if (object.kind === "object" && object.rest?.kind === "applied") return go(object.rest);
  }
  return [unresolved("it is the result of a call outside the repository", value.at)];
}

function equalIn(left: readonly Concrete[], right: readonly Concrete[]): boolean | null {
  const answers = new Set(left.flatMap((l) => right.map((r) => equal(l, r))));
  const [only] = answers;
  return answers.size === 1 && only !== undefined ? only : null;
}

function equal(a: Concrete, b: Concrete): boolean | null {
  if (a.kind === "unresolved" || b.kind === "unresolved" || a.kind === "reference" || b.kind === "reference")
    return null;
  if (a.kind === "nothing" || b.kind === "nothing") return a.kind === b.kind;
  if (a.kind !== "text" || b.kind !== "text") return null;
  if (a.text !== null && b.text !== null) {
    if (a.text === b.text) return true;
    // `APP_ENV` is taken to name the environment in the repository's own words, `prod` or `production`.
    const assumed = a.assumption !== null || b.assumption !== null;
    const cls = classOf(a.text);
    return assumed && cls !== "other" && cls === classOf(b.text);
  }
  return a.sealed && b.sealed ? a.sealed.digest === b.sealed.digest : null;
}

function bounded(list: readonly Concrete[]): readonly Concrete[] {
  const kept: Concrete[] = [];
  for (const c of list) if (!kept.some((k) => sameConcrete(k, c))) kept.push(c);
  return kept.slice(0, maximumAlternatives);
}

function sameConcrete(a: Concrete, b: Concrete): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === "text" && b.kind === "text")
    return a.text !== null ? a.text === b.text : a.sealed?.digest === b.sealed?.digest && b.text === null;
  if (a.kind === "reference" && b.kind === "reference") return a.bound.reference === b.bound.reference;
  if (a.kind === "unresolved" && b.kind === "unresolved") return a.reason === b.reason && a.pattern === b.pattern;
  return a.kind === "nothing";
}

function samePath(a: Place, b: Place): boolean {
  return a.path === b.path && a.span.startLine === b.span.startLine;
}

function unresolved(reason: string, at: Place): Extract<Concrete, { kind: "unresolved" }> {
  return { kind: "unresolved", reason, pattern: null, instead: null, at, via: [], assumption: null };
}

function unsure(c: Concrete, reason: string): Concrete {
  return {
    kind: "unresolved",
    reason,
    pattern: c.kind === "text" ? c.text : null,
    instead: c,
    at: c.at,
    via: c.via,
    assumption: c.assumption,
  };
}

function via(c: Concrete, ...places: readonly Place[]): Concrete {
  return { ...c, via: [...c.via, ...places] };
}

function noted(c: Concrete, assumption: string | null): Concrete {
  return assumption === null
    ? c
    : { ...c, assumption: c.assumption === null ? assumption : `${assumption}; ${c.assumption}` };
}

function negate(truth: boolean | null): boolean | null {
  return truth === null ? null : !truth;
}
