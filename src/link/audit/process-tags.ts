import type { Expression } from "../../model/ir.ts";
import type { EnvironmentTag } from "../../model/stack.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import type { CallSite, Program } from "../program/program.ts";
import { directoryOf } from "../program/resolve.ts";
import { place, type Thunk } from "../program/value.ts";
import { isEnvironmentField } from "./environment-field.ts";
import { recordsOf } from "./record.ts";
import { tagOfField, weakest } from "./tag-value.ts";
import { rootOf } from "./telemetry-write.ts";

/** Calls that configure a product for the whole process, and what the environment given there is. */
interface Setting {
  readonly product: string;
  readonly packages: RegExp;
  readonly calls: readonly string[];
  readonly kind: "environment" | "resource";
  readonly note: string;
}

const settings: readonly Setting[] = [
  { product: "sentry", packages: /^@sentry\//, calls: ["init", "withSentry", "instrumentDurableObjectWithSentry"], kind: "environment", note: "Sentry's own environment" },
  { product: "posthog", packages: /^posthog-/, calls: ["register"], kind: "environment", note: "PostHog super properties, set once for the process" },
  { product: "langfuse", packages: /^langfuse|^@langfuse\//, calls: ["Langfuse", "LangfuseSpanProcessor", "CallbackHandler", "LangfuseExporter"], kind: "environment", note: "Langfuse's own environment" },
  { product: "datadog", packages: /^dd-trace$|^@datadog\//, calls: ["init"], kind: "environment", note: "Datadog's own environment" },
  { product: "opentelemetry", packages: /^@opentelemetry\/|^@vercel\/otel$|^@effect\/opentelemetry$/, calls: ["Resource", "resourceFromAttributes", "registerOTel", "layer"], kind: "resource", note: "on the OpenTelemetry Resource only" },
];

/** The environment that a product puts on every event of the process, as the code nearest to an event configures it. */
export function processTag(evaluator: Evaluator, program: Program, product: string, near: string): EnvironmentTag | null {
  const setting = settings.find((s) => s.product === product);
  if (!setting) return null;
  const sites = setting.calls.flatMap((name) => program.sitesNamed(name)).filter((site) => isOf(evaluator, site, setting));
  const closest = Math.max(...sites.map((s) => closeness(s.module.path, near)));
  const tags = sites.filter((s) => closeness(s.module.path, near) === closest).map((s) => tagAt(evaluator, s, setting));
  return weakest(tags);
}

function isOf(evaluator: Evaluator, site: CallSite, setting: Setting): boolean {
  const e = site.expression;
  if (e.kind === "tagged") return false;
  const root = rootOf(evaluator.evaluate(e.callee, site.module, site.owner ? openFrame(site.module, site.owner) : null));
  return root !== null && setting.packages.test(root.package);
}

function tagAt(evaluator: Evaluator, site: CallSite, setting: Setting): EnvironmentTag {
  const e = site.expression;
  const frame = site.owner ? openFrame(site.module, site.owner) : null;
  const args: readonly Thunk[] = e.kind === "tagged" ? [] : e.args.map((expression) => ({ expression, module: site.module, frame }));
  const records = args.flatMap((t) => recordsOf(evaluator, t));
  const inner = records.flatMap((r) => ["attributes", "resource", "resourceAttributes"].flatMap((k) => r.entries.get(k) ?? []));
  const fields = [...records, ...inner.flatMap((t) => recordsOf(evaluator, t))].flatMap((r) => [...r.entries].filter(([key]) => isEnvironmentField(key)).map(([, t]) => t));
  const [field] = [...fields, ...[...args, ...inner].flatMap(conventional)];
  if (!field) return { kind: "none", note: `${setting.product} is configured without an environment` };
  const tag = tagOfField(evaluator, field);
  if (tag.kind !== "environment" && tag.kind !== "credential") return tag;
  return { kind: setting.kind, at: place(site.module, e.span), note: setting.note };
}

/** `[ATTR_DEPLOYMENT_ENVIRONMENT_NAME]: value`: the key is a constant of a package, so that only its name is known. */
function conventional(thunk: Thunk): readonly Thunk[] {
  const e = thunk.expression;
  if (e.kind !== "object") return [];
  return e.properties.flatMap((p) => (p.kind === "computed" && /DEPLOYMENT_ENVIRONMENT/.test(lastName(p.key)) ? [{ expression: p.value, module: thunk.module, frame: thunk.frame }] : []));
}

function lastName(e: Expression): string {
  return e.kind === "member" ? e.property : e.kind === "name" || e.kind === "global" ? e.name : "";
}

/** How many folders two files share. */
export function closeness(a: string, b: string): number {
  const left = directoryOf(a).split("/");
  const right = directoryOf(b).split("/");
  let shared = 0;
  while (shared < left.length && left[shared] === right[shared] && left[shared] !== undefined) shared++;
  return shared;
}
