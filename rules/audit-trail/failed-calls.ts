import type { Tool } from "../../src/model/agent-tool.ts";
import { locate } from "../../src/model/location.ts";
import type { CallOutcome } from "../../src/model/recording.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "success-only" | "failure-not-followed";

/** AT-2: a call that fails is recorded as well as one that works. */
export const failedCalls = defineCheck<FaultId>({
  id: "audit-trail/failed-calls",
  asks: "Does a tool call leave an event also when it fails?",
  references: references(
    "ASI08",
    "AISVS 12.1.1",
    "AISVS 9.4.2",
    "MEASURE 2.8",
    "MANAGE 4.3",
    "A.6.2.8",
    "AML.M0024",
    "Art. 12",
    "CWE-778",
    "CWE-223",
  ),
  faults: {
    "success-only": {
      says: "{emitter} records the calls of {tools} once they have worked: a call that throws leaves no event.",
      because:
        "A call may throw after it has changed something, and a probing agent fails more often than it succeeds.",
      fix: "Emit the event with its outcome in a finally block, or once before the call and once after it.",
    },
    "failure-not-followed": {
      says: "{emitter} records the calls of {tools} once they have worked; whether what handles their failure records it was not told.",
      because: "A call may throw after it has changed something.",
      fix: "Emit the event with its outcome in a finally block, or once before the call and once after it.",
    },
  },
  judge(stack) {
    const { outcomes } = stack.recording;
    if (outcomes.length === 0) {
      const acts = stack.auditEvents.some(({ subject }) => subject === "tool-call" || subject === "store-write");
      return acts && stack.tools.length > 0
        ? unknown(
            "The events of tool calls are not emitted by the function that makes the call, so what becomes of a failing one was not told.",
            "Is a tool call that throws recorded as well?",
            { evidence: distinctLocations(stack.auditEvents.slice(0, 3).map((e) => locate(e.at, "event", e.emitter))) },
          )
        : notApplicable("No event of a tool's call was found.");
    }
    const silent = outcomes.filter(({ onError }) => onError === "unrecorded");
    if (silent.length > 0) return fail(byEmitter(stack, silent, "success-only"));
    const open = outcomes.filter(({ onError }) => onError === "open");
    const untold = recordedWithoutOutcome(stack);
    if (open.length === 0 && untold.length > 0) {
      const names = listed(untold.map(({ name }) => name));
      return unknown(
        `The events of ${names} are not emitted by the function that makes the call, so what becomes of a failing one was not told.`,
        `Is a call of ${names} that throws recorded as well?`,
        { evidence: distinctLocations(untold.slice(0, 5).map(({ at, name }) => locate(at, "tool", name))) },
      );
    }
    if (open.length > 0) {
      const names = listed(open.flatMap(({ tool }) => stack.tools[tool]?.name ?? []));
      return unknown(
        `What handles a failing call of ${names} calls something, and that it records the failure was not told.`,
        `Is a call of ${names} that throws recorded as well?`,
        { suspected: byEmitter(stack, open, "failure-not-followed") },
      );
    }
    return pass(distinctLocations(outcomes.flatMap(placesOf)));
  },
});

/** Tools that do something and are recorded, of which it was not told what becomes of a failing call. */
function recordedWithoutOutcome({ tools, auditEvents, recording }: Stack): Tool[] {
  const told = new Set(recording.outcomes.map(({ tool }) => tool));
  const recorded = new Set(
    auditEvents.flatMap(({ subject, records }) => (subject === "tool-call" ? (records ?? []) : [])),
  );
  return tools.filter(({ sinks }, index) => sinks.length > 0 && recorded.has(index) && !told.has(index));
}

/** One finding for each place that emits: it is what has to move. */
function byEmitter(stack: Stack, outcomes: readonly CallOutcome[], fault: FaultId): Finding<FaultId>[] {
  const groups = new Map<string, CallOutcome[]>();
  for (const outcome of outcomes) {
    const key = [outcome.eventAt.path, outcome.eventAt.span.startLine, outcome.emitter].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  return [...groups.values()].flatMap((own): Finding<FaultId>[] => {
    const [first] = own;
    if (!first) return [];
    const names = [...new Set(own.flatMap(({ tool }) => stack.tools[tool]?.name ?? []))];
    return [
      {
        fault,
        subject: `${first.eventAt.path}#${first.emitter}/${names[0] ?? ""}`,
        members: names,
        data: { emitter: first.emitter, tools: listed(names) },
        at: locate(first.eventAt, "event", first.emitter),
        related: distinctLocations(
          own.slice(0, 6).map((o) => locate(o.callAt, "call", stack.tools[o.tool]?.name ?? "")),
        ),
        environments: [],
        failurePath: null,
        contamination: [],
      },
    ];
  });
}

function placesOf({ eventAt, callAt, emitter }: CallOutcome) {
  return [locate(eventAt, "event", emitter), locate(callAt, "call")];
}
