import { at } from "../shorthand.ts";
import type { TelemetryEntry } from "../types.ts";
import { entry, environment } from "./entry.ts";

/** OpenTelemetry, and what sets it up. */
export const openTelemetry: readonly TelemetryEntry[] = [
  entry(
    "opentelemetry",
    "init",
    [
      "@opentelemetry/sdk-node",
      "@opentelemetry/sdk-trace-node",
      "@opentelemetry/sdk-trace-base",
      "@opentelemetry/sdk-logs",
      "@opentelemetry/sdk-metrics",
      "@opentelemetry/sdk-trace-web",
    ],
    [
      "NodeSDK",
      "NodeTracerProvider",
      "BasicTracerProvider",
      "LoggerProvider",
      "MeterProvider",
      "WebTracerProvider",
      "node.NodeTracerProvider",
      "logs.LoggerProvider",
    ],
    { base: at("0.resource"), environment: environment([], "OTEL_RESOURCE_ATTRIBUTES") },
  ),
  entry(
    "opentelemetry",
    "init",
    ["@opentelemetry/resources", "@opentelemetry/sdk-node"],
    [
      "resourceFromAttributes",
      "Resource",
      "Resource.default",
      "resources.Resource",
      "resources.resourceFromAttributes",
      "defaultResource",
    ],
    { base: at("0") },
  ),
  entry("opentelemetry", "logger", ["@opentelemetry/api"], ["trace.getTracer", "default.trace.getTracer"], {
    emits: [
      { methods: ["startActiveSpan", "startSpan"], name: at("0"), fields: at("1.attributes") },
      { methods: ["setAttributes"], fields: at("0") },
      { methods: ["setAttribute"], name: at("0"), fields: at("1") },
      { methods: ["addEvent"], name: at("0"), fields: at("1") },
      { methods: ["recordException"], fields: at("1") },
    ],
  }),
  entry("opentelemetry", "span", ["@opentelemetry/api"], ["trace.getActiveSpan", "trace.getSpan"], {
    emits: [
      { methods: ["setAttributes"], fields: at("0") },
      { methods: ["setAttribute"], name: at("0"), fields: at("1") },
      { methods: ["addEvent"], name: at("0"), fields: at("1") },
      { methods: ["recordException"], fields: at("1") },
    ],
  }),
  entry("opentelemetry", "logger", ["@opentelemetry/api-logs"], ["logs.getLogger"], {
    emits: [{ methods: ["emit"], name: at("0.eventName", "0.body"), fields: at("0.attributes") }],
  }),
  entry("opentelemetry", "logger", ["@opentelemetry/api"], ["metrics.getMeter"], {
    emits: [{ methods: ["add", "record"], fields: at("1") }],
    derives: [{ methods: ["createCounter", "createHistogram", "createUpDownCounter", "createGauge"], base: [] }],
  }),
  // Tags its spans with the environment of the platform unless told otherwise.
  entry("opentelemetry", "init", "@vercel/otel", ["registerOTel"], {
    base: at("0.attributes"),
    environment: environment([], "VERCEL_ENV"),
  }),
  entry("opentelemetry", "init", ["@microlabs/otel-cf-workers"], ["instrument", "instrumentDO"], {
    base: at("1.service", "1"),
  }),
  entry("opentelemetry", "init", ["axiom", "axiom/ai"], ["initAxiomAI"], {}),
  entry("azure-monitor", "init", "@azure/monitor-opentelemetry", ["useAzureMonitor"], { base: at("0.resource") }),
];
