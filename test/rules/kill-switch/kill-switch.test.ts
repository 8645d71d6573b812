import { describe, expect, it } from "vitest";
import { failingOpen } from "../../../rules/kill-switch/failing-open.ts";
import { ownSwitch } from "../../../rules/kill-switch/own-switch.ts";
import { restartNeeded } from "../../../rules/kill-switch/restart-needed.ts";
import { uncoveredEffect } from "../../../rules/kill-switch/uncovered-effect.ts";
import type { Check, Verdict } from "../../../src/model/rule.ts";
import type { Stack } from "../../../src/model/stack.ts";
import type { StopSwitch } from "../../../src/model/stop-switch.ts";
import { judgeWith, place, sink, stackOf, tool } from "../../support/stack.ts";

const effect = place("src/tools/refund.ts:20");

function stop(more: Partial<StopSwitch> = {}): StopSwitch {
  return {
    name: "agent-enabled",
    source: "flag",
    product: "LaunchDarkly",
    at: place("src/stop.ts:6"),
    testedAt: place("src/tools/refund.ts:17"),
    isNamedStop: true,
    goesOnWhen: true,
    callGoesOnWhen: true,
    isReadAtStart: false,
    failsOpen: null,
    before: [{ tool: 0, effect, operation: "fetch POST" }],
    past: [],
    beforeCalls: [],
    writtenBy: [],
    weakness: null,
    ...more,
  };
}

function judged<Id extends string>(
  check: Check<Id>,
  stops: readonly StopSwitch[],
  parts: Partial<Stack> = {},
): [Verdict<Id>["status"], string[]] {
  const verdict = judgeWith(check, stackOf({ tools: [tool()], stops, ...parts }));
  const findings = verdict.status === "fail" ? verdict.findings : verdict.status === "unknown" ? verdict.suspected : [];
  return [verdict.status, findings.map((f) => f.fault)];
}

const variable = { source: "variable", name: "AGENT_ENABLED" } as const;

describe("uncovered-effect", () => {
  it.each([
    ["a flag", [stop()], ["pass", []]],
    ["nothing", [], ["unknown", []]],
    ["a variable", [stop(variable)], ["unknown", []]],
    ["a flag that is read at start", [stop({ isReadAtStart: true })], ["unknown", []]],
    ["a flag whose answer is ignored", [stop({ weakness: "its result is ignored" })], ["unknown", []]],
  ])("judges %s", (_, stops, expected) => {
    expect(judged(uncoveredEffect, stops)).toEqual(expected);
  });

  it("suspects a tool that goes past the stop of another", () => {
    const tools = [tool(), tool({ name: "credit", sinks: [sink({ at: place("src/tools/credit.ts:9") })] })];
    expect(judged(uncoveredEffect, [stop()], { tools })).toEqual(["unknown", ["past-the-stop"]]);
  });

  it("does not apply to tools that only read", () => {
    const tools = [tool({ sinks: [sink({ kind: "external-read" })] })];
    expect(judged(uncoveredEffect, [], { tools })[0]).toBe("not-applicable");
  });
});

describe("restart-needed", () => {
  it.each([
    ["a variable by which an agent is stopped", [stop(variable)], ["fail", ["needs-restart"]]],
    ["a flag that is read at start", [stop({ isReadAtStart: true })], ["fail", ["needs-restart"]]],
    ["a variable of a feature", [stop({ ...variable, isNamedStop: false })], ["unknown", ["may-need-restart"]]],
    ["a variable beside a flag", [stop(variable), stop()], ["pass", []]],
    ["no stop", [], ["not-applicable", []]],
  ])("judges %s", (_, stops, expected) => {
    expect(judged(restartNeeded, stops)).toEqual(expected);
  });
});

describe("failing-open", () => {
  const failsOpen = { how: "default", at: place("src/stop.ts:6") } as const;
  it.each([
    ["a default that runs", [stop({ failsOpen })], ["fail", ["open-by-default"]]],
    ["an error that runs", [stop({ failsOpen: { ...failsOpen, how: "caught" } })], ["fail", ["open-on-error"]]],
    ["a feature's default", [stop({ failsOpen, isNamedStop: false })], ["unknown", ["open-by-default"]]],
    ["a default that stops", [stop()], ["pass", []]],
    ["a variable", [stop(variable)], ["not-applicable", []]],
  ])("judges %s", (_, stops, expected) => {
    expect(judged(failingOpen, stops)).toEqual(expected);
  });
});

it("fails a stop that a tool writes itself", () => {
  const kept = stop({ source: "store", name: "agent:halted" });
  const written = { ...kept, writtenBy: [{ tool: 0, at: place("src/tools/note.ts:9") }] };
  expect(judged(ownSwitch, [written])).toEqual(["fail", ["writes-its-stop"]]);
  expect(judged(ownSwitch, [kept])[0]).toBe("pass");
  expect(judged(ownSwitch, [stop()])[0]).toBe("not-applicable");
});
