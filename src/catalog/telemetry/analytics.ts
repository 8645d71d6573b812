import { at } from "../shorthand.ts";
import type { TelemetryEntry } from "../types.ts";
import { entry, environment } from "./entry.ts";

/** Products that collect what users did, and trails for auditors. */
export const analytics: readonly TelemetryEntry[] = [
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
