import { matches, modelSymbols } from "../../catalog/match.ts";
import { at } from "../../catalog/shorthand.ts";
import type { AuditEvent, EnvironmentTag } from "../../model/audit-event.ts";
import { comparePlaces } from "../../model/location.ts";
import { isEmpty } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import { place, type Thunk, type Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";
import type { AuditInput } from "./audit-events.ts";
import { isEnvironmentField } from "./environment-field.ts";
import { oneProcess, processTag } from "./process-tags.ts";
import { placedTag } from "./tag-value.ts";

/** Where a call of the AI SDK says that it is to be traced: a span for each call of a tool is among what it writes then. */
const telemetry = at("0.experimental_telemetry", "0.telemetry");

/** Products through which its spans go out, whichever is set up. */
const exporters = ["opentelemetry", "langfuse", "braintrust", "langsmith", "sentry", "axiom"];

/** The events of tool calls that no code of the repository emits, because the framework that runs the tools does. */
export function frameworkEvents(input: AuditInput): readonly AuditEvent[] {
  const { evaluator, program } = input;
  const found: AuditEvent[] = [];
  for (const name of program.siteNames) {
    const entries = modelSymbols(name).filter(({ provider, tools }) => provider === "ai-sdk" && tools !== undefined);
    if (entries.length === 0) continue;
    for (const { module, owner, expression } of program.sitesNamed(name)) {
      if (expression.kind === "tagged" || !(input.isDeployed?.(module.path) ?? true)) continue;
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      if (callee.kind !== "external" || !entries.some((e) => matches(e.symbol, callee))) continue;
      const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
      const settings = argumentAt(evaluator, args, telemetry);
      const tools = argumentAt(evaluator, args, entries[0]?.tools ?? []);
      if (!settings || !tools || isEmpty(tools) || !isOn(evaluator.member(settings, "isEnabled", settings.at)))
        continue;
      const service = input.serviceOf?.(module.path) ?? "";
      const own = input.entries.filter((e) => e.kind === "tool" && (service === "" || e.service === service));
      const records = [...new Set(own.flatMap((e) => e.tool ?? []))].sort((x, y) => x - y);
      if (own.length === 0) continue;
      found.push({
        subject: "tool-call",
        emitter: `the telemetry of ${name}`,
        at: place(module, expression.span),
        service,
        tag: tagOf(input, settings, module.path),
        recordedAt: null,
        covers: [...new Set(own.map((e) => e.name))].sort(),
        ...(records.length > 0 ? { records } : {}),
        keptBy: "span",
        product: "ai-sdk",
      });
    }
  }
  return found.sort((a, b) => comparePlaces(a.at, b.at));
}

/** Switched on, or by something that is only known when it runs: in production at least. */
function isOn(value: Value): boolean {
  return !isEmpty(value) && !(value.kind === "literal" && value.value === false);
}

/** The environment in the metadata of the call, or on whatever the spans go out through. */
function tagOf({ evaluator, program, processes }: AuditInput, settings: Value, near: string): EnvironmentTag {
  const metadata = evaluator.member(settings, "metadata", settings.at);
  if (metadata.kind === "object") {
    const fields = [...metadata.entries].filter(([key]) => isEnvironmentField(key));
    const [field] = fields.map(([, thunk]) => thunk);
    if (field) return placedTag(evaluator, field);
  }
  const tags = exporters.flatMap(
    (product) => processTag(evaluator, program, product, near, processes ?? oneProcess) ?? [],
  );
  return (
    tags.find(({ kind }) => kind !== "none") ??
    tags[0] ?? { kind: "unresolved", note: "where its spans go out is not in the repository", at: settings.at }
  );
}
