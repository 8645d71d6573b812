import { describe, expect, it } from "vitest";
import { consoleOnly } from "../../../rules/audit-trail/console-only.ts";
import { failedCalls } from "../../../rules/audit-trail/failed-calls.ts";
import { missingFields } from "../../../rules/audit-trail/missing-fields.ts";
import { recordedContent } from "../../../rules/audit-trail/recorded-content.ts";
import { sampledEvents } from "../../../rules/audit-trail/sampled-events.ts";
import { shortRetention } from "../../../rules/audit-trail/short-retention.ts";
import { silentRetrieval } from "../../../rules/audit-trail/silent-retrieval.ts";
import { switchedOff } from "../../../rules/audit-trail/switched-off.ts";
import { unawaitedEvent } from "../../../rules/audit-trail/unawaited-event.ts";
import { unrecordedCalls } from "../../../rules/audit-trail/unrecorded-calls.ts";
import type { AuditEvent } from "../../../src/model/audit-event.ts";
import type { CallOutcome, Recording, TelemetrySetting } from "../../../src/model/recording.ts";
import type { Stack } from "../../../src/model/stack.ts";
import { auditEvent, judgeWith, place, plain, stackOf, store, told, tool } from "../../support/stack.ts";

const [refund, cancel] = [tool(), tool({ name: "cancel", at: place("src/tools/cancel.ts:8") })];

function recording(parts: Partial<Recording>): Pick<Stack, "recording"> {
  return { recording: { settings: [], outcomes: [], retentions: [], ...parts } };
}

function setting(more: Partial<TelemetrySetting> = {}): TelemetrySetting {
  const says = "isEnabled: false";
  const at = place("src/agent.ts:9");
  return {
    kind: "off",
    product: "ai-sdk",
    says,
    proven: true,
    perCall: true,
    hasTools: true,
    service: "agent",
    at,
    ...more,
  };
}

describe("unrecorded-calls", () => {
  const judge = (events: readonly Partial<AuditEvent>[], tools = [refund, cancel]) =>
    judgeWith(unrecordedCalls, stackOf({ tools, auditEvents: events.map(auditEvent) }));

  it("takes an event that is tied to no tool for all of them", () => {
    expect(judge([{}]).status).toBe("pass");
  });

  it("fails for the tools that no event is tied to", () => {
    const verdict = judge([{ records: [0] }]);
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "recorded-for-others agent/tool calls @ src/tools/cancel.ts:8 ↔ src/tools/refund.ts:15 src/tools/refund.ts:20 src/dispatch.ts:30",
    ]);
    expect(judge([{ records: [0] }, { records: [1] }]).status).toBe("pass");
  });

  it("fails once for a service where nothing is recorded, and asks where something else is", () => {
    expect(judge([{ subject: "other" }]).status).toBe("unknown");
    const verdict = judge([]);
    expect(verdict.status === "fail" && verdict.findings.map(({ fault }) => fault)).toEqual(["never-recorded"]);
  });

  it("asks about a server whose clients may record what they call, but not where it records some", () => {
    const served = [tool({ framework: "mcp" }), tool({ framework: "mcp", name: "b", at: place("src/b.ts:1") })];
    const verdict = judge([], served);
    expect(verdict.status === "unknown" && verdict.suspected.map(({ fault }) => fault)).toEqual(["left-to-the-client"]);
    expect(judge([{ records: [0] }], served).status).toBe("fail");
  });

  it("does not know of what could not be followed", () => {
    expect(judge([], [tool({ sinks: [], opaque: "it was not found" })]).status).toBe("unknown");
    expect(judge([], [tool({ sinks: [] })]).status).toBe("not-applicable");
    expect(judge([], []).status).toBe("not-applicable");
  });
});

describe("failed-calls", () => {
  const outcome = (onError: CallOutcome["onError"], more: Partial<CallOutcome> = {}): CallOutcome => ({
    tool: 0,
    callAt: place("src/tools/refund.ts:17"),
    eventAt: place("src/tools/refund.ts:19"),
    emitter: "recordAudit",
    onError,
    ...more,
  });
  const judge = (...outcomes: readonly CallOutcome[]) =>
    judgeWith(
      failedCalls,
      stackOf({ tools: [refund, cancel], auditEvents: [auditEvent()], ...recording({ outcomes }) }),
    );

  it("fails for an event that a failure never comes by, and once for the tools behind one", () => {
    const verdict = judge(outcome("unrecorded"), outcome("unrecorded", { tool: 1 }));
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "success-only src/tools/refund.ts#recordAudit/refund @ src/tools/refund.ts:19 ↔ src/tools/refund.ts:17 src/tools/refund.ts:17",
    ]);
  });

  it("passes, asks or leaves it open", () => {
    expect(judge(outcome("recorded")).status).toBe("pass");
    expect(judge(outcome("open"), outcome("recorded")).status).toBe("unknown");
    expect(judge().status).toBe("unknown");
    expect(judgeWith(failedCalls, stackOf({ tools: [refund] })).status).toBe("not-applicable");
  });
});

