import { at } from "../shorthand.ts";
import type { TelemetryEntry } from "../types.ts";
import { entry, environment } from "./entry.ts";

/** Products that collect what went wrong. */
export const errors: readonly TelemetryEntry[] = [
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
