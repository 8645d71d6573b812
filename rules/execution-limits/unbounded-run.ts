import { type Location, locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { ModelLoop } from "../../src/model/run-bounds.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { type AgentLoop, agentLoops, locateCall, subjectOf } from "./agent-loops.ts";

type FaultId =
  | "bound-removed"
  | "no-bound"
  | "left-to-the-model"
  | "never-ends"
  | "default-only"
  | "bound-by-time"
  | "open-loop";

/** EL-1: every run of an agent ends after so many steps, whatever the model answers. */
export const unboundedRun = defineCheck<FaultId>({
  id: "execution-limits/unbounded-run",
  asks: "Does every run of an agent end after a number of steps that the code sets, whatever the model answers?",
  references: references(
    "LLM10:2025",
    "LLM06:2025",
    "ASI08",
    "ASI10",
    "AISVS 9.1.2",
    "MAP 1.5",
    "MANAGE 1.3",
    "MEASURE 2.6",
    "A.6.2.6",
    "AML.M0004",
    "Art. 15",
    "CWE-834",
    "CWE-835",
    "CWE-674",
  ),
  faults: {
    "bound-removed": {
      says: "{operation} runs as long as the model likes: {by} takes the SDK's own limit away.",
      because: "A model that goes in circles, or is told to, then calls tools and is billed until somebody notices.",
      fix: "Set a number of steps beside it, such as stopWhen with a count or maxTurns, or a budget that ends the run.",
    },
    "no-bound": {
      says: "{operation} sets neither a number of turns nor a budget, and the SDK has none of its own.",
      because: "Only the model decides when the run is over.",
      fix: "Set maxTurns, and maxBudgetUsd for what it may cost.",
    },
    "left-to-the-model": {
      says: "{name} calls the model again until the model itself stops: nothing counts the rounds of {operation}.",
      because: "A model that keeps calling tools keeps the loop, its effects and the bill going.",
      fix: "Count the rounds and stop after a number that the task can need at most.",
    },
    "never-ends": {
      says: "{name} calls {operation} in a loop that nothing ends.",
      because: "It runs and is billed until the process is stopped from outside.",
      fix: "Count the rounds and stop after a number that the task can need at most.",
    },
    "default-only": {
      says: "{operation} sets no number of steps; the SDK's own {steps} holds.",
      because: "A default is nobody's decision, differs between SDKs and changes with their versions.",
      fix: "Write down the number of steps that the task can need at most.",
    },
    "bound-by-time": {
      says: "{operation} has no limit of steps, only a signal or a time.",
      because: "How many effects fit into that time is up to the model.",
      fix: "Set a number of steps too.",
    },
    "open-loop": {
      says: "{name} calls {operation} again and again and counts nothing: {why}.",
      because: "Whether anything but the model ends it cannot be told from the code.",
      fix: "Count the rounds and stop after a number that the task can need at most.",
    },
  },
  judge(stack) {
    const agents = agentLoops(stack);
    const { loops } = stack.runBounds;
    if (agents.length === 0 && loops.length === 0)
      return notApplicable("No call of a model is repeated: none runs in a loop of its own or of an SDK.");

    const proven = [...agents.flatMap(provenOf), ...loops.flatMap(provenLoop)];
    if (proven.length > 0) return fail(proven);

    const suspected = [...agents.flatMap(suspectedOf), ...loops.flatMap(suspectedLoop)];
    const unread = agents.filter(({ steps }) => steps.state === "unresolved");
    if (suspected.length > 0 || unread.length > 0) return unknownOf(suspected, unread);
    return pass(evidenceOf(agents, stack));
  },
});

function unknownOf(suspected: readonly Finding<FaultId>[], unread: readonly AgentLoop[]) {
  const names = listed(suspected.map(({ subject }) => subject.slice(subject.indexOf("#") + 1)));
  const open = unread.map(({ call, steps }) =>
    steps.state === "unresolved"
      ? `What limits the steps of ${call.operation} in ${call.at.path} could not be read: ${steps.reason}.`
      : "",
  );
  const stated = suspected.length > 0 ? [`Nothing in the code sets the number of steps of ${names}.`] : [];
  return unknown(
    sentences([...stated, ...open]),
    "After how many steps does each of these runs end at the latest, and what enforces it?",
    { suspected, evidence: distinctLocations(unread.map(({ call }) => locateCall(call))) },
  );
}

function provenOf(loop: AgentLoop): Finding<FaultId>[] {
  const { call, steps, spend, time, abort } = loop;
  if (spend.state === "set") return [];
  // A deadline or a signal may end it from outside.
  if (time.state !== "absent" || abort.state !== "absent") return [];
  if (steps.state === "removed") return steps.sometimes ? [] : [boundRemoved(loop, steps)];
  return steps.state === "default" && steps.steps === null && spend.state === "absent"
    ? [found("no-bound", subjectOf(call), loop, [])]
    : [];
}

function suspectedOf(loop: AgentLoop): Finding<FaultId>[] {
  const { call, steps, spend } = loop;
  if (spend.state === "set") return [];
  if (steps.state === "removed" && steps.sometimes) return [boundRemoved(loop, steps)];
  const isOpen = steps.state === "removed" || (steps.state === "default" && steps.steps === null);
  if (isOpen) {
    const removedAt = steps.state === "removed" ? [locate(steps.at, "limit", `${steps.by}: no limit`)] : [];
    return [found("bound-by-time", subjectOf(call), loop, removedAt)];
  }
  return steps.state === "default" ? [found("default-only", subjectOf(call), loop, [locate(steps.at, "run")])] : [];
}

function boundRemoved(loop: AgentLoop, { at, by }: Extract<AgentLoop["steps"], { state: "removed" }>) {
  return found("bound-removed", subjectOf(loop.call), loop, [locate(at, "limit", `${by}: no limit`)]);
}

function found(
  fault: FaultId,
  subject: string,
  { call, steps }: AgentLoop,
  related: readonly Location[],
): Finding<FaultId> {
  return {
    fault,
    subject,
    data: {
      operation: call.operation,
      by: steps.state === "removed" ? steps.by : "",
      steps: steps.state === "default" && steps.steps !== null ? String(steps.steps) : "",
    },
    at: locateCall(call),
    related: distinctLocations(related),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}

function provenLoop(loop: ModelLoop): Finding<FaultId>[] {
  if (loop.ends === "model-decides") return [loopFinding("left-to-the-model", loop)];
  return loop.ends === "never" ? [loopFinding("never-ends", loop)] : [];
}

function suspectedLoop(loop: ModelLoop): Finding<FaultId>[] {
  return loop.ends === "unclear" ? [loopFinding("open-loop", loop)] : [];
}

function loopFinding(fault: FaultId, { name, at, call, operation, exits, form, why }: ModelLoop): Finding<FaultId> {
  const title = name === "" ? "A script" : name;
  return {
    fault,
    subject: `${at.path}#${name === "" ? form : name}`,
    data: { name: title, operation, why },
    at: locate(at, form, title),
    related: distinctLocations([
      locate(call, "call", operation),
      ...exits.slice(0, 3).map((exit) => locate(exit, "exit", "decided by what the model answers")),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}

function evidenceOf(agents: readonly AgentLoop[], { runBounds }: Stack): readonly Location[] {
  return distinctLocations([
    ...agents.flatMap(({ call, steps, spend }) => [
      ...(steps.state === "set" ? steps.at.map((at) => locate(at, "limit", `steps of ${call.operation}`)) : []),
      ...(spend.state === "set" ? [locate(spend.at, "limit", `budget of ${call.operation}`)] : []),
    ]),
    ...runBounds.loops.flatMap(({ exits, name }) => exits.slice(0, 1).map((at) => locate(at, "limit", name))),
  ]);
}
