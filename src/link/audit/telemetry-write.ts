import { matches, telemetryMethods, telemetrySymbols } from "../../catalog/match.ts";
import { chainOf, type ExternalValue, type Thunk, type Value } from "../program/value.ts";
import { patternOf, recordsOf } from "./record.ts";
import type { Medium, RecordWrite, WriteCall } from "./write.ts";

/** Methods of loggers, by their level. */
export const levels =
  /^(trace|debug|verbose|silly|info|notice|http|log|warn|warning|error|fatal|critical|event|success)$/;
/** Products whose lines are plain text as often as records. */
const loggers =
  /^(pino|winston|bunyan|tslog|consola|loglevel|signale|log4js|roarr|logtape|nest|powertools|encore|trigger\.dev|evlog|axiom|logtail|google-logging|baselime|logflare)$/;

/** An event, span or log line that telemetry takes; null for a plain text or anything else. */
export function telemetryWriteOf(call: WriteCall): RecordWrite | null {
  const told = toldTo(call);
  return told && logged(call, told.medium, told.product);
}

/** The logger, console or product of telemetry that a call tells something, be it a plain text; null for any other call. */
export function toldTo(call: WriteCall): { readonly medium: Medium; readonly product: string } | null {
  if (call.visit.site.kind === "tagged") return null;
  const root = rootOf(call.visit.callee);
  if (root?.package === "" && (root.path[0] === "console" || root.path[1] === "console"))
    return levels.test(call.name) ? { medium: "console", product: "console" } : null;
  const product = productOf(call, root);
  if (product !== null) return { medium: loggers.test(product) ? "logger" : "telemetry", product };
  // Spans and loggers that are handed in are told by their names.
  if (/^(setAttributes?|addEvent)$/.test(call.name) && /span/i.test(call.receiverName))
    return { medium: "telemetry", product: "opentelemetry" };
  return levels.test(call.name) && /^(log|logger|.*Log|.*Logger)$/.test(call.receiverName)
    ? { medium: "logger", product: call.receiverName }
    : null;
}

/** The product of the catalogue whose symbol, or a method of what its symbol makes, is called. */
function productOf(call: WriteCall, root: ExternalValue | null): string | null {
  if (!root) return null;
  for (const entry of telemetrySymbols(call.name)) {
    const emits = entry.role === "emit" || entry.role === "span";
    if (emits && call.visit.callee.kind === "external" && matches(entry.symbol, root)) return entry.product;
  }
  for (const { entry, emits } of telemetryMethods(call.name)) {
    if (emits && entry.symbol.packages.some((p) => isPackage(p, root.package))) return entry.product;
  }
  return null;
}

function isPackage(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function logged(call: WriteCall, medium: Medium, product: string): RecordWrite | null {
  const { evaluator, visit } = call;
  const args = visit.args.filter((t) => t.expression.kind !== "function");
  const texts = args.map((t) => patternOf(evaluator.force(t))).filter((t) => t !== "" && t !== "*");
  const records = [
    ...args.flatMap((t) => recordsOf(evaluator, t)).filter((r) => r.entries.size > 0 || medium !== "console"),
    ...pairOf(call, args),
  ];
  // What a started span is about may be set on it later.
  if (/^start(Active)?Span$/.test(call.name) && records.length === 0 && texts.length > 0)
    records.push({ entries: new Map(), rest: null, at: visit.at });
  if (records.length === 0) return null;
  return {
    medium,
    product,
    container: "",
    records,
    texts,
    site: visit.site,
    at: visit.at,
    receiver: call.receiver,
    table: null,
    parts: [],
  };
}

/** `span.setAttribute("deployment.environment.name", value)`. */
function pairOf(call: WriteCall, args: readonly Thunk[]): RecordWrite["records"] {
  const [key, value] = args;
  if (!/^(setAttribute|setTag)$/.test(call.name) || !key || !value) return [];
  const name = keyOf(call, key);
  return name === "" ? [] : [{ entries: new Map([[name, value]]), rest: null, at: call.visit.at }];
}

/** A key as text, or by the name of the constant of the semantic conventions that holds it. */
function keyOf(call: WriteCall, key: Thunk): string {
  const value = call.evaluator.force(key);
  return (
    patternOf(value) || (value.kind === "external" ? (value.path.at(-1) ?? "").replace(/^(SEM)?(RES)?ATTRS?_/, "") : "")
  );
}

/** The package or global that a callee starts in. */
export function rootOf(value: Value): ExternalValue | null {
  const [first] = chainOf(value);
  if (first?.kind === "external") return first;
  if (first?.kind !== "choice" && first?.kind !== "fallback") return null;
  const inner = first.kind === "choice" ? first.options.map((o) => o.value) : [first.first, first.second];
  return inner.map(rootOf).find((root) => root !== null) ?? null;
}
