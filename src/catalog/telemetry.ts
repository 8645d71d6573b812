import { at, credential, symbols } from "./shorthand.ts";
import type { TelemetryEntry } from "./types.ts";

type Emits = NonNullable<TelemetryEntry["emits"]>;
type Derives = NonNullable<TelemetryEntry["derives"]>;
type Beyond = Pick<TelemetryEntry, "base" | "environment" | "emits" | "derives">;

function entry(
  product: string,
  role: TelemetryEntry["role"],
  packages: string | readonly string[],
  names: readonly string[],
  beyond: Beyond = {},
): TelemetryEntry {
  return { product, role, symbol: symbols(packages, ...names), ...beyond };
}

/** Where a configuration says which environment it is, or which variables the SDK reads instead. */
const environment = credential;

const levels = [
  "trace",
  "debug",
  "verbose",
  "silly",
  "info",
  "log",
  "warn",
  "warning",
  "error",
  "fatal",
  "critical",
  "notice",
  "alert",
  "emerg",
  "http",
  "success",
  "audit",
];

/** `logger.info(fields, "message")`, and `logger.info("message", fields)` where the first is no object. */
const fieldsFirst: Emits = [{ methods: levels, fields: at("0", "1") }];
const messageFirst: Emits = [
  { methods: levels, fields: at("1", "0", "2") },
  { methods: ["write", "child"], fields: at("0") },
];
const child: Derives = [{ methods: ["child"], base: at("0") }];

const loggers: readonly TelemetryEntry[] = [
  entry("pino", "logger", ["pino", "pino/*"], ["default", "pino"], {
    base: at("0.base", "0.mixin", "0.formatters.bindings"),
    emits: fieldsFirst,
    derives: [
      { methods: ["child"], base: at("0") },
      { methods: ["setBindings"], base: at("0") },
    ],
  }),
  entry(
    "pino",
    "logger",
    ["pino-http", "express-pino-logger", "nestjs-pino", "fastify"],
    ["default", "pinoHttp", "LoggerModule.forRoot"],
    { base: at("0.base", "0.customProps", "0.pinoHttp.base", "0.logger.base") },
  ),
  entry("winston", "logger", "winston", ["createLogger", "default.createLogger", "loggers.add"], {
    base: at("0.defaultMeta"),
    emits: [
      { methods: levels.filter((level) => level !== "log"), fields: at("1", "0") },
      { methods: ["log"], fields: at("2", "0", "1") },
    ],
    derives: child,
  }),
  entry("winston", "emit", "winston", ["info", "warn", "error", "debug", "log", "verbose"], {
    emits: [{ methods: [""], fields: at("1", "2", "0") }],
  }),
  entry("bunyan", "logger", "bunyan", ["createLogger", "default"], {
    base: at("0"),
    emits: fieldsFirst,
    derives: child,
  }),
  entry("tslog", "logger", "tslog", ["Logger"], {
    base: at("0", "1"),
    emits: fieldsFirst,
    derives: [{ methods: ["getSubLogger", "getChildLogger"], base: at("0", "1") }],
  }),
  entry("consola", "logger", ["consola", "consola/*"], ["createConsola", "default", "consola"], {
    base: at("0.defaults"),
    emits: messageFirst,
    derives: [{ methods: ["withTag", "withDefaults", "create"], base: at("0") }],
  }),
  entry("consola", "emit", ["consola", "consola/*"], levels, { emits: [{ methods: [""], fields: at("1", "0") }] }),
  entry("loglevel", "logger", "loglevel", ["getLogger", "default.getLogger"], { emits: messageFirst }),
  entry("loglevel", "emit", "loglevel", levels, { emits: [{ methods: [""], fields: at("1", "0") }] }),
  entry("signale", "logger", "signale", ["Signale", "default", "scope"], {
    emits: messageFirst,
    derives: [{ methods: ["scope", "child"], base: at("0") }],
  }),
  entry("signale", "emit", "signale", [...levels, "success", "await", "complete"], {
    emits: [{ methods: [""], fields: at("1", "0") }],
  }),
  entry("log4js", "logger", "log4js", ["getLogger", "default.getLogger"], {
    emits: messageFirst,
    derives: [{ methods: ["addContext"], base: at("1") }],
  }),
  entry("roarr", "logger", "roarr", ["Roarr", "default"], {
    emits: [{ methods: ["", ...levels], fields: at("0") }],
    derives: [{ methods: ["child"], base: at("0") }],
  }),
  entry("logtape", "logger", "@logtape/logtape", ["getLogger"], {
    emits: messageFirst,
    derives: [{ methods: ["getChild", "with"], base: at("0") }],
  }),
  entry("logtape", "init", "@logtape/logtape", ["configure", "configureSync"], {}),
  entry("nest", "logger", "@nestjs/common", ["Logger", "ConsoleLogger"], {
    emits: [{ methods: levels, fields: at("0", "1") }],
  }),
  entry(
    "nest",
    "emit",
    "@nestjs/common",
    ["Logger.log", "Logger.warn", "Logger.error", "Logger.debug", "Logger.verbose"],
    { emits: [{ methods: [""], fields: at("0", "1") }] },
  ),
  entry("powertools", "logger", "@aws-lambda-powertools/logger", ["Logger"], {
    base: at("0.persistentKeys", "0.persistentLogAttributes"),
    environment: environment(at("0.environment")),
    emits: messageFirst,
    derives: [
      { methods: ["createChild"], base: at("0.persistentKeys", "0.persistentLogAttributes") },
      { methods: ["appendKeys", "appendPersistentKeys", "addPersistentLogAttributes"], base: at("0") },
    ],
  }),
  entry("powertools", "logger", "@aws-lambda-powertools/metrics", ["Metrics"], {
    emits: [{ methods: ["addMetric"], name: at("0"), fields: at("2") }],
    derives: [{ methods: ["addDimensions", "setDefaultDimensions"], base: at("0") }],
  }),
  entry(
    "encore",
    "emit",
    ["encore.dev/log"],
    ["info", "warn", "error", "debug", "trace", "default.info", "default.error"],
    { emits: [{ methods: [""], fields: at("1") }] },
  ),
  entry(
    "trigger.dev",
    "emit",
    ["@trigger.dev/sdk", "@trigger.dev/sdk/v3"],
    ["logger.info", "logger.warn", "logger.error", "logger.debug", "logger.log"],
    { emits: [{ methods: [""], fields: at("1") }] },
  ),
  entry("evlog", "emit", "evlog", ["log.info", "log.warn", "log.error", "useLogger"], {
    emits: [{ methods: [""], fields: at("0") }],
  }),
  entry(
    "console",
    "emit",
    "",
    ["console.log", "console.info", "console.warn", "console.error", "console.debug", "console.trace"],
    { emits: [{ methods: [""], fields: at("0", "1") }] },
  ),
];

