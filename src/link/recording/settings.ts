import { matches } from "../../catalog/match.ts";
import { at } from "../../catalog/shorthand.ts";
import { registersTelemetry, type TelemetryOption, telemetrySettingsNamed } from "../../catalog/telemetry-settings.ts";
import { comparePlaces, compareText, type Place } from "../../model/location.ts";
import type { TelemetrySetting } from "../../model/recording.ts";
import type { LinkContext } from "../context.ts";
import { isEmpty } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import { place, type Thunk, type Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";

/** The options of tracing in deployed code that take something away from the record, or put content into it. */
export function telemetrySettings(context: LinkContext): readonly TelemetrySetting[] {
  const { program, evaluator } = context;
  const found: TelemetrySetting[] = [];
  const registered = registeredIn(context);
  for (const name of program.siteNames) {
    const entries = telemetrySettingsNamed(name);
    if (entries.length === 0) continue;
    for (const { module, owner, expression } of program.sitesNamed(name)) {
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) continue;
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      const entry = callee.kind === "external" ? entries.find((e) => matches(e.symbol, callee)) : undefined;
      if (!entry) continue;
      const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
      const service = context.serviceName(context.homesOf(module.path)[0] ?? context.packageOf(module.path));
      const tools = entry.perCall ? argumentAt(evaluator, args, at("0.tools")) : null;
      const hasTools = entry.perCall ? tools !== null && !isEmpty(tools) : null;
      for (const option of entry.options) {
        const value = argumentAt(evaluator, args, option.at);
        const reading = value ? readingOf(option, value) : null;
        if (!value || !reading) continue;
        const { kind, name: called } = option;
        const says = `${called}: ${reading.text}`;
        const { product, perCall } = entry;
        found.push({ kind, product, says, proven: reading.proven, perCall, hasTools, service, at: value.at });
      }
      const calledAt = place(module, expression.span);
      const implied = entry.perCall ? recordedByDefault(context, args, calledAt, registered.has(service)) : null;
      if (implied)
        found.push({
          kind: "content",
          product: entry.product,
          says: "inputs and outputs are recorded unless switched off",
          proven: false,
          perCall: true,
          hasTools,
          service,
          at: implied,
        });
    }
  }
  return found.sort((a, b) => comparePlaces(a.at, b.at) || compareText(a.says, b.says));
}

/** What an option says if it is, or in one of its alternatives is, what is looked for. */
function readingOf(
  { when }: TelemetryOption,
  value: Value,
): { readonly text: string; readonly proven: boolean } | null {
  const options = value.kind === "choice" ? value.options.map((o) => o.value) : [value];
  const meant = options.flatMap((o) => (o.kind === "literal" && !o.sealed && isMeant(when, o.value) ? [o.value] : []));
  const [first] = meant;
  if (first === undefined) return null;
  return { text: String(first), proven: options.length === 1 };
}

function isMeant(when: TelemetryOption["when"], value: unknown): boolean {
  return when === "below-one" ? typeof value === "number" && value < 1 : value === when;
}

/**
 * Telemetry that is on for a call, with nothing said of inputs and outputs: switched on there, or registered for the
 * service and not switched off. What an exporter masks is not seen, so this proves nothing.
 */
function recordedByDefault(
  { evaluator }: LinkContext,
  args: readonly Thunk[],
  call: Place,
  isRegistered: boolean,
): Place | null {
  const on = argumentAt(evaluator, args, at("0.telemetry.isEnabled", "0.experimental_telemetry.isEnabled"));
  if (on ? isEmpty(on) : !isRegistered) return null;
  const said = argumentAt(
    evaluator,
    args,
    at(
      "0.telemetry.recordInputs",
      "0.experimental_telemetry.recordInputs",
      "0.telemetry.recordOutputs",
      "0.experimental_telemetry.recordOutputs",
    ),
  );
  if (said) return null;
  return on?.at ?? argumentAt(evaluator, args, at("0.telemetry"))?.at ?? call;
}

/** The services that register an integration: it then sees every call that does not switch telemetry off. */
function registeredIn(context: LinkContext): ReadonlySet<string> {
  const { program, evaluator } = context;
  const services = program.sitesNamed("registerTelemetry").flatMap(({ module, owner, expression }) => {
    if (expression.kind !== "call" || expression.args.length === 0 || !context.isDeployed(module.path)) return [];
    const callee = evaluator.evaluate(expression.callee, module, owner ? openFrame(module, owner) : null);
    if (callee.kind !== "external" || !matches(registersTelemetry, callee)) return [];
    return [context.serviceName(context.homesOf(module.path)[0] ?? context.packageOf(module.path))];
  });
  return new Set(services);
}
