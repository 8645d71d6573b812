import { describe, expect, it } from "vitest";
import { openDuration } from "../../../rules/execution-limits/open-duration.ts";
import { openOutput } from "../../../rules/execution-limits/open-output.ts";
import { openSpend } from "../../../rules/execution-limits/open-spend.ts";
import { unboundedRetry } from "../../../rules/execution-limits/unbounded-retry.ts";
import { unboundedRun } from "../../../rules/execution-limits/unbounded-run.ts";
import { unlimitedEntry } from "../../../rules/execution-limits/unlimited-entry.ts";
import type { LimitKind, ModelCall, Setting } from "../../../src/model/model-call.ts";
import type { Check, Verdict } from "../../../src/model/rule.ts";
import type { AgentRun, ModelLoop, RunBounds } from "../../../src/model/run-bounds.ts";
import { judgeWith, place, stackOf } from "../../support/stack.ts";

const set: Setting = { state: "set", at: place("src/desk.ts:9"), text: "8" };
const removed: Setting = { state: "removed", at: place("src/desk.ts:9"), by: "isLoopFinished" };
const absent: Setting = { state: "absent" };

function call(limits: Partial<Record<LimitKind, Setting>> = {}, more: Partial<ModelCall> = {}): ModelCall {
  const none = { steps: absent, "output-tokens": absent, time: absent, spend: absent, abort: absent, retries: absent };
  return {
    sdk: "ai-sdk",
    operation: "ToolLoopAgent",
    service: "agent",
    at: place("src/desk.ts:4"),
    models: [],
    hasTools: true,
    limits: { ...none, ...limits },
    stepsByDefault: 20,
    telemetry: absent,
    system: null,
    ...more,
  };
}

function loop(ends: ModelLoop["ends"]): ModelLoop {
  const at = place("src/answer.ts:8");
  const why = ends === "unclear" ? "a signal is passed to each call" : "";
  return {
    form: "loop",
    name: "answer",
    at,
    call: place("src/answer.ts:9"),
    operation: "messages.create",
    service: "agent",
    ends,
    exits: [],
    why,
  };
}

function judged<Id extends string>(
  check: Check<Id>,
  modelCalls: readonly ModelCall[],
  bounds: Partial<RunBounds> = {},
): [Verdict<Id>["status"], string[]] {
  const runBounds = { runs: [], loops: [], retries: [], entryLimits: [], deadlines: [], ...bounds };
  const verdict = judgeWith(check, stackOf({ modelCalls, runBounds }));
  const findings = verdict.status === "fail" ? verdict.findings : verdict.status === "unknown" ? verdict.suspected : [];
  return [verdict.status, findings.map((f) => f.fault)];
}

describe("unbounded-run", () => {
  const judge = (calls: readonly ModelCall[], bounds?: Partial<RunBounds>) => judged(unboundedRun, calls, bounds);
  const query = (limits: Partial<Record<LimitKind, Setting>> = {}): ModelCall =>
    call(limits, { sdk: "claude-agent-sdk", operation: "query", stepsByDefault: null, hasTools: false });

  it.each([
    ["a bound taken away", [call({ steps: removed })], ["fail", ["bound-removed"]]],
    ["an SDK without one", [query()], ["fail", ["no-bound"]]],
    ["a budget instead", [query({ spend: set })], ["pass", []]],
    ["a signal instead", [query({ abort: set })], ["unknown", ["bound-by-time"]]],
    ["a number of steps", [call({ steps: set })], ["pass", []]],
    ["the SDK's default", [call()], ["unknown", ["default-only"]]],
    ["options that are passed in", [call({ steps: { state: "unresolved", reason: "passed in" } })], ["unknown", []]],
    ["one completion", [call({}, { stepsByDefault: 1 })], ["not-applicable", []]],
    ["no tools", [call({}, { hasTools: false })], ["not-applicable", []]],
  ])("judges %s", (_, calls, expected) => {
    expect(judge(calls)).toEqual(expected);
  });

  it.each([
    ["left to the model", "model-decides", ["fail", ["left-to-the-model"]]],
    ["that nothing ends", "never", ["fail", ["never-ends"]]],
    ["that something else may end", "unclear", ["unknown", ["open-loop"]]],
    ["with a count", "bounded", ["pass", []]],
  ] as const)("judges a loop %s", (_, ends, expected) => {
    expect(judge([call({}, { stepsByDefault: 1 })], { loops: [loop(ends)] })).toEqual(expected);
  });

  const run = (steps: Setting, more: Partial<AgentRun> = {}): AgentRun => ({
    operation: "invoke",
    at: place("src/run.ts:3"),
    agentAt: place("src/desk.ts:4"),
    holds: "run",
    limits: { steps },
    ...more,
  });

  it.each([
    ["all of them", [run(set)], "pass"],
    ["one of them only", [run(set), run(absent)], "unknown"],
    ["none, and middleware does", [run(absent), run(set, { holds: "agent" })], "pass"],
    ["another agent's", [run(set, { agentAt: place("src/other.ts:4") })], "unknown"],
  ])("reads the limits of the runs of an agent: %s", (_, runs, status) => {
    expect(judge([call()], { runs })[0]).toBe(status);
  });
});

describe("what may stand outside the repository", () => {
  const limited = (kind: LimitKind) => [call({ [kind]: set })];

  it("is asked for a budget", () => {
    expect([judged(openSpend, limited("spend"))[0], judged(openSpend, [call()])[0]]).toEqual(["pass", "unknown"]);
    expect(judged(openSpend, [])[0]).toBe("not-applicable");
  });

  it("is asked for the length of an answer, a finding for each service", () => {
    expect(judged(openOutput, limited("output-tokens"))[0]).toBe("pass");
    expect(judged(openOutput, [call(), call()])).toEqual(["unknown", ["provider-maximum"]]);
    expect(judged(openOutput, [call({}, { settable: ["steps"] })])[0]).toBe("not-applicable");
  });

  it("is asked for a deadline, where neither the call nor its route has one", () => {
    const deadlines = [{ call: place("src/desk.ts:4"), at: place("app/route.ts:1") }];
    expect(judged(openDuration, limited("time"))[0]).toBe("pass");
    expect(judged(openDuration, [call()], { deadlines })[0]).toBe("pass");
    expect(judged(openDuration, [call()])).toEqual(["unknown", ["no-deadline"]]);
    expect(judged(openDuration, limited("abort"))).toEqual(["unknown", []]);
  });

  it("is asked for a limiter", () => {
    const entryLimits = [{ limiter: "Upstash Ratelimit", at: place("app/route.ts:4"), call: place("src/desk.ts:4") }];
    expect(judged(unlimitedEntry, [call()], { entryLimits })[0]).toBe("pass");
    expect(judged(unlimitedEntry, [call()])[0]).toBe("unknown");
  });
});

it("fails a call that is repeated for as long as it fails", () => {
  const at = place("src/answer.ts:8");
  const retries = [{ name: "answer", at, call: place("src/answer.ts:10"), operation: "generateText" }];
  expect(judged(unboundedRetry, [call()], { retries })).toEqual(["fail", ["until-it-succeeds"]]);
  expect(judged(unboundedRetry, [call()])[0]).toBe("unknown");
  expect(judged(unboundedRetry, [call({ retries: set })])[0]).toBe("pass");
  expect(judged(unboundedRetry, [])[0]).toBe("not-applicable");
});
