import { describe, expect, it } from "vitest";
import { untaggedAuditEvent } from "../../../rules/sandbox-separation/untagged-audit-event.ts";
import type { EnvironmentTag } from "../../../src/model/audit-event.ts";
import type { Binding, Stack } from "../../../src/model/stack.ts";
import {
  auditEvent,
  judgeWith,
  known,
  mcpServer,
  place,
  plain,
  sink,
  stackOf,
  store,
  told,
  tool,
} from "../../support/stack.ts";

const judge = (parts: Parameters<typeof stackOf>[0]) => judgeWith(untaggedAuditEvent, stackOf(parts));
const withTag = (tag: EnvironmentTag, more: Partial<Stack> = {}) =>
  judge({ tools: [tool()], auditEvents: [auditEvent({ tag })], ...more });

const none: EnvironmentTag = { kind: "none", note: "its fields are session, tool and arguments" };
const nodeEnv: EnvironmentTag = { kind: "node-env", at: place("src/audit.ts:4"), note: "NODE_ENV" };
const binding = (environment: string, value: string): Binding => ({
  service: "agent",
  environment,
  variable: "NODE_ENV",
  value: plain(value),
  at: place(`deploy/${environment}.yaml:7`),
});

describe("fails", () => {
  const tagged = auditEvent({
    subject: "store-write",
    tag: { kind: "environment", at: place("src/audit.ts:4"), note: "APP_ENV" },
  });
  const readAt = [place("src/retrieval.ts:12")];

  it("where code retrieves past all tools and no event is of a retrieval", () => {
    const verdict = judge({ tools: [tool()], auditEvents: [tagged], stores: [store({}, { readAt })] });
    expect(
      verdict.status === "fail" && verdict.findings.map(({ fault, data, at }) => [fault, data.act, at.startLine]),
    ).toEqual([["no-event", "retrieval from Pinecone index (PINECONE_INDEX)", 12]]);
  });

  it("not where a tool retrieves, where an event stands beside it, or where one is of a retrieval", () => {
    const reading = tool({ sinks: [sink({ kind: "store-read", at: readAt[0] ?? place("src/x.ts:1"), store: 0 })] });
    const statusOf = (parts: Partial<Stack>) =>
      judge({ tools: [tool()], auditEvents: [tagged], stores: [store({}, { readAt })], ...parts }).status;
    const other = { ...tagged, subject: "other" as const, at: place("src/retrieval.ts:14") };
    expect(statusOf({ tools: [reading], auditEvents: [tagged, { ...tagged, subject: "tool-call" }] })).toBe("pass");
    expect(statusOf({ auditEvents: [tagged, other] })).toBe("pass");
    expect(statusOf({ auditEvents: [tagged, { ...tagged, subject: "retrieval" }] })).toBe("pass");
  });

  it("once for an emitter, showing every call without a tag and where it writes", () => {
    const verdict = judge({
      tools: [tool()],
      auditEvents: [
        auditEvent(),
        auditEvent({ tag: none, at: place("src/dispatch.ts:44") }),
        auditEvent({
          tag: none,
          subject: "gate-decision",
          at: place("src/gate.ts:12"),
          recordedAt: place("src/audit.ts:9"),
        }),
      ],
    });
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "untagged agent/audit.record @ src/dispatch.ts:44 ↔ src/audit.ts:9 src/gate.ts:12",
    ]);
    expect(verdict).toMatchObject({ findings: [{ data: { acts: "tool calls and gate decisions" } }] });
  });

  it("when the environment is a constant, showing where", () => {
    const verdict = withTag({
      kind: "constant",
      at: place("src/schema.ts:9"),
      note: 'a column default of "production"',
    });
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "constant-tag agent/audit.record @ src/dispatch.ts:30 ↔ src/schema.ts:9",
    ]);
  });

  it("when the environment is left to the caller", () => {
    const verdict = withTag({
      kind: "caller",
      at: place("src/audit.ts:3"),
      note: "environment is an optional argument",
    });
    expect(verdict).toMatchObject({ status: "fail", findings: [{ fault: "tag-left-to-caller" }] });
  });

  it("when two environments run with one NODE_ENV", () => {
    const verdict = withTag(nodeEnv, {
      bindings: [binding("production", "production"), binding("staging", "production")],
    });
    expect(verdict).toMatchObject({ status: "fail", findings: [{ environments: ["production", "staging"] }] });
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "node-env-tag agent/audit.record @ src/dispatch.ts:30 ↔ src/audit.ts:4 deploy/production.yaml:7 deploy/staging.yaml:7",
    ]);
  });

  it("when tools act and nothing records it", () => {
    const verdict = judge({ tools: [tool(), tool({ name: "notify", at: place("src/tools/notify.ts:5") })] });
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "no-event agent/tool calls @ src/tools/refund.ts:8 ↔ src/tools/refund.ts:15 src/tools/refund.ts:20 src/tools/notify.ts:5",
    ]);
  });

  it("when writes are recorded and retrieval never is", () => {
    const verdict = judge({
      tools: [
        tool({ name: "keep_note", sinks: [sink({ kind: "store-write" })] }),
        tool({ name: "search", at: place("src/tools/search.ts:5"), sinks: [sink({ kind: "store-read" })] }),
      ],
      auditEvents: [auditEvent({ subject: "tool-call", records: [0] })],
    });
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [{ fault: "no-event", at: { path: "src/tools/search.ts" } }],
    });
  });

  it("when a gate's decision is all that is recorded", () => {
    const verdict = judge({ tools: [tool()], auditEvents: [auditEvent({ subject: "gate-decision" })] });
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [{ fault: "no-event", data: { act: "the calls of refund" } }],
    });
  });

  it("when code retrieves past all tools and records nothing of it", () => {
    const verdict = judge({
      stores: [store({ production: known() })],
      auditEvents: [auditEvent({ subject: "model-call" })],
    });
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "no-event agent/retrieval and store writes @ src/retrieval.ts:4 ↔ ",
    ]);
  });
});

