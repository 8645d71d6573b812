import { describe, expect, it } from "vitest";
import { testedEvent } from "../../rules/audit-trail/tested-event.ts";
import { testedDetection } from "../../rules/detection-escalation/tested-detection.ts";
import { testedLimit } from "../../rules/execution-limits/tested-limit.ts";
import { testedRunbook } from "../../rules/incident-runbook/tested-runbook.ts";
import { controls } from "../../rules/index.ts";
import { testedStop } from "../../rules/kill-switch/tested-stop.ts";
import { testedIsolation } from "../../rules/prod-data-isolation/tested-isolation.ts";
import { testedDefence } from "../../rules/prompt-injection/tested-defence.ts";
import { testedRollback } from "../../rules/rollback/tested-rollback.ts";
import { testedScope } from "../../rules/secret-scope/tested-scope.ts";
import { testedTools } from "../../rules/tool-boundary-docs/tested-tools.ts";
import type { AuditEvent } from "../../src/model/audit-event.ts";
import { type CheckRun, runsByItself } from "../../src/model/check-run.ts";
import type { Check } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { StopSwitch } from "../../src/model/stop-switch.ts";
import type { Expectation, Fake, Given } from "../../src/model/test-case.ts";
import { expectation, judgeWith, place, sink, stackOf, testCase, tool } from "../support/stack.ts";

const at = place("src/tools/refund.ts:20");

function told(check: Check, parts: Partial<Stack>): string {
  return judgeWith(check, stackOf({ tools: [tool({ sinks: [sink({ kind: "external-write", at })] })], ...parts }))
    .status;
}

function run(kind: CheckRun["kind"], more: Partial<CheckRun> = {}): CheckRun {
  return {
    kind,
    what: "it",
    workflow: "ci",
    job: "test",
    at: place(".github/workflows/ci.yml:9"),
    triggers: ["push"],
    tolerated: null,
    files: [],
    with: [],
    ...more,
  };
}

const byHand = { triggers: ["workflow_dispatch"] };
const tolerated = { tolerated: place(".github/workflows/ci.yml:10") };
const fake = (more: Partial<Fake>): Fake => ({
  at: place("test/gate.test.ts:6"),
  calls: [],
  answer: undefined,
  throws: false,
  repeats: true,
  ...more,
});
const given = (names: string[], values: Given["values"]): Given => ({
  at: place("test/gate.test.ts:6"),
  names,
  values,
});

it("has one test leg in every control", () => {
  for (const { slug, checks } of controls)
    expect([slug, checks.filter(({ leg }) => leg === "test").length]).toEqual([slug, 1]);
});

describe("what runs by itself", () => {
  it.each([
    ["started by a change", {}, true],
    ["started by the clock", { triggers: ["schedule"] }, true],
    ["started by hand", byHand, false],
    ["called by nobody that was seen", { triggers: ["workflow_call"] }, false],
    ["tolerated", tolerated, false],
  ])("%s", (_, more, wanted) => {
    expect(runsByItself(run("tests", more))).toBe(wanted);
  });
});

