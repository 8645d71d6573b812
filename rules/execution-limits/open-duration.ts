import { type Location, locate, samePlace } from "../../src/model/location.ts";
import type { ModelCall } from "../../src/model/model-call.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { byService, callsThatTake, locateCall } from "./agent-loops.ts";

type FaultId = "no-deadline";

/** EL-4: a call of a model, or the entry that leads to it, has a deadline. */
export const openDuration = defineCheck<FaultId>({
  id: "execution-limits/open-duration",
  asks: "Does every call of a model end by a deadline?",
  references: references(
    "LLM10:2025",
    "ASI08",
    "AISVS 9.1.1",
    "AISVS 9.1.2",
    "MEASURE 2.6",
    "A.6.2.6",
    "Art. 15",
    "CWE-770",
  ),
  faults: {
    "no-deadline": {
      says: "{calls} in {service} set no time.",
      because: "A call that hangs holds its request, its tools and whatever waits for them.",
      fix: "Pass a timeout or AbortSignal.timeout(…), or give the route or job that makes the call a deadline.",
    },
  },
  judge(stack) {
    const calls = stack.modelCalls.filter((call) => takes(stack, call));
    if (calls.length === 0) return notApplicable("No call of a model takes a time or a signal.");
    const open = calls.filter((call) => deadlineOf(stack, call).length === 0);
    if (open.length === 0) return pass(distinctLocations(calls.flatMap((call) => deadlineOf(stack, call))));
    const absent = open.filter(({ limits }) => limits.time.state === "absent" && limits.abort.state === "absent");
    return unknown(
      `${open.length} of ${calls.length} calls of models have no deadline that the code shows.`,
      "What ends a call of a model that hangs: a timeout of the client, of the platform, of the job?",
      { suspected: byService(absent).map(toFinding), evidence: open.slice(0, 12).map(locateCall) },
    );
  },
});

function takes(stack: Stack, call: ModelCall): boolean {
  return callsThatTake(stack, "time").includes(call) || callsThatTake(stack, "abort").includes(call);
}

function deadlineOf({ runBounds }: Stack, { limits, at, operation }: ModelCall): Location[] {
  if (limits.time.state === "set") return [locate(limits.time.at, "limit", `time of ${operation}`)];
  return runBounds.deadlines.filter(({ call }) => samePlace(call, at)).map((d) => locate(d.at, "limit", "deadline"));
}

function toFinding(calls: readonly [ModelCall, ...ModelCall[]]): Finding<FaultId> {
  const [first, ...more] = calls;
  return {
    fault: "no-deadline",
    subject: first.service,
    members: calls.map(({ at, operation }) => `${at.path}#${operation}`),
    data: { calls: listed(calls.map(({ operation }) => operation)), service: first.service },
    at: locateCall(first),
    related: more.slice(0, 5).map(locateCall),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
