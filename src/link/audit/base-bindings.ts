import { matches, telemetrySymbols } from "../../catalog/match.ts";
import type { EnvironmentTag } from "../../model/audit-event.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import { chainOf, type Thunk, type Value } from "../program/value.ts";
import { isEnvironmentField } from "./environment-field.ts";
import { type RecordView, recordsOf } from "./record.ts";
import { placedTag } from "./tag-value.ts";

const derives =
  /^(child|with|withFields|withContext|withMetadata|getSubLogger|bindings|setBindings|getChildLogger|createChild|extend|register)$/;
const bases = [
  "base",
  "defaultMeta",
  "mixin",
  "bindings",
  "fields",
  "context",
  "defaultFields",
  "initialFields",
  "persistentLogAttributes",
  "persistentKeys",
  "properties",
  "superProperties",
  "customProps",
  "args",
  "formatters",
];

/** The environment that a logger or client puts on every record, from how it was made and derived. */
export function baseTag(evaluator: Evaluator, receiver: Value | null): EnvironmentTag | null {
  if (!receiver) return null;
  for (const made of loggersIn(receiver).reverse()) {
    const [field] = fieldsOf(evaluator, made);
    if (!field) continue;
    const tag = placedTag(evaluator, field);
    if (tag.kind === "none") continue;
    return tag.kind === "environment" ? { ...tag, note: `the logger's base bindings (${tag.note})` } : tag;
  }
  return null;
}

/** The calls that made a logger: its constructor first, then each that derived it from the one before. */
function loggersIn(value: Value): Extract<Value, { kind: "applied" }>[] {
  if (value.kind === "choice") return value.options.flatMap((o) => loggersIn(o.value));
  if (value.kind === "fallback") return [...loggersIn(value.first), ...loggersIn(value.second)];
  return chainOf(value).filter((v) => v.kind === "applied");
}

function fieldsOf(evaluator: Evaluator, made: Extract<Value, { kind: "applied" }>): readonly Thunk[] {
  const isDerived = made.callee.kind === "member" && derives.test(made.callee.property);
  const given = made.args.flatMap((t) => recordsOf(evaluator, t));
  const records = given.flatMap((r) => [
    ...(isDerived || isPlainLogger(made) ? [r] : []),
    ...bases.flatMap((key) => basesIn(evaluator, r.entries.get(key))),
  ]);
  return records.flatMap((r) => [...r.entries].filter(([key]) => isEnvironmentField(key)).map(([, thunk]) => thunk));
}

/** `bunyan.createLogger({ name, environment })`: all options beyond its own are fields. */
function isPlainLogger(made: Extract<Value, { kind: "applied" }>): boolean {
  const { callee } = made;
  if (callee.kind !== "external") return false;
  const known = telemetrySymbols(callee.path.at(-1) ?? "default").filter((entry) => matches(entry.symbol, callee));
  return known.some((entry) => entry.role === "logger" && (entry.base ?? []).some(({ path }) => path.length === 0));
}

function basesIn(evaluator: Evaluator, thunk: Thunk | undefined): readonly RecordView[] {
  if (!thunk) return [];
  const value = evaluator.force(thunk);
  // `mixin() { return { environment } }` runs for every record.
  if (functionsOf(value).length > 0)
    return recordsOf(evaluator, { ...thunk, value: evaluator.call(value, [], value.at) });
  return recordsOf(evaluator, thunk);
}
