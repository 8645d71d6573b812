import { type Location, locate, samePlace } from "../../src/model/location.ts";
import type { ModelCall } from "../../src/model/model-call.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { byService, callsThatTake, locateCall } from "./agent-loops.ts";

type FaultId = "provider-maximum";

/** EL-3: the length of an answer is bounded. */
export const openOutput = defineCheck<FaultId>({
  id: "execution-limits/open-output",
  asks: "Does every call of a model limit how much it may answer?",
  references: references("LLM10:2025", "ASI08", "AISVS 7.1.2", "AISVS 9.1.2", "MAP 1.5", "A.4.5", "CWE-770"),
  faults: {
    "provider-maximum": {
      says: "{calls} in {service} set no maximum of output tokens.",
      because: "The longest answer of the model is then what one call may cost, and a newer model may answer longer.",
      fix: "Set the maximum of output tokens (maxOutputTokens, max_tokens) to what the answer can need.",
    },
  },
  judge(stack) {
    const calls = callsThatTake(stack, "output-tokens");
    if (calls.length === 0) return notApplicable("No call of a model takes a maximum of output tokens.");
    const open = calls.filter((call) => maximumOf(stack, call).length === 0);
    if (open.length === 0) return pass(distinctLocations(calls.flatMap((call) => maximumOf(stack, call))));
    const absent = open.filter(({ limits }) => limits["output-tokens"].state !== "unresolved");
    return unknown(
      `${open.length} of ${calls.length} calls of models say nothing of how long the answer may be, as far as their options can be read.`,
      "Is the output of these calls limited elsewhere, by the provider's settings or a gateway?",
      { suspected: byService(absent).map(toFinding), evidence: open.slice(0, 12).map(locateCall) },
    );
  },
});

/** Where the maximum stands: at the call, or at every run of the agent. */
function maximumOf({ runBounds }: Stack, { limits, at, operation }: ModelCall): Location[] {
  const runs = runBounds.runs.filter((run) => run.agentAt !== null && samePlace(run.agentAt, at));
  const own = limits["output-tokens"];
  const maxima = own.state === "set" ? [own] : runs.map((run) => run.limits["output-tokens"]);
  const places = maxima.flatMap((one) => (one?.state === "set" ? [one.at] : []));
  return places.length < maxima.length ? [] : places.map((one) => locate(one, "limit", `output of ${operation}`));
}

function toFinding(calls: readonly [ModelCall, ...ModelCall[]]): Finding<FaultId> {
  const [first, ...more] = calls;
  return {
    fault: "provider-maximum",
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
