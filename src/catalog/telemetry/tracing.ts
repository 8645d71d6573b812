import { at } from "../shorthand.ts";
import type { TelemetryEntry } from "../types.ts";
import { entry, environment } from "./entry.ts";

/** Products that follow the calls of a model and what they lead to. */
export const tracing: readonly TelemetryEntry[] = [
  entry(
    "langfuse",
    "logger",
    ["langfuse", "langfuse-node", "langfuse/*"],
    ["Langfuse", "default", "CallbackHandler", "LangfuseExporter"],
    {
      environment: environment(at("0.environment"), "LANGFUSE_TRACING_ENVIRONMENT"),
      emits: [
        {
          methods: ["trace", "span", "event", "generation", "update"],
          name: at("0.name"),
          fields: at("0.metadata", "0"),
        },
        { methods: ["score"], name: at("0.name"), fields: at("0.metadata", "0") },
      ],
    },
  ),
  entry("langfuse", "init", ["@langfuse/otel", "langfuse-vercel"], ["LangfuseSpanProcessor", "LangfuseExporter"], {
    environment: environment(at("0.environment"), "LANGFUSE_TRACING_ENVIRONMENT"),
  }),
  entry(
    "langfuse",
    "span",
    "@langfuse/tracing",
    [
      "startActiveObservation",
      "startObservation",
      "observe",
      "updateActiveTrace",
      "updateActiveObservation",
      "propagateAttributes",
    ],
    {
      environment: environment([], "LANGFUSE_TRACING_ENVIRONMENT"),
      emits: [{ methods: ["", "update", "updateTrace"], name: at("0"), fields: at("1.metadata", "0.metadata", "0") }],
    },
  ),
  entry("langfuse", "init", "@langfuse/openai", ["observeOpenAI"], {
    base: at("1.generationMetadata"),
    environment: environment([], "LANGFUSE_TRACING_ENVIRONMENT"),
  }),
  entry("langfuse", "logger", "@langfuse/client", ["LangfuseClient"], {
    emits: [
      {
        methods: ["score.create", "score.observation", "score.trace"],
        name: at("0.name"),
        fields: at("0.metadata", "0"),
      },
    ],
  }),
  entry("langfuse", "logger", "@langfuse/langchain", ["CallbackHandler"], {
    base: at("0.traceMetadata"),
    environment: environment([], "LANGFUSE_TRACING_ENVIRONMENT"),
  }),
  // A project of its own for each environment is what LangSmith and Braintrust have instead of a tag.
  entry(
    "langsmith",
    "span",
    ["langsmith", "langsmith/*"],
    ["traceable", "wrapSDK", "wrapOpenAI", "wrapAISDK", "createLangSmithProviderOptions"],
    {
      base: at("1.metadata", "1.tags"),
      environment: environment(at("1.project_name"), "LANGSMITH_PROJECT", "LANGCHAIN_PROJECT"),
    },
  ),
  entry("langsmith", "logger", ["langsmith", "langsmith/*"], ["Client", "RunTree"], {
    base: at("0.metadata"),
    environment: environment(at("0.project_name"), "LANGSMITH_PROJECT", "LANGCHAIN_PROJECT"),
    emits: [
      {
        methods: ["createRun", "createFeedback", "createExample", "createExamples"],
        fields: at("0.extra.metadata", "0"),
      },
    ],
  }),
  entry("langsmith", "logger", ["@langchain/core/tracers/*", "langchain/callbacks"], ["LangChainTracer"], {
    environment: environment(at("0.projectName"), "LANGSMITH_PROJECT", "LANGCHAIN_PROJECT"),
  }),
  entry("braintrust", "logger", "braintrust", ["initLogger"], {
    environment: environment(at("0.projectName", "0.projectId")),
    emits: [{ methods: ["log", "logFeedback"], fields: at("0.metadata", "0") }],
  }),
  entry("braintrust", "span", "braintrust", ["traced", "wrapTraced", "startSpan", "log", "logFeedback"], {
    emits: [{ methods: ["", "log"], fields: at("1.event.metadata", "0.metadata", "0") }],
  }),
  entry(
    "helicone",
    "init",
    ["@helicone/helpers", "@helicone/helicone"],
    ["HeliconeManualLogger", "HeliconeAsyncLogger"],
    { base: at("0.headers") },
  ),
  entry("traceloop", "init", "@traceloop/node-server-sdk", ["initialize"], { base: at("0.resourceAttributes") }),
  entry("arize", "init", ["@arizeai/phoenix-otel", "@arizeai/openinference-*"], ["register"], {
    base: at("0.attributes", "0.resourceAttributes"),
    environment: environment(at("0.projectName"), "PHOENIX_PROJECT_NAME"),
  }),
  entry("laminar", "init", "@lmnr-ai/lmnr", ["Laminar.initialize", "initialize"], {}),
  entry("laminar", "span", "@lmnr-ai/lmnr", ["observe", "Laminar.event", "Laminar.setTraceMetadata"], {
    base: at("0.metadata", "0"),
  }),
  entry("agentops", "init", ["agentops"], ["init", "agentops.init"], { base: at("0.tags") }),
  entry("opik", "logger", ["opik", "opik-vercel"], ["Opik"], {
    environment: environment(at("0.projectName"), "OPIK_PROJECT_NAME"),
    emits: [{ methods: ["trace", "span"], name: at("0.name"), fields: at("0.metadata") }],
  }),
  entry("weave", "init", "weave", ["init"], { environment: environment(at("0")) }),
  entry("galileo", "init", "galileo", ["init", "log"], {
    environment: environment(at("0.projectName", "0.logStream"), "GALILEO_PROJECT", "GALILEO_LOG_STREAM"),
  }),
  entry("ai-sdk", "init", "ai", ["registerTelemetry", "registerTelemetryIntegration"], {}),
  entry("mastra", "init", ["@mastra/observability"], ["Observability"], {}),
  entry(
    "mastra",
    "init",
    ["@mastra/langfuse", "@mastra/langsmith", "@mastra/posthog", "@mastra/otel-exporter"],
    ["LangfuseExporter", "LangSmithExporter", "PosthogExporter", "OtelExporter"],
  ),
  entry("mastra", "init", ["@mastra/braintrust", "@mastra/arize"], ["BraintrustExporter", "ArizeExporter"], {
    environment: environment(at("0.projectName")),
  }),
  entry("mastra", "init", "@mastra/sentry", ["SentryExporter"], {
    environment: environment(at("0.environment"), "SENTRY_ENVIRONMENT"),
  }),
  entry("mastra", "init", "@mastra/datadog", ["DatadogExporter"], { environment: environment(at("0.env"), "DD_ENV") }),
  entry("langwatch", "init", ["langwatch", "langwatch/*"], ["setupObservability", "ensureSetup"], {
    base: at("0.attributes", "0.resource"),
  }),
  entry("lunary", "emit", "lunary", ["default.trackEvent", "lunary.trackEvent"], {
    emits: [{ methods: [""], name: at("1"), fields: at("2") }],
  }),
  entry("elastic-apm", "init", "elastic-apm-node", ["start", "default.start"], {
    base: at("0.globalLabels"),
    environment: environment(at("0.environment"), "ELASTIC_APM_ENVIRONMENT"),
  }),
  entry("elastic-apm", "emit", "elastic-apm-node", ["captureError", "addLabels", "setCustomContext"], {
    emits: [{ methods: [""], fields: at("1.labels", "1.custom", "0") }],
  }),
  entry("elastic-apm", "span", "elastic-apm-node", ["startTransaction", "startSpan"], {
    emits: [{ methods: ["", "addLabels"], name: at("0"), fields: at("0") }],
  }),
];
