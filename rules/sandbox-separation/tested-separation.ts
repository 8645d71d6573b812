import { isSoundGate } from "../../src/model/gate.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { testEvidence, testedGates } from "../../src/model/tested-gates.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

const missing =
  "No test was found that shows a call being refused whose credential and target belong to different environments.";
const question =
  "Which test hands the credential of one environment to a call into another, and expects a refusal and its record?";

/** SS-T: a test crosses environments and expects to be refused. */
export const testedSeparation = defineCheck<never>({
  id: "sandbox-separation/tested-separation",
  asks: "Does a test show that a call across environments is refused?",
  leg: "test",
  references: references("LLM06:2025", "AISVS 3.4.1", "MEASURE 2.3", "MEASURE 2.7", "A.6.2.4", "CWE-653"),
  faults: {},
  judge(stack) {
    if (stack.tools.length === 0) return notApplicable("No tool was found, so there is no call that could be refused.");
    const asked = gatesOfTools(stack);
    const gates = testedGates(stack, (gate, index) => isSoundGate(gate) && asked.has(index));
    const shown = gates.filter(({ shownBy }) => shownBy.length > 0);
    if (shown.length === 0)
      return unknown(missing, question, {
        evidence: distinctLocations(gates.map(({ gate }) => locate(gate.at, "gate", gate.name))),
      });
    const isRecorded = shown.some(({ shownBy }) =>
      shownBy.some(({ test }) => test.expects.some(({ kind }) => kind === "event")),
    );
    return pass(
      distinctLocations(shown.flatMap(testEvidence)),
      isRecorded ? [] : ["No test was found that expects the refusal to be recorded."],
    );
  },
});

function gatesOfTools({ tools }: Stack): ReadonlySet<number> {
  return new Set(tools.flatMap(({ sinks, selections }) => [...sinks, ...selections].flatMap(({ gates }) => gates)));
}
