import { describe, expect, it } from "vitest";
import { testedGate } from "../../rules/pre-call-gate/tested-gate.ts";
import { testedSeparation } from "../../rules/sandbox-separation/tested-separation.ts";
import { expectation, gate, judgeWith, place, sink, stackOf, testCase, tool } from "../support/stack.ts";

const refusal = expectation({ gates: [0] });
const record = expectation({ kind: "event", at: place("test/gate.test.ts:8"), of: [] });

const guarded = tool({ sinks: [sink({ gates: [0] })] });
const stack = { tools: [guarded], gates: [gate()] };

function told(check: typeof testedGate, parts: Parameters<typeof stackOf>[0]): [string, ...string[]] {
  const verdict = judgeWith(check, stackOf(parts));
  const evidence = "evidence" in verdict ? verdict.evidence : [];
  return [verdict.status, ...evidence.map(({ path, startLine, role }) => `${role} ${path}:${startLine}`)];
}

const shown = ["test test/gate.test.ts:5", "expectation test/gate.test.ts:7", "gate src/gate.ts:5"];

describe.each([
  ["tested-gate", testedGate],
  ["tested-separation", testedSeparation],
])("%s", (_, check) => {
  it("passes where a test expects the gate to refuse", () => {
    expect(told(check, { ...stack, tests: [testCase([refusal])] })).toEqual(["pass", ...shown]);
  });

  it("is unknown where the expectation is about something else", () => {
    expect(told(check, { ...stack, tests: [testCase([{ ...refusal, gates: [] }])] })).toEqual([
      "unknown",
      "gate src/gate.ts:5",
    ]);
  });

  it("is unknown where a record is all that is expected", () => {
    expect(told(check, { ...stack, tests: [testCase([{ ...record, gates: [0] }])] })[0]).toBe("unknown");
  });

  it("takes a spy behind the gate that is left alone for a refusal", () => {
    const tests = [testCase([{ ...refusal, kind: "not-called", of: [] }])];
    expect(told(check, { ...stack, tests })).toEqual(["pass", ...shown]);
  });

  it("does not count a gate that does not hold", () => {
    const gates = [gate({ weakness: "its answer is not awaited" })];
    expect(told(check, { ...stack, gates, tests: [testCase([refusal])] })[0]).toBe("unknown");
  });

  it("is unknown where tools ask no gate", () => {
    expect(told(check, { tools: [tool()] })[0]).toBe("unknown");
  });

  it("does not apply without tools", () => {
    expect(told(check, {})[0]).toBe("not-applicable");
  });
});

describe("tested-gate", () => {
  it("names the gates that no test shows refusing", () => {
    const gates = [gate(), gate({ name: "approve", kind: "approval", at: place("src/approve.ts:2") })];
    expect(judgeWith(testedGate, stackOf({ ...stack, gates, tests: [testCase([refusal])] }))).toMatchObject({
      notes: ["No test was found that shows approve refusing a call."],
    });
  });

  it("does not apply where tools only read", () => {
    expect(told(testedGate, { tools: [tool({ sinks: [sink({ kind: "external-read" })] })] })[0]).toBe("not-applicable");
  });
});

describe("tested-separation", () => {
  it("does not take an approval for a gate between environments", () => {
    const gates = [gate({ kind: "approval" })];
    expect(told(testedSeparation, { ...stack, gates, tests: [testCase([refusal])] })[0]).toBe("unknown");
  });

  it("shows the record that the test expects, and notes where none does", () => {
    expect(told(testedSeparation, { ...stack, tests: [testCase([refusal, record])] })).toContain(
      "expectation test/gate.test.ts:8",
    );
    expect(judgeWith(testedSeparation, stackOf({ ...stack, tests: [testCase([refusal])] }))).toMatchObject({
      notes: ["No test was found that expects the refusal to be recorded."],
    });
  });
});