const errors: readonly TelemetryEntry[] = [
  entry("sentry", "init", ["@sentry/*"], ["init", "Sentry.init", "instrumentWorkerWithSentry"], {
    base: at("0.initialScope.tags", "0.initialScope.extra"),
    environment: environment(at("0.environment"), "SENTRY_ENVIRONMENT"),
  }),
  entry(
    "sentry",
    "init",
    ["@sentry/cloudflare"],
    ["withSentry", "instrumentDurableObjectWithSentry", "instrumentWorkflowWithSentry", "sentryPagesPlugin"],
    { environment: environment(at("0.environment"), "SENTRY_ENVIRONMENT") },
  ),
  entry("sentry", "init", ["@sentry/*"], ["setTag", "setTags", "setContext", "setExtra", "setExtras"], {
    base: at("0", "1"),
  }),
  entry(
    "sentry",
    "emit",
    ["@sentry/*"],
    ["captureException", "captureMessage", "captureEvent", "addBreadcrumb", "captureFeedback"],
    { emits: [{ methods: [""], fields: at("1.tags", "1.extra", "1", "0.data", "0") }] },
  ),
  entry(
    "sentry",
    "emit",
    ["@sentry/*"],
    ["logger.info", "logger.warn", "logger.error", "logger.debug", "logger.trace", "logger.fatal"],
    { emits: [{ methods: [""], fields: at("1") }] },
  ),
  entry("sentry", "emit", ["@sentry/*"], ["metrics.count", "metrics.gauge", "metrics.distribution"], {
    emits: [{ methods: [""], name: at("0"), fields: at("2.attributes") }],
  }),
  entry("sentry", "span", ["@sentry/*"], ["startSpan", "startSpanManual", "startInactiveSpan", "withScope"], {
    emits: [{ methods: [""], name: at("0.name"), fields: at("0.attributes") }],
  }),
  entry("rollbar", "logger", "rollbar", ["default", "Rollbar"], {
    base: at("0.payload"),
    environment: environment(at("0.environment", "0.payload.environment")),
    emits: [{ methods: ["critical", "error", "warning", "info", "debug", "log"], fields: at("1", "2", "0") }],
  }),
  entry(
    "bugsnag",
    "init",
    ["@bugsnag/js", "@bugsnag/node", "@bugsnag/browser"],
    ["start", "default.start", "createClient"],
    {
      base: at("0.metadata"),
      environment: environment(at("0.releaseStage")),
      emits: [{ methods: ["notify", "leaveBreadcrumb"], fields: at("1") }],
    },
  ),
  entry("bugsnag", "emit", ["@bugsnag/js", "@bugsnag/node"], ["notify", "leaveBreadcrumb"], {
    emits: [{ methods: [""], fields: at("1") }],
  }),
  entry("honeybadger", "init", "@honeybadger-io/js", ["configure", "default.configure"], {
    environment: environment(at("0.environment"), "HONEYBADGER_ENV"),
  }),
  entry("honeybadger", "emit", "@honeybadger-io/js", ["notify", "event"], {
    emits: [{ methods: [""], fields: at("1", "0") }],
  }),
];

