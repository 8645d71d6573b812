import { at, symbols } from "./shorthand.ts";
import type { ArgumentPath, SymbolPattern } from "./types.ts";

/** A call that configures tracing, and what its options mean. */
export interface TelemetrySettingEntry {
  readonly product: string;
  readonly symbol: SymbolPattern;
  /** The options stand on one model call and hold for it alone. */
  readonly perCall: boolean;
  readonly options: readonly TelemetryOption[];
}

export interface TelemetryOption {
  readonly name: string;
  readonly at: readonly ArgumentPath[];
  readonly kind: "off" | "sampled" | "content";
  /** The value by which it is that; `below-one` is a number under 1. */
  readonly when: true | false | "below-one";
}

const ai = ["ai", "ai/rsc", "@ai-sdk/rsc"];
const agents = ["@openai/agents", "@openai/agents-core"];
const otel = [
  "@opentelemetry/sdk-trace-base",
  "@opentelemetry/sdk-trace-node",
  "@opentelemetry/core",
  "@opentelemetry/sdk-node",
];

/**
 * Read in the published types: ai 6.0.326 and 7.0.173 (`isEnabled`, `recordInputs`, `recordOutputs`), @openai/agents-core
 * 0.20.0 (`setTracingDisabled`, `tracingDisabled`, `traceIncludeSensitiveData`), @sentry/core 11.12.0 (`tracesSampleRate`,
 * `recordInputs`, `recordOutputs`). OpenTelemetry's samplers by their names in its documentation.
 */
export const telemetrySettingEntries: readonly TelemetrySettingEntry[] = [
  {
    product: "ai-sdk",
    symbol: symbols(
      ai,
      "generateText",
      "streamText",
      "generateObject",
      "streamObject",
      "ToolLoopAgent",
      "Experimental_Agent",
      "Agent",
    ),
    perCall: true,
    options: [
      option("isEnabled", "off", false, "0.telemetry.isEnabled", "0.experimental_telemetry.isEnabled"),
      option("recordInputs", "content", true, "0.telemetry.recordInputs", "0.experimental_telemetry.recordInputs"),
      option("recordOutputs", "content", true, "0.telemetry.recordOutputs", "0.experimental_telemetry.recordOutputs"),
    ],
  },
  {
    product: "openai-agents",
    symbol: symbols(agents, "setTracingDisabled"),
    perCall: false,
    options: [option("setTracingDisabled", "off", true, "0")],
  },
  {
    product: "openai-agents",
    symbol: symbols(agents, "Runner"),
    perCall: false,
    options: [
      option("tracingDisabled", "off", true, "0.tracingDisabled"),
      option("traceIncludeSensitiveData", "content", true, "0.traceIncludeSensitiveData"),
    ],
  },
  {
    product: "sentry",
    symbol: symbols("@sentry/*", "init", "default.init"),
    perCall: false,
    options: [option("tracesSampleRate", "sampled", "below-one", "0.tracesSampleRate")],
  },
  {
    product: "sentry",
    symbol: symbols(
      "@sentry/*",
      "vercelAIIntegration",
      "openAIIntegration",
      "anthropicAIIntegration",
      "langChainIntegration",
      "wrapMcpServerWithSentry",
    ),
    perCall: false,
    options: [
      option("recordInputs", "content", true, "0.recordInputs", "1.recordInputs"),
      option("recordOutputs", "content", true, "0.recordOutputs", "1.recordOutputs"),
    ],
  },
  {
    product: "opentelemetry",
    symbol: symbols(otel, "TraceIdRatioBasedSampler", "tracing.TraceIdRatioBasedSampler"),
    perCall: false,
    options: [option("TraceIdRatioBasedSampler", "sampled", "below-one", "0")],
  },
];

function option(
  name: string,
  kind: TelemetryOption["kind"],
  when: TelemetryOption["when"],
  ...paths: readonly string[]
): TelemetryOption {
  return { name, kind, when, at: at(...paths) };
}

/**
 * From version 7 of ai on, an integration that is registered once sees every call: `isEnabled`, `recordInputs` and
 * `recordOutputs` hold unless a call says `false`. Read in `dist/index.js` of ai 7.0.173.
 */
export const registersTelemetry: SymbolPattern = symbols(ai, "registerTelemetry");

/** By the last word of what is called. */
export function telemetrySettingsNamed(name: string): readonly TelemetrySettingEntry[] {
  return byName.get(name) ?? [];
}

const byName = new Map<string, TelemetrySettingEntry[]>();
for (const entry of telemetrySettingEntries) {
  for (const written of entry.symbol.names) {
    const last = written.slice(written.lastIndexOf(".") + 1);
    byName.set(last, [...(byName.get(last) ?? []), entry]);
  }
}