describe("tested-stop", () => {
  const stop: StopSwitch = {
    name: "agent:halted",
    source: "store",
    product: "redis get",
    at: place("src/stop.ts:4"),
    testedAt: place("src/tools/refund.ts:17"),
    goesOnWhen: null,
    callGoesOnWhen: false,
    isNamedStop: true,
    isReadAtStart: false,
    failsOpen: null,
    before: [{ tool: 0, effect: at, operation: "fetch" }],
    past: [],
    beforeCalls: [],
    writtenBy: [],
    weakness: null,
  };
  const leftAlone = expectation({ kind: "not-called", of: [], spied: [at] });
  const judged = (
    expects: readonly Expectation[],
    more: Parameters<typeof testCase>[1],
    parts: Partial<StopSwitch> = {},
  ) => told(testedStop, { stops: [{ ...stop, ...parts }], tests: [testCase(expects, more)] });

  it.each([
    ["the entry written", { gives: [given(["agent:halted"], ["1"])] }, "pass"],
    ["the entry cleared", { gives: [given(["agent:halted"], ["0"])] }, "unknown"],
    ["another entry written", { gives: [given(["agent:paused"], ["1"])] }, "unknown"],
    ["an entry written with what says nothing", { gives: [given(["agent:halted"], ["yesterday"])] }, "unknown"],
    ["the reading answered", { fakes: [fake({ calls: [stop.at], answer: "1" })] }, "pass"],
    ["the question answered", { fakes: [fake({ calls: [stop.testedAt], answer: true })] }, "pass"],
    ["the question answered with go on", { fakes: [fake({ calls: [stop.testedAt], answer: false })] }, "unknown"],
    ["something else answered", { fakes: [fake({ calls: [place("src/other.ts:1")], answer: true })] }, "unknown"],
  ])("takes a test with %s for %#", (_, more, wanted) => {
    expect(judged([leftAlone], more)).toBe(wanted);
  });

  const thrown = { gives: [given(["agent:halted"], ["1"])] };

  it("asks for an expectation of the effect or of a refusal behind the stop", () => {
    expect(judged([expectation({ reaches: [stop.at, at] })], thrown)).toBe("pass");
    // What only reads the stop shows that it can be read, and nothing of what it stops.
    expect(judged([expectation({ reaches: [stop.at] })], thrown)).toBe("unknown");
    expect(judged([expectation({ reaches: [at] })], thrown)).toBe("unknown");
    expect(judged([expectation({ kind: "called", of: [], spied: [at] })], thrown)).toBe("unknown");
  });

  it("goes by the answer with which the effect goes on, where that is known", () => {
    const flag = { name: "desk", goesOnWhen: true };
    expect(judged([leftAlone], { gives: [given(["desk"], [false])] }, flag)).toBe("pass");
    expect(judged([leftAlone], { gives: [given(["desk"], [true])] }, flag)).toBe("unknown");
  });

  it("passes no stop that does not hold", () => {
    expect(judged([leftAlone], thrown, { weakness: "it is not awaited" })).toBe("unknown");
    expect(judged([leftAlone], thrown, { isReadAtStart: true })).toBe("unknown");
  });
});

describe("tested-tools", () => {
  const two = [tool({ name: "find" }), tool({ name: "book" })];
  const pinned = (lists: number[]) => [testCase([expectation({ kind: "pinned", lists })])];

  it("passes where all tools of a service are held to a list", () => {
    expect(told(testedTools, { tools: two, tests: pinned([0, 1]) })).toBe("pass");
    expect(told(testedTools, { tools: two, tests: [...pinned([0]), ...pinned([1])] })).toBe("pass");
    expect(told(testedTools, { tools: two, tests: pinned([0]) })).toBe("unknown");
  });

  it("passes by a job that fails on a difference", () => {
    expect(told(testedTools, { checkRuns: [run("tool-drift")] })).toBe("pass");
    expect(told(testedTools, { checkRuns: [run("tool-drift", tolerated)] })).toBe("unknown");
    expect(told(testedTools, { tools: [] })).toBe("not-applicable");
  });
});

describe("tested-event", () => {
  const event: AuditEvent = {
    subject: "tool-call",
    emitter: "record",
    at: place("src/tools/refund.ts:18"),
    service: "agent",
    tag: { kind: "none", note: "" },
  };
  const asserted = (fields: Expectation["fields"]) => expectation({ kind: "event", of: [], spied: [event.at], fields });
  const environment = { name: "environment", value: "staging" };
  const judged = (expects: readonly Expectation[], events = [event]) =>
    told(testedEvent, { auditEvents: events, tests: expects.map((one) => testCase([one])) });
  const decision: AuditEvent = { ...event, subject: "gate-decision" };

  it("asks for the environment", () => {
    expect(judged([asserted([environment])])).toBe("pass");
    expect(judged([asserted([{ name: "tool", value: "refund" }])])).toBe("unknown");
  });

  it("asks for a refused and for an allowed call where there is a gate", () => {
    const denied = asserted([environment, { name: "outcome", value: "denied" }]);
    expect(judged([asserted([environment])], [event, decision])).toBe("unknown");
    expect(judged([denied], [event, decision])).toBe("unknown");
    expect(judged([asserted([environment]), denied], [event, decision])).toBe("pass");
  });

  it("takes no call that is not held to fields, and no spy elsewhere", () => {
    expect(judged([asserted([])])).toBe("unknown");
    expect(judged([{ ...asserted([environment]), spied: [] }])).toBe("unknown");
  });
});

