import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

/** DE-5: what a model answers is held to something. That it is held to enough is a matter of judgement, so this never fails. */
export const outputChecks = defineCheck<never>({
  id: "detection-escalation/output-checks",
  asks: "Is what the model answers held to a schema or a guardrail before it is used?",
  references: references(
    "LLM09:2025",
    "LLM05:2025",
    "AISVS 7.1.1",
    "AISVS 12.3.1",
    "MEASURE 2.4",
    "A.6.2.6",
    "AML.M0020",
    "CWE-754",
    "CWE-1426",
  ),
  faults: {},
  judge({ detection: { signals }, modelCalls, agentEvidence }) {
    const checks = signals.filter(({ kind }) => kind === "output-check");
    if (checks.length > 0) {
      return pass(distinctLocations(checks.map(({ at, what }) => locate(at, "output check", what))), [
        "Whether every answer of the agent is checked, and for more than its form, is not told.",
      ]);
    }
    if (modelCalls.length === 0 && agentEvidence.length === 0) return notApplicable("No call of a model was found.");
    return unknown(
      "No schema and no guardrail on the output of a model was found; checks of the repository's own are not told apart from other code.",
      "What notices an answer that is wrong, off topic or unsupported before it is used?",
      { evidence: distinctLocations(modelCalls.slice(0, 5).map((c) => locate(c.at, "model call", c.operation))) },
    );
  },
});