const analytics: readonly TelemetryEntry[] = [
  entry("posthog", "logger", "posthog-node", ["PostHog", "default"], {
    emits: [
      { methods: ["capture", "captureImmediate"], name: at("0.event"), fields: at("0.properties") },
      { methods: ["captureException"], fields: at("2") },
      { methods: ["identify", "groupIdentify"], fields: at("0.properties") },
    ],
  }),
  entry(
    "posthog",
    "init",
    ["posthog-js", "posthog-js/*", "posthog-react-native"],
    ["init", "register", "register_once", "posthog.init", "posthog.register"],
    { base: at("0") },
  ),
  entry("posthog", "emit", ["posthog-js", "posthog-js/*"], ["capture", "posthog.capture"], {
    emits: [{ methods: [""], name: at("0"), fields: at("1") }],
  }),
  entry(
    "posthog",
    "init",
    ["@posthog/ai", "@posthog/ai/*"],
    ["withTracing", "OpenAI", "Anthropic", "LangChainCallbackHandler"],
    { base: at("2.posthogProperties", "0.properties", "0.posthogProperties") },
  ),
  entry(
    "segment",
    "logger",
    ["@segment/analytics-node", "analytics-node", "@rudderstack/rudder-sdk-node"],
    ["Analytics", "default"],
    {
      emits: [
        { methods: ["track"], name: at("0.event"), fields: at("0.properties") },
        { methods: ["identify", "group"], fields: at("0.traits") },
      ],
    },
  ),
  entry(
    "segment",
    "logger",
    ["@segment/analytics-next", "@june-so/analytics-next"],
    ["AnalyticsBrowser.load", "AnalyticsBrowser"],
    { emits: [{ methods: ["track"], name: at("0"), fields: at("1") }] },
  ),
  entry("mixpanel", "logger", ["mixpanel", "mixpanel-browser"], ["init", "default.init"], {
    emits: [{ methods: ["track", "import"], name: at("0"), fields: at("1", "2") }],
  }),
  entry("mixpanel", "emit", ["mixpanel-browser"], ["track", "register"], {
    emits: [{ methods: [""], name: at("0"), fields: at("1", "0") }],
  }),
  entry(
    "amplitude",
    "init",
    ["@amplitude/analytics-node", "@amplitude/analytics-browser", "@amplitude/unified"],
    ["init"],
    {},
  ),
  entry(
    "amplitude",
    "emit",
    ["@amplitude/analytics-node", "@amplitude/analytics-browser", "@amplitude/unified"],
    ["track", "logEvent"],
    { emits: [{ methods: [""], name: at("0"), fields: at("1") }] },
  ),
  entry("amplitude", "logger", "@amplitude/node", ["init"], {
    emits: [{ methods: ["logEvent"], name: at("0.event_type"), fields: at("0.event_properties") }],
  }),
  entry("vercel-analytics", "emit", ["@vercel/analytics", "@vercel/analytics/*"], ["track"], {
    emits: [{ methods: [""], name: at("0"), fields: at("1") }],
  }),
  entry("openpanel", "logger", ["@openpanel/sdk", "@openpanel/nextjs"], ["OpenPanel"], {
    emits: [{ methods: ["track"], name: at("0"), fields: at("1") }],
  }),
  entry("logsnag", "logger", ["logsnag", "@logsnag/node"], ["LogSnag"], {
    emits: [{ methods: ["track", "publish"], name: at("0.event"), fields: at("0.tags") }],
  }),
  entry("statsig", "logger", ["statsig-node", "@statsig/statsig-node-core"], ["Statsig"], {
    environment: environment(at("1.environment")),
    emits: [{ methods: ["logEvent"], name: at("1", "0"), fields: at("3") }],
  }),
  entry("workos", "logger", "@workos-inc/node", ["WorkOS"], {
    emits: [{ methods: ["auditLogs.createEvent", "createEvent"], name: at("1.action"), fields: at("1", "1.metadata") }],
  }),
  entry("retraced", "logger", ["@retracedhq/retraced", "retraced"], ["Client", "default"], {
    emits: [{ methods: ["reportEvent", "reportEvents"], name: at("0.action"), fields: at("0.fields", "0") }],
  }),
  entry("pangea", "logger", "pangea-node-sdk", ["AuditService"], {
    emits: [{ methods: ["log", "logBulk"], fields: at("0") }],
  }),
];

