import { type TelemetryEmission, matches, telemetryMethods, telemetrySymbols } from "../../catalog/match.ts";
import type { TelemetryEntry } from "../../catalog/types.ts";
import { chainOf, type ExternalValue, type Thunk, type Value } from "../program/value.ts";
import { patternOf, recordsOf } from "./record.ts";
import type { Medium, RecordWrite, WriteCall } from "./write.ts";

const levels = /^(trace|debug|verbose|silly|info|notice|http|log|warn|warning|error|fatal|critical|event)$/;
const loggerPackages = /^(pino|winston|bunyan|consola|tslog|loglevel|log4js|signale|roarr|electron-log|@logtape\/logtape|@aws-lambda-powertools\/logger|@google-cloud\/logging.*|next-axiom|@axiomhq\/logging|@nestjs\/common|evlog|adze|diary)$/;
/** Methods by which a product takes an event, where the catalogue does not say. */
const products: readonly { readonly product: string; readonly packages: RegExp; readonly methods: RegExp }[] = [
  { product: "posthog", packages: /^posthog-/, methods: /^(capture|captureImmediate)$/ },
  { product: "sentry", packages: /^@sentry\//, methods: /^(captureEvent|captureMessage|addBreadcrumb|startSpan|startSpanManual|setContext|info|warn|error|trace|debug|fatal)$/ },
  { product: "opentelemetry", packages: /^@opentelemetry\/|^@vercel\/otel$|^@effect\/opentelemetry$/, methods: /^(setAttributes?|addEvent|startActiveSpan|startSpan|emit)$/ },
  { product: "langfuse", packages: /^langfuse|^@langfuse\//, methods: /^(trace|event|span|generation|score|startObservation|startActiveObservation|updateActiveTrace)$/ },
  { product: "braintrust", packages: /^braintrust$/, methods: /^(log|traced|startSpan|logFeedback)$/ },
  { product: "segment", packages: /^@segment\/|^analytics-node$|^@rudderstack\//, methods: /^track$/ },
  { product: "mixpanel", packages: /^mixpanel/, methods: /^track$/ },
  { product: "amplitude", packages: /^@amplitude\//, methods: /^(track|logEvent)$/ },
  { product: "datadog", packages: /^dd-trace$|^@datadog\/|^hot-shots$/, methods: /^(setTag|addTags|trace|event|increment)$/ },
  { product: "vercel analytics", packages: /^@vercel\/analytics/, methods: /^track$/ },
];

/** An event, span or log line that telemetry takes; null for a plain text or anything else. */
export function telemetryWriteOf(call: WriteCall): RecordWrite | null {
  if (call.visit.site.kind === "tagged") return null;
  const root = rootOf(call.visit.callee);
  if (root?.package === "" && (root.path[0] === "console" || root.path[1] === "console")) return levels.test(call.name) ? logged(call, "console", "console") : null;
  const known = catalogued(call, root);
  if (known) return emitted(call, known.entry, known.emits);
  if (root && root.package !== "") {
    if (loggerPackages.test(root.package) && levels.test(call.name)) return logged(call, "logger", root.package);
    const product = products.find((p) => p.packages.test(root.package) && p.methods.test(call.name));
    if (product) return logged(call, "telemetry", product.product);
  }
  const spans = /^(setAttributes?|addEvent)$/.test(call.name) && /span/i.test(call.receiverName);
  if (spans) return logged(call, "telemetry", "opentelemetry");
  // A logger that is handed in is one by its name.
  return levels.test(call.name) && /^(log|logger|.*Log|.*Logger)$/.test(call.receiverName) && !/audit/i.test(call.receiverName) ? logged(call, "logger", call.receiverName) : null;
}

function catalogued(call: WriteCall, root: ExternalValue | null): { readonly entry: TelemetryEntry; readonly emits: TelemetryEmission | null } | null {
  if (!root) return null;
  for (const item of telemetryMethods(call.name)) {
    if (item.emits && item.entry.symbol.packages.some((p) => isPackage(p, root.package))) return { entry: item.entry, emits: item.emits };
  }
  for (const entry of telemetrySymbols(call.name)) {
    if (call.visit.callee.kind === "external" && matches(entry.symbol, root.package, root.path) && (entry.role === "emit" || entry.role === "span")) return { entry, emits: null };
  }
  return null;
}

function isPackage(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function emitted(call: WriteCall, entry: TelemetryEntry, _emits: TelemetryEmission | null): RecordWrite | null {
  const isLogger = levels.test(call.name) && (entry.role === "logger" || loggerPackages.test(entry.product));
  return logged(call, isLogger ? "logger" : "telemetry", entry.product);
}

function logged(call: WriteCall, medium: Medium, product: string): RecordWrite | null {
  const { evaluator, visit } = call;
  const args = visit.args.filter((t) => t.expression.kind !== "function");
  const texts = args.map((t) => patternOf(evaluator.force(t))).filter((t) => t !== "" && t !== "*");
  const records = [...args.flatMap((t) => recordsOf(evaluator, t)).filter((r) => r.entries.size > 0 || medium !== "console"), ...attribute(call, args)];
  if (records.length === 0) return null;
  return { medium, product, container: "", records, texts, at: visit.at, receiver: call.receiver, table: null };
}

/** `span.setAttribute("deployment.environment.name", value)`. */
function attribute(call: WriteCall, args: readonly Thunk[]): RecordWrite["records"] {
  const [key, value] = args;
  if (!/^(setAttribute|setTag)$/.test(call.name) || !key || !value) return [];
  const name = patternOf(call.evaluator.force(key)) || constantName(call.evaluator.force(key));
  return name === "" ? [] : [{ entries: new Map([[name, value]]), rest: null, at: call.visit.at }];
}

/** `ATTR_DEPLOYMENT_ENVIRONMENT_NAME` of the semantic conventions. */
function constantName(value: Value): string {
  return value.kind === "external" ? (value.path.at(-1) ?? "").replace(/^(SEM)?(RES)?ATTRS?_/, "") : "";
}

/** The package or global that a callee starts in. */
export function rootOf(value: Value): ExternalValue | null {
  const [first] = chainOf(value);
  if (first?.kind === "external") return first;
  if (first?.kind === "choice" || first?.kind === "fallback") {
    const inner = first.kind === "choice" ? first.options.map((o) => o.value) : [first.first, first.second];
    for (const v of inner) {
      const root = rootOf(v);
      if (root) return root;
    }
  }
  return null;
}
