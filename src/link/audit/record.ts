import type { Place } from "../../model/location.ts";
import { type Evaluator, isEmpty } from "../program/evaluate.ts";
import { lastName } from "../program/models/names.ts";
import type { Thunk, Value } from "../program/value.ts";

/** What is written down, as far as the repository tells: its fields, and where further fields may come from. */
export interface RecordView {
  readonly entries: ReadonlyMap<string, Thunk>;
  readonly rest: Value | null;
  readonly at: Place;
}

const maximumDepth = 8;
const maximumAlternatives = 6;
/** Alternatives inside alternatives multiply: more values than this are not looked at for one argument. */
const maximumValues = 150;

interface Budget {
  left: number;
}

/** The records an argument may hold: through `JSON.stringify`, lists, alternatives, redaction and instances. */
export function recordsOf(evaluator: Evaluator, thunk: Thunk): readonly RecordView[] {
  return recordsAt(evaluator, thunk, 0, { left: maximumValues });
}

function recordsAt(evaluator: Evaluator, thunk: Thunk, depth: number, budget: Budget): readonly RecordView[] {
  const value = evaluator.force(thunk);
  const found = recordsIn(evaluator, value, depth, budget);
  if (found.length > 0 || value.kind !== "unknown" || depth > maximumDepth) return found.slice(0, maximumAlternatives);
  // What a function returns is not known; what it is given usually is what it hands on.
  const { expression: e, module, frame } = thunk;
  if (e.kind === "await") return recordsAt(evaluator, { expression: e.operand, module, frame }, depth + 1, budget);
  if (e.kind !== "call") return [];
  return e.args
    .flatMap((expression) => recordsAt(evaluator, { expression, module, frame }, depth + 1, budget))
    .slice(0, maximumAlternatives);
}

function recordsIn(evaluator: Evaluator, value: Value, depth: number, budget: Budget): readonly RecordView[] {
  if (depth > maximumDepth || budget.left-- <= 0) return [];
  const go = (v: Value): readonly RecordView[] => recordsIn(evaluator, v, depth + 1, budget);
  const inside = (thunks: readonly Thunk[]): readonly RecordView[] =>
    thunks.slice(0, maximumAlternatives).flatMap((t) => recordsAt(evaluator, t, depth + 1, budget));
  switch (value.kind) {
    case "object":
      return [{ entries: value.entries, rest: value.rest, at: value.at }];
    case "array":
      return inside(value.elements);
    case "choice":
      return value.options.slice(0, 24).flatMap((o) => (isEmpty(o.value) ? [] : go(o.value)));
    case "fallback":
      return [...go(value.first), ...go(value.second)];
    case "template":
      return value.parts.flatMap(go).filter((r) => r.entries.size > 0);
    case "applied":
      // The columns of `pgTable(…)` are a shape and no record.
      return value.form === "tagged" || /(table|schema|model|collection)$/i.test(lastName(value.callee))
        ? []
        : inside(value.args).filter((r) => r.entries.size > 0);
    case "instance":
      return inside(value.args ?? []);
    case "input":
    case "member":
      return [{ entries: new Map(), rest: value, at: value.at }];
    default:
      return [];
  }
}

/** Goes into what an SDK wants wrapped (`{ data: … }`, `{ Item: … }`, `{ body: … }`) where one of these fields is there. */
export function unwrapped(
  evaluator: Evaluator,
  records: readonly RecordView[],
  wrappers: readonly string[],
): readonly RecordView[] {
  return records.flatMap((record) => {
    for (const key of wrappers) {
      const thunk = record.entries.get(key);
      const inner = thunk ? recordsOf(evaluator, thunk) : [];
      if (inner.length > 0) return inner;
    }
    return [record];
  });
}

/** One record with the fields of all, for calls that take a record in several arguments. */
export function merged(records: readonly RecordView[], at: Place): RecordView {
  return {
    entries: new Map(records.flatMap((r) => [...r.entries])),
    rest: records.find((r) => r.rest !== null)?.rest ?? null,
    at: records[0]?.at ?? at,
  };
}

/** The fixed text a value holds, with `*` for what is not fixed. */
export function patternOf(value: Value, depth = 0): string {
  if (depth > 4) return "";
  switch (value.kind) {
    case "literal":
      return typeof value.value === "string" ? value.value : "";
    case "template":
      return value.parts
        .slice(0, 24)
        .map((p) => patternOf(p, depth + 1) || "*")
        .join("");
    case "variable":
      return typeof value.name === "string" ? value.name : "";
    case "fallback":
      return `${patternOf(value.first, depth + 1)} ${patternOf(value.second, depth + 1)}`.trim();
    case "choice":
      return value.options
        .slice(0, 6)
        .map((o) => patternOf(o.value, depth + 1))
        .join(" ")
        .trim();
    default:
      return "";
  }
}