describe("legs by what a pipeline runs", () => {
  const runbook = {
    at: place("RUNBOOK.md:1"),
    mentions: [{ word: "agent", at: place("RUNBOOK.md:1") }],
    fields: [],
    references: [],
  };

  it.each([
    ["secret-scan", testedScope, { credentials: [], secretScope: undefined }],
    ["red-team", testedDefence, {}],
    ["alert-test", testedDetection, {}],
    ["revert", testedRollback, {}],
    ["runbook-step", testedRunbook, { runbooks: [runbook] }],
  ] as const)("%s", (kind, check, more) => {
    const parts: Partial<Stack> =
      kind === "secret-scan"
        ? {
            credentials: [{ name: "KEY", service: "agent", provider: null, uses: [], values: [], tag: null }],
          }
        : (more as Partial<Stack>);
    expect(told(check, { ...parts, checkRuns: [run(kind)] })).toBe("pass");
    expect(told(check, { ...parts, checkRuns: [run(kind, byHand)] })).toBe("unknown");
    expect(told(check, { ...parts, checkRuns: [run(kind, tolerated)] })).toBe("unknown");
    expect(told(check, { ...parts, checkRuns: [run("tests")] })).toBe("unknown");
  });
});

describe("tested-limit", () => {
  const call = place("src/answer.ts:9");
  const runBounds: Stack["runBounds"] = {
    runs: [],
    loops: [
      {
        form: "loop",
        name: "answer",
        at: place("src/answer.ts:8"),
        call,
        operation: "messages.create",
        service: "agent",
        ends: "bounded",
        exits: [],
        why: "",
      },
    ],
    retries: [],
    entryLimits: [],
    deadlines: [],
  };
  const counted = (count: number) => expectation({ kind: "counted", of: [], spied: [call], count });
  const judged = (one: Expectation, fakes: readonly Fake[] = [fake({ calls: [call] })]) =>
    told(testedLimit, { runBounds, tests: [testCase([one], { fakes })] });

  it("asks for more than one call of a model that answers the same each time", () => {
    expect(judged(counted(12))).toBe("pass");
    expect(judged(counted(1))).toBe("unknown");
    expect(judged(counted(12), [fake({ calls: [call], repeats: false })])).toBe("unknown");
    expect(judged(expectation({ reaches: [call] }))).toBe("unknown");
  });

  it("takes no count of something else", () => {
    expect(judged({ ...counted(12), spied: [place("src/answer.ts:12")] })).toBe("unknown");
    expect(
      judged(expectation({ kind: "counted", reaches: [call], count: 4, fields: [{ name: "messages", value: null }] })),
    ).toBe("unknown");
    expect(
      judged(expectation({ kind: "counted", reaches: [call], count: 4, fields: [{ name: "steps", value: null }] })),
    ).toBe("pass");
  });
});

describe("tested-isolation and tested-detection", () => {
  it("asks whose the record is that is left out", () => {
    const read = tool({ sinks: [sink({ kind: "store-read", at })] });
    const without = expectation({ kind: "without", reaches: [at], fields: [{ name: "", value: "from-a-test" }] });
    const judged = (gives: Given[]) =>
      told(testedIsolation, { tools: [read], tests: [testCase([without], { gives })] });
    expect(judged([given(["id", "environment"], ["from-a-test", "staging"])])).toBe("pass");
    expect(judged([given(["id", "environment"], ["other", "staging"])])).toBe("unknown");
    expect(judged([given(["id", "title"], ["from-a-test"])])).toBe("unknown");
  });

  it("asks for a failure, and for an event that tells it", () => {
    const auditEvents: AuditEvent[] = [
      { subject: "tool-call", emitter: "record", at, service: "agent", tag: { kind: "none", note: "" } },
    ];
    const event = (value: string) =>
      expectation({ kind: "event", of: [], spied: [at], fields: [{ name: "outcome", value }] });
    const judged = (value: string, fakes: Fake[]) =>
      told(testedDetection, { auditEvents, tests: [testCase([event(value)], { fakes })] });
    expect(judged("failed", [fake({ throws: true })])).toBe("pass");
    expect(judged("failed", [])).toBe("unknown");
    expect(judged("requested", [fake({ throws: true })])).toBe("unknown");
  });
});
