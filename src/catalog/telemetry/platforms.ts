import { at } from "../shorthand.ts";
import type { TelemetryEntry } from "../types.ts";
import { entry, environment, messageFirst } from "./entry.ts";

/** Platforms that lines and metrics are sent to. */
export const platforms: readonly TelemetryEntry[] = [
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
