import { isFullName, storesOfCloud } from "../../catalog/infrastructure/resources.ts";
import type { BoundValue } from "../../model/bound-value.ts";
import type { EnvironmentClass } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { Sealed } from "../../model/sealed.ts";
import { isUrl, methodIn, partIn, pieceIn, writtenUrl } from "./computed-text.ts";
import { bounded, concatenations, orElse, unresolved } from "./concrete.ts";
import type { Evaluator } from "./evaluate.ts";
import { chosen, picked } from "./picking.ts";
import { truthOf } from "./truth.ts";
import type { Value } from "./value.ts";

/** What the repository binds in one environment of one unit. */
export interface EnvironmentView {
  readonly name: string;
  readonly class: EnvironmentClass;
  lookup(variable: string): Lookup;
  /** Whether a host is a container that the environment starts for itself. */
  startsBeside?(host: string): boolean;
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

/** Values nested deeper than this are not followed. */
export const maximumDepth = 40;

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
      return (
        typeof value.name === "string"
          ? [variableIn(view, value.name, value.at)]
          : go(value.name).map((name) => named(view, name, value.at))
      ).map((c) => inLetters(c, value.letters));
    case "template":
      return concatenations(value.parts.map(go), value.at);
    case "fallback":
      return go(value.first).flatMap((first) => orElse(first, () => go(value.second)));
    case "choice":
      return bounded(chosen(evaluator, value, view, depth), value.at);
    case "select":
      return bounded(picked(evaluator, value, view, depth), value.at);
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
      return (
        pieceIn(evaluator, value.object, value.property, go) ??
        partIn(value.object, value.property, go) ??
        hrefOf(evaluator, value, go) ?? [
          unresolved(`its source (.${value.property}) is not in the repository`, value.at),
        ]
      );
    case "unknown":
      return [unresolved(value.reason, value.at)];
    case "object":
      if (value.rest?.kind === "applied" && isUrl(value.rest)) return writtenUrl(evaluator, value, go(value.rest), go);
      return [{ kind: "other", value, at: value.at, via: [], assumption: null }];
    default:
      return [{ kind: "other", value, at: value.at, via: [], assumption: null }];
  }
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

function inLetters(c: Concrete, letters: "upper" | "lower" | undefined): Concrete {
  if (letters === undefined || c.kind !== "text" || c.text === null) return c;
  const text = letters === "upper" ? c.text.toUpperCase() : c.text.toLowerCase();
  return text === c.text ? c : { ...c, text, sealed: null };
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

/** `url.href`, also after parts of it were written. */
function hrefOf(
  evaluator: Evaluator,
  { object, property }: Extract<Value, { kind: "member" }>,
  go: (v: Value) => readonly Concrete[],
): readonly Concrete[] | null {
  if (property !== "href" || object.kind !== "object" || object.rest?.kind !== "applied") return null;
  return writtenUrl(evaluator, object, go(object.rest), go);
}

function appliedIn(
  evaluator: Evaluator,
  value: Extract<Value, { kind: "applied" }>,
  go: (v: Value) => readonly Concrete[],
): readonly Concrete[] {
  const { callee, args } = value;
  if (isUrl(value)) {
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
  if (callee.kind === "member" && /^(toString|toJSON)$/.test(callee.property)) {
    const { object } = callee;
    if (object.kind === "applied") return go(object);
    if (object.kind === "object" && object.rest?.kind === "applied")
      return writtenUrl(evaluator, object, go(object.rest), go);
  }
  const computed = methodIn(evaluator, value, go);
  if (computed) return computed;
  return [unresolved("it is the result of a call outside the repository", value.at)];
}
