import type { AuditEvent } from "../../src/model/audit-event.ts";
import { locate } from "../../src/model/location.ts";
import { isActOfAgent } from "../../src/model/recorded-acts.ts";
import type { TelemetrySetting } from "../../src/model/recording.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "sampled" | "maybe-sampled";

/** AT-6: a trail that is made of spans is not sampled. */
export const sampledEvents = defineCheck<FaultId>({
  id: "audit-trail/sampled-events",
  asks: "Is every event of what the agent did kept, and not a sample?",
  references: references("AISVS 12.1.1", "AISVS 12.4.2", "MEASURE 2.4", "A.6.2.8", "AML.M0024", "Art. 12", "CWE-778"),
  faults: {
    sampled: {
      says: "{emitter} records what the agent did as spans, and {says} keeps a part of them.",
      because:
        "The call that is asked about after an incident is more likely missing than not, and nothing tells that it is.",
      fix: "Write the events of tool calls to a log that is not sampled, or sample everything but their spans.",
    },
    "maybe-sampled": {
      says: "{emitter} records what the agent did as spans, and {says} may keep a part of them.",
      because: "A call that was not sampled looks as if it had not happened.",
      fix: "Write the events of tool calls to a log that is not sampled, or sample everything but their spans.",
    },
  },
  judge(stack) {
    const acts = stack.auditEvents.filter(({ subject }) => isActOfAgent(subject));
    if (acts.length === 0) return notApplicable("No event of a tool's call, a store's write or a retrieval was found.");
    const spans = acts.filter(({ keptBy }) => keptBy === "span");
    if (spans.length === 0) return notApplicable("No event of what the agent did is a span.");
    const sampled = [...stack.recording.settings.filter(({ kind }) => kind === "sampled"), ...boundSamplers(stack)];
    const proven = sampled.flatMap((setting) =>
      spans
        .filter((e) => setting.proven && isOneTrail(setting, e))
        .slice(0, 1)
        .map((e) => toFinding(setting, e, "sampled")),
    );
    if (proven.length > 0) return fail(proven);
    const suspected = sampled.flatMap((setting) =>
      spans.slice(0, 1).map((e) => toFinding(setting, e, "maybe-sampled")),
    );
    if (suspected.length > 0) {
      return unknown(
        "Spans are sampled in some way or by some product, and that it is these was not told.",
        `Are the spans of ${listed(spans.map(({ emitter }) => emitter))} sampled in production?`,
        { suspected },
      );
    }
    return pass(distinctLocations(spans.map(({ at, emitter }) => locate(at, "event", emitter))), [
      "No sampler was found in the repository; a collector outside it may have one.",
    ]);
  },
});

/** The sampler of a product is that of its own spans; Sentry's are made of OpenTelemetry's, and the AI SDK's go out by it. */
function isOneTrail({ product, service }: TelemetrySetting, event: AuditEvent): boolean {
  if (service !== event.service) return false;
  return product === event.product || (product === "opentelemetry" && event.product === "ai-sdk");
}

/** What the variables of the SDK say: `OTEL_TRACES_SAMPLER_ARG=0.1` beside a sampler by ratio. */
function boundSamplers({ bindings }: Stack): TelemetrySetting[] {
  const isRatio = bindings.some(
    ({ variable, value }) =>
      variable === "OTEL_TRACES_SAMPLER" && value.kind === "literal" && /ratio/.test(value.sealed.text ?? ""),
  );
  return bindings.flatMap(({ variable, value, service, at }): TelemetrySetting[] => {
    const text = value.kind === "literal" ? value.sealed.text : undefined;
    if (!isRatio || variable !== "OTEL_TRACES_SAMPLER_ARG" || text === undefined || !(Number(text) < 1)) return [];
    const says = `${variable}=${text}`;
    return [
      { kind: "sampled", product: "opentelemetry", says, proven: true, perCall: false, hasTools: null, service, at },
    ];
  });
}

function toFinding(setting: TelemetrySetting, event: AuditEvent, fault: FaultId): Finding<FaultId> {
  return {
    fault,
    subject: `${setting.service}/${setting.product}/${setting.at.path}`,
    data: { emitter: event.emitter, says: setting.says },
    at: locate(setting.at, "sampler", setting.says),
    related: [locate(event.at, "event", event.emitter)],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