const tracing: readonly TelemetryEntry[] = [
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

const openTelemetry: readonly TelemetryEntry[] = [
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

const platforms: readonly TelemetryEntry[] = [
  entry("datadog", "init", "dd-trace", ["init", "default.init", "tracer.init"], {
    base: at("0.tags"),
    environment: environment(at("0.env"), "DD_ENV"),
  }),
  entry(
    "datadog",
    "span",
    "dd-trace",
    ["trace", "wrap", "startSpan", "tracer.trace", "tracer.startSpan", "llmobs.trace", "llmobs.annotate"],
    { emits: [{ methods: ["", "setTag", "addTags"], name: at("0"), fields: at("1.tags", "1") }] },
  ),
  entry("datadog", "logger", ["@datadog/datadog-api-client"], ["v2.LogsApi", "v1.EventsApi"], {
    emits: [{ methods: ["submitLog", "createEvent"], fields: at("0.body") }],
  }),
  entry("datadog", "init", ["@datadog/browser-logs", "@datadog/browser-rum"], ["datadogLogs.init", "datadogRum.init"], {
    environment: environment(at("0.env")),
  }),
  entry(
    "datadog",
    "emit",
    ["@datadog/browser-logs"],
    ["datadogLogs.logger.info", "datadogLogs.logger.warn", "datadogLogs.logger.error"],
    { emits: [{ methods: [""], fields: at("1") }] },
  ),
  entry("applicationinsights", "init", "applicationinsights", ["setup", "TelemetryClient", "default.setup"], {
    emits: [
      {
        methods: ["trackEvent", "trackTrace", "trackException", "trackDependency", "trackMetric"],
        name: at("0.name"),
        fields: at("0.properties", "0"),
      },
    ],
  }),
  entry(
    "applicationinsights",
    "emit",
    "applicationinsights",
    ["defaultClient.trackEvent", "defaultClient.trackTrace", "defaultClient.trackException"],
    { emits: [{ methods: [""], name: at("0.name"), fields: at("0.properties") }] },
  ),
  entry("newrelic", "emit", "newrelic", ["recordCustomEvent", "addCustomAttributes", "recordLogEvent", "noticeError"], {
    emits: [{ methods: [""], name: at("0"), fields: at("1", "0") }],
  }),
  entry(
    "logtail",
    "logger",
    ["@logtail/node", "@logtail/next", "@logtail/edge", "@logtail/browser", "@logtail/js"],
    ["Logtail", "Logger"],
    { emits: messageFirst, derives: [{ methods: ["with"], base: at("0") }] },
  ),
  entry("axiom", "logger", ["@axiomhq/js"], ["Axiom", "AxiomWithoutBatching"], {
    emits: [{ methods: ["ingest"], fields: at("1", "1.0") }],
  }),
  entry("axiom", "logger", ["@axiomhq/logging", "@axiomhq/nextjs", "next-axiom"], ["Logger", "log", "useLogger"], {
    base: at("0.args"),
    emits: messageFirst,
    derives: [{ methods: ["with"], base: at("0") }],
  }),
  entry("cloudwatch", "emit", "@aws-sdk/client-cloudwatch-logs", ["PutLogEventsCommand"], {
    emits: [{ methods: [""], fields: at("0.logEvents.0.message", "0.logEvents") }],
  }),
  entry("google-logging", "logger", "@google-cloud/logging", ["Logging"], {
    emits: [
      { methods: ["write", "info", "warning", "error", "debug", "notice"], fields: at("0") },
      { methods: ["entry"], fields: at("1", "0.labels") },
    ],
    derives: [{ methods: ["log", "logSync"], base: at("1") }],
  }),
  entry("logflare", "logger", "logflare-transport-core", ["LogflareHttpClient"], {
    emits: [{ methods: ["postLogEvents"], fields: at("0") }],
  }),
  entry("baselime", "logger", ["@baselime/edge-logger"], ["BaselimeLogger"], {
    base: at("0.flushAfterMs"),
    emits: messageFirst,
  }),
  entry("highlight", "init", ["@highlight-run/node", "@highlight-run/next/*"], ["H.init"], {
    environment: environment(at("0.environment")),
  }),
  entry("inngest", "logger", ["inngest"], ["Inngest"], {
    environment: environment(at("0.env"), "INNGEST_ENV"),
    emits: [],
  }),
  entry("launchdarkly", "emit", ["@launchdarkly/node-server-sdk"], ["track"], {
    emits: [{ methods: [""], name: at("0"), fields: at("2") }],
  }),
];

/** Loggers, error trackers, analytics and tracing. Metrics without fields (statsd) keep no record of a call and are left out. */
export const telemetryEntries: readonly TelemetryEntry[] = [
  ...loggers,
  ...errors,
  ...analytics,
  ...tracing,
  ...openTelemetry,
  ...platforms,
];