describe("switched-off", () => {
  const call = { operation: "generateText", at: place("src/agent.ts:5") } as Stack["modelCalls"][number];
  const judge = (settings: readonly TelemetrySetting[], auditEvents: readonly AuditEvent[] = []) =>
    judgeWith(switchedOff, stackOf({ tools: [refund], modelCalls: [call], auditEvents, ...recording({ settings }) }));

  it("fails where tools are recorded by nothing else", () => {
    const verdict = judge([setting()]);
    expect(verdict.status === "fail" && verdict.findings.map(({ subject }) => subject)).toEqual([
      "agent/src/agent.ts#ai-sdk",
    ]);
    expect(judge([setting({ perCall: false, hasTools: null, product: "openai-agents" })]).status).toBe("fail");
  });

  it("does not where they are, where the call runs none, or where it is one of several ways", () => {
    expect(judge([setting()], [auditEvent()]).status).toBe("pass");
    expect(judge([setting({ hasTools: false })]).status).toBe("unknown");
    expect(judge([setting({ proven: false })]).status).toBe("unknown");
    expect(judge([]).status).toBe("pass");
    expect(judgeWith(switchedOff, stackOf({ tools: [refund] })).status).toBe("not-applicable");
  });
});

describe("sampled-events", () => {
  const sampled = setting({ kind: "sampled", product: "sentry", says: "tracesSampleRate: 0.1", perCall: false });
  const judge = (event: Partial<AuditEvent>, settings: readonly TelemetrySetting[], more: Partial<Stack> = {}) =>
    judgeWith(sampledEvents, stackOf({ auditEvents: [auditEvent(event)], ...recording({ settings }), ...more }));

  it("fails where the sampler is that of the spans", () => {
    expect(judge({ keptBy: "span", product: "sentry" }, [sampled]).status).toBe("fail");
    expect(judge({ keptBy: "span", product: "ai-sdk" }, [{ ...sampled, product: "opentelemetry" }]).status).toBe(
      "fail",
    );
    const bindings = [
      ["OTEL_TRACES_SAMPLER", "traceidratio"],
      ["OTEL_TRACES_SAMPLER_ARG", "0.1"],
    ].map(([variable = "", text = ""], line) => ({
      service: "agent",
      environment: "production",
      variable,
      value: plain(text),
      at: place(`.env.production:${line + 1}`),
    }));
    expect(judge({ keptBy: "span", product: "opentelemetry" }, [], { bindings }).status).toBe("fail");
  });

  it("asks where it may be another's, and is not about events that are no spans", () => {
    expect(judge({ keptBy: "span", product: "opentelemetry" }, [sampled]).status).toBe("unknown");
    expect(judge({ keptBy: "span", product: "sentry" }, [{ ...sampled, proven: false }]).status).toBe("unknown");
    expect(judge({ keptBy: "span", product: "sentry" }, []).status).toBe("pass");
    expect(judge({ keptBy: "other" }, [sampled]).status).toBe("not-applicable");
  });
});

describe("what only asks", () => {
  const judge = (event: Partial<AuditEvent>) => {
    const stack = stackOf({ auditEvents: [auditEvent(event)] });
    return [judgeWith(consoleOnly, stack), judgeWith(unawaitedEvent, stack), judgeWith(missingFields, stack)].map(
      ({ status }) => status,
    );
  };

  it("never fails", () => {
    const whole = ["actor", "tool", "args", "outcome"];
    expect(judge({ keptBy: "other", fields: whole })).toEqual(["pass", "pass", "pass"]);
    expect(judge({ keptBy: "console", fields: ["tool"] })).toEqual(["unknown", "not-applicable", "unknown"]);
    expect(judge({ keptBy: "other", isFloating: true })).toEqual(["pass", "unknown", "unknown"]);
    expect(judge({ subject: "other" })).toEqual(["not-applicable", "not-applicable", "not-applicable"]);
  });

  it("holds log groups against six months", () => {
    const of = (days: number) =>
      judgeWith(shortRetention, stackOf(recording({ retentions: [{ name: "logs", days, at: place("a.tf:1") }] })))
        .status;
    expect([of(179), of(180)]).toEqual(["unknown", "pass"]);
    expect(judgeWith(shortRetention, stackOf()).status).toBe("not-applicable");
  });
});

describe("recorded-content", () => {
  const judge = (...settings: readonly TelemetrySetting[]) =>
    judgeWith(recordedContent, stackOf(recording({ settings })));

  it("fails only for what is switched on", () => {
    const content = setting({ kind: "content", says: "recordInputs: true" });
    const verdict = judge(
      content,
      setting({ kind: "content", says: "recordOutputs: true", at: place("src/agent.ts:10") }),
    );
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "content-recorded agent/ai-sdk @ src/agent.ts:9 ↔ src/agent.ts:10",
    ]);
    expect(judge({ ...content, proven: false }).status).toBe("unknown");
    expect(judge(setting()).status).toBe("not-applicable");
  });
});

describe("silent-retrieval", () => {
  const read = store({}, { readAt: [place("src/retrieval.ts:9")] });
  const judge = (...events: readonly Partial<AuditEvent>[]) =>
    judgeWith(silentRetrieval, stackOf({ stores: [read], auditEvents: events.map(auditEvent) })).status;

  it("fails where the other acts of the agent are recorded", () => {
    expect(judge({})).toBe("fail");
    expect(judge({}, { subject: "retrieval" })).toBe("pass");
    expect(judge({ at: place("src/retrieval.ts:12") })).toBe("pass");
    // That nothing at all is recorded is told of the tools.
    expect(judge()).toBe("unknown");
    expect(judgeWith(silentRetrieval, stackOf()).status).toBe("not-applicable");
  });
});
