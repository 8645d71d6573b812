import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { RetryLoop } from "../../src/model/run-bounds.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { callsThatTake, locateCall } from "./agent-loops.ts";

type FaultId = "until-it-succeeds";

/** EL-7: a call that fails is repeated a number of times, and not for ever. */
export const unboundedRetry = defineCheck<FaultId>({
  id: "execution-limits/unbounded-retry",
  asks: "Are calls of models, and what tools do, repeated a limited number of times where they fail?",
  references: references("LLM10:2025", "ASI08", "AISVS 9.1.2", "MEASURE 2.6", "A.6.2.6", "CWE-834", "CWE-835"),
  faults: {
    "until-it-succeeds": {
      says: "{name} repeats {operation} for as long as it fails.",
      because: "An outage, a limit of the provider or a prompt that it refuses keeps the loop going, billed or not.",
      fix: "Count the attempts, wait longer after each, and throw after the last.",
    },
  },
  judge(stack) {
    const { retries } = stack.runBounds;
    if (retries.length > 0) return fail(retries.map(toFinding));
    if (stack.modelCalls.length === 0) return notApplicable("No call of a model was found.");
    const calls = callsThatTake(stack, "retries");
    const evidence = calls.flatMap(({ limits: { retries: own }, operation }) =>
      own.state === "set" ? [locate(own.at, "limit", `retries of ${operation}`)] : [],
    );
    if (calls.length > 0 && evidence.length === calls.length) return pass(distinctLocations(evidence));
    return unknown(
      "How often a call that fails is repeated is left to the SDKs, and what repeats the run around them cannot be told.",
      "How many attempts does a failing call come to, with those of the SDK, of the queue and of the run together?",
      { evidence: stack.modelCalls.slice(0, 6).map(locateCall) },
    );
  },
});

function toFinding({ name, at, call, operation }: RetryLoop): Finding<FaultId> {
  const title = name === "" ? "A script" : name;
  return {
    fault: "until-it-succeeds",
    subject: `${at.path}#${name === "" ? "loop" : name}`,
    data: { name: title, operation },
    at: locate(at, "loop", title),
    related: [locate(call, "call", operation)],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
