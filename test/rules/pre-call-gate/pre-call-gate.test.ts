import { describe, expect, it } from "vitest";
import { failingGate } from "../../../rules/pre-call-gate/failing-gate.ts";
import { ungatedCall } from "../../../rules/pre-call-gate/ungated-call.ts";
import { unloggedDecision } from "../../../rules/pre-call-gate/unlogged-decision.ts";
import { unpinnedGate } from "../../../rules/pre-call-gate/unpinned-gate.ts";
import type { Check, Verdict } from "../../../src/model/rule.ts";
import type { Stack } from "../../../src/model/stack.ts";
import { auditEvent, gate, judgeWith, place, selection, sink, stackOf, told, tool } from "../../support/stack.ts";

function judged<Id extends string>(check: Check<Id>, parts: Partial<Stack>): [Verdict<Id>["status"], string[]] {
  const verdict = judgeWith(check, stackOf(parts));
  if (verdict.status === "fail") return [verdict.status, told(verdict.findings)];
  return [verdict.status, verdict.status === "unknown" ? told(verdict.suspected) : []];
}

const recorded = { logsAllow: place("src/gate.ts:9"), logsDeny: place("src/gate.ts:11") };
const guarded = tool({ sinks: [sink({ gates: [0] })] });

describe("ungated-call", () => {
  const judge = (parts: Partial<Stack>) => judged(ungatedCall, parts);

  it("fails where a tool of the repository's own agent writes unasked", () => {
    expect(judge({ tools: [tool()] })).toEqual([
      "fail",
      ["ungated agent/refund @ src/tools/refund.ts:8 ↔ src/tools/refund.ts:15 src/tools/refund.ts:20"],
    ]);
  });

  it.each([
    ["a loop of the repository's own calls", tool({ framework: "object" })],
    ["writes files only", tool({ sinks: [sink({ kind: "file-write", operation: "file write" })] })],
  ])("suspects a tool that %s", (_, suspect) => {
    expect(judge({ tools: [suspect] })[0]).toBe("unknown");
  });

  it("suspects an MCP server whose clients may ask", () => {
    expect(judge({ tools: [tool({ framework: "mcp" })] })[0]).toBe("unknown");
  });

  it("suspects a tool that a table of policies lists, and shows its entry", () => {
    const [status, [finding]] = judge({ tools: [tool({ policyAt: place("src/policies.ts:7") })] });
    expect(status).toBe("unknown");
    expect(finding).toContain("src/policies.ts:7");
  });

  it("fails where a second path leads around the gate", () => {
    const sinks = [sink({ gates: [0] }), sink({ at: place("src/admin.ts:4"), operation: "stripe refunds.create" })];
    const [status, [finding]] = judge({ tools: [tool({ sinks })], gates: [gate()] });
    expect([status, finding]).toEqual([
      "fail",
      "ungated-on-one-path agent/refund @ src/tools/refund.ts:8 ↔ src/tools/refund.ts:15 src/admin.ts:4 src/tools/refund.ts:17",
    ]);
  });

  it.each([
    ["compares environments", gate()],
    ["asks a person", gate({ kind: "approval" })],
    ["checks a permission", gate({ kind: "other" })],
  ])("passes behind a gate that %s", (_, standing) => {
    expect(judge({ tools: [guarded], gates: [standing] })[0]).toBe("pass");
  });

  it("does not take a gate that does not hold for one", () => {
    expect(judge({ tools: [guarded], gates: [gate({ weakness: "its answer is not awaited" })] })[0]).toBe("fail");
  });

  it("does not ask for a gate before the record of the call", () => {
    const record = sink({ at: place("src/trail.ts:16"), operation: "Kinesis put" });
    const written = auditEvent({ recordedAt: place("src/trail.ts:16") });
    const parts = { tools: [tool({ sinks: [sink({ gates: [0] }), record] })], gates: [gate()] };
    expect(judge({ ...parts, auditEvents: [written] })[0]).toBe("pass");
    expect(judge(parts)[0]).toBe("fail");
  });

  it("says what could not be followed", () => {
    expect(judge({ tools: [tool({ sinks: [], opaque: "its handler is computed" })] })[0]).toBe("unknown");
  });

  it("does not apply to tools that change nothing", () => {
    expect(judge({ tools: [tool({ sinks: [sink({ kind: "external-read" })] })] })[0]).toBe("not-applicable");
    expect(judge({})[0]).toBe("not-applicable");
  });
});

describe("failing-gate", () => {
  const judge = (parts: Partial<Stack>) => judged(failingGate, parts);

  it("is one finding for a check that stands before many tools", () => {
    const weak = gate({ weakness: "it allows the call when the check itself fails" });
    const tools = [tool({ sinks: [sink({ gates: [0] })] }), tool({ name: "void", sinks: [sink({ gates: [1] })] })];
    expect(judge({ tools, gates: [weak, { ...weak, enforcedAt: place("src/tools/void.ts:9") }] })).toEqual([
      "fail",
      ["does-not-hold src/gate.ts#assertSameEnvironment @ src/gate.ts:5 ↔ src/tools/refund.ts:17"],
    ]);
  });

  it("passes where all of them hold", () => {
    expect(judge({ tools: [guarded], gates: [gate()] })[0]).toBe("pass");
  });

  it("does not apply before reads, nor where nothing stands", () => {
    expect(judge({ tools: [tool()] })[0]).toBe("not-applicable");
    const reads = tool({ sinks: [sink({ kind: "external-read", gates: [0] })] });
    expect(judge({ tools: [reads], gates: [gate({ weakness: "it always allows" })] })[0]).toBe("not-applicable");
  });
});

describe("unlogged-decision", () => {
  const judge = (parts: Partial<Stack>) => judged(unloggedDecision, parts);

  it("fails where a refusal leaves no record", () => {
    expect(judge({ gates: [gate({ ...recorded, logsDeny: null })] })).toEqual([
      "fail",
      ["unlogged src/gate.ts#assertSameEnvironment @ src/gate.ts:5 ↔ src/tools/refund.ts:17 src/gate.ts:9"],
    ]);
  });

  it("suspects a console line", () => {
    expect(judge({ gates: [gate({ ...recorded, logsToConsole: true })] })[0]).toBe("unknown");
  });

  it("passes with both records", () => {
    expect(judge({ gates: [gate(recorded)] })[0]).toBe("pass");
  });

  it("does not apply to approvals, nor to a gate that does not hold", () => {
    expect(judge({ gates: [gate({ kind: "approval" }), gate({ weakness: "it always allows" })] })[0]).toBe(
      "not-applicable",
    );
  });
});

describe("unpinned-gate", () => {
  const judge = (parts: Partial<Stack>) => judged(unpinnedGate, parts);
  const choosing = (...gates: number[]) => tool({ selections: [selection({ gates })] });

  it("asks where neither side is compared with the process", () => {
    expect(judge({ tools: [choosing(0)], gates: [gate({ pinned: null })] })).toEqual([
      "unknown",
      [
        "not-pinned agent/refund#environment @ src/gate.ts:5 ↔ src/tools/refund.ts:10 src/endpoints.ts:3 src/endpoints.ts:2",
      ],
    ]);
  });

  it("passes where one of two gates is pinned", () => {
    expect(judge({ tools: [choosing(0, 1)], gates: [gate({ pinned: null }), gate()] })[0]).toBe("pass");
  });

  it("does not apply to a choice behind no sound gate, which is signal 3", () => {
    expect(judge({ tools: [choosing()] })[0]).toBe("not-applicable");
  });
});