describe("passes", () => {
  it("with the events and their tags", () => {
    const verdict = judge({ tools: [tool()], auditEvents: [auditEvent()] });
    expect(verdict).toMatchObject({ status: "pass", notes: [] });
    expect(verdict.status === "pass" && verdict.evidence.map(({ path }) => path)).toEqual([
      "src/dispatch.ts",
      "src/config.ts",
    ]);
  });

  it.each(["resource", "credential"] as const)("noting a tag that is only on the %s", (kind) => {
    const verdict = withTag({ kind, at: place("src/telemetry.ts:5"), note: "deployment.environment.name" });
    expect(verdict).toMatchObject({ status: "pass", notes: [expect.any(String)] });
  });
});

describe("is unknown", () => {
  it("when the emitter is not in the repository", () => {
    const verdict = withTag({ kind: "unresolved", note: "it is in the package @acme/audit" });
    expect(verdict).toMatchObject({ status: "unknown", reason: expect.stringContaining("@acme/audit") });
  });

  it("when the repository does not set NODE_ENV", () => {
    expect(withTag(nodeEnv)).toMatchObject({ status: "unknown", question: expect.stringContaining("NODE_ENV") });
  });

  it("when a tool cannot be followed and nothing records it", () => {
    const verdict = judge({ tools: [tool({ sinks: [], opaque: "it is built at run time" })] });
    expect(verdict).toMatchObject({ status: "unknown", reason: expect.stringContaining("refund") });
  });

  it("when nothing acts outside the process and nothing is recorded", () => {
    expect(judge({ tools: [tool({ sinks: [] })] }).status).toBe("unknown");
  });
});

describe("does not apply", () => {
  it("where nothing but the model is called", () => {
    expect(judge({}).status).toBe("not-applicable");
  });

  it("to a client configuration alone", () => {
    expect(judge({ mcpServers: [mcpServer("docs")] }).status).toBe("not-applicable");
  });
});

describe("keeps silent on look-alikes", () => {
  it("a retrieval tool whose call is recorded by the wrapper of all tools", () => {
    const retrieval = tool({ name: "search_docs", sinks: [sink({ kind: "store-read", store: 0 })] });
    const verdict = judge({
      tools: [retrieval],
      stores: [store({ production: known() })],
      auditEvents: [auditEvent()],
    });
    expect(verdict.status).toBe("pass");
  });

  it("a kind of call that one tool records and another does not", () => {
    const verdict = judge({ tools: [tool(), tool({ name: "notify" })], auditEvents: [auditEvent({ records: [0] })] });
    expect(verdict.status).toBe("pass");
  });

  it("a search of a vendor that is recorded as a retrieval", () => {
    const verdict = judge({
      tools: [tool({ sinks: [sink({ kind: "external-read" })] })],
      auditEvents: [auditEvent({ subject: "retrieval" })],
    });
    expect(verdict.status).toBe("pass");
  });

  it("a tool that writes to a store and records each write", () => {
    const verdict = judge({
      tools: [tool({ sinks: [sink({ kind: "store-write" })] })],
      auditEvents: [auditEvent({ subject: "store-write" })],
    });
    expect(verdict.status).toBe("pass");
  });

  it("log lines that are not about the agent", () => {
    const verdict = judge({
      tools: [tool()],
      auditEvents: [auditEvent(), auditEvent({ subject: "other", tag: none })],
    });
    expect(verdict.status).toBe("pass");
  });

  it("a store that the platform binds, since its use may be behind the tools", () => {
    const bound = store({ production: known() }, { at: place("wrangler.jsonc:9") });
    expect(judge({ tools: [tool()], stores: [bound], auditEvents: [auditEvent()] }).status).toBe("pass");
  });

  it("a second collection that one call opens beside that of a tool", () => {
    const one = store({ production: known() });
    const verdict = judge({
      tools: [tool({ sinks: [sink({ kind: "store-write", store: 0 })] })],
      stores: [one, { ...one, name: "case_notes" }],
      auditEvents: [auditEvent()],
    });
    expect(verdict.status).toBe("pass");
  });

  it("a checkpointer that the framework writes", () => {
    const memory = store({ production: known() }, { kind: "memory" });
    expect(judge({ tools: [tool()], stores: [memory], auditEvents: [auditEvent()] }).status).toBe("pass");
  });

  it("one NODE_ENV in staging and development", () => {
    const bindings = [
      binding("production", "production"),
      binding("staging", "development"),
      binding("development", "development"),
    ];
    expect(withTag(nodeEnv, { bindings }).status).toBe("unknown");
  });
});
