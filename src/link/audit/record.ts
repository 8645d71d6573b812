import type { Place } from "../../model/location.ts";
import { type Evaluator, isEmpty } from "../program/evaluate.ts";
import type { Thunk, Value } from "../program/value.ts";

/** What is written down, as far as the repository tells: its fields, and where further fields may come from. */
export interface RecordView {
  readonly entries: ReadonlyMap<string, Thunk>;
  readonly rest: Value | null;
  readonly at: Place;
}

const maximumDepth = 8;
const maximumAlternatives = 6;

/** The records an argument may hold: through `JSON.stringify`, lists, alternatives, redaction and instances. */
export function recordsOf(evaluator: Evaluator, thunk: Thunk, depth = 0): readonly RecordView[] {
  const value = evaluator.force(thunk);
  const found = recordsIn(evaluator, value, depth);
  if (found.length > 0 || value.kind !== "unknown" || depth > maximumDepth) return found.slice(0, maximumAlternatives);
  // What a function returns is not known; what it is given usually is what it hands on.
  const { expression: e, module, frame } = thunk;
  if (e.kind === "await") return recordsOf(evaluator, { expression: e.operand, module, frame }, depth + 1);
  if (e.kind !== "call") return [];
  return e.args.flatMap((expression) => recordsOf(evaluator, { expression, module, frame }, depth + 1)).slice(0, maximumAlternatives);
}

function recordsIn(evaluator: Evaluator, value: Value, depth: number): readonly RecordView[] {
  if (depth > maximumDepth) return [];
  const inside = (thunks: readonly Thunk[]): readonly RecordView[] => thunks.slice(0, maximumAlternatives).flatMap((t) => recordsOf(evaluator, t, depth + 1));
  switch (value.kind) {
    case "object":
      return [{ entries: value.entries, rest: value.rest, at: value.at }];
    case "array":
      return inside(value.elements);
    case "choice":
      return value.options.flatMap((o) => (isEmpty(o.value) ? [] : recordsIn(evaluator, o.value, depth + 1)));
    case "fallback":
      return [...recordsIn(evaluator, value.first, depth + 1), ...recordsIn(evaluator, value.second, depth + 1)];
    case "template":
      return value.parts.flatMap((part) => recordsIn(evaluator, part, depth + 1)).filter((r) => r.entries.size > 0);
    case "applied":
      return value.form === "tagged" ? [] : inside(value.args).filter((r) => r.entries.size > 0);
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
export function unwrapped(evaluator: Evaluator, records: readonly RecordView[], wrappers: readonly string[]): readonly RecordView[] {
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
export function patternOf(value: Value): string {
  switch (value.kind) {
    case "literal":
      return typeof value.value === "string" ? value.value : "";
    case "template":
      return value.parts.map((p) => patternOf(p) || "*").join("");
    case "variable":
      return typeof value.name === "string" ? value.name : "";
    case "fallback":
      return `${patternOf(value.first)} ${patternOf(value.second)}`.trim();
    case "choice":
      return value.options.map((o) => patternOf(o.value)).join(" ");
    default:
      return "";
  }
}
