import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { testEvidence, testedGates } from "../../src/model/tested-gates.ts";
import { guards, toolsToGate } from "../../src/model/tool-effects.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

/** PG-T: a test calls a gate and expects to be refused. */
export const testedGate = defineCheck<never>({
  id: "pre-call-gate/tested-gate",
  asks: "Does a test show that a gate refuses a call?",
  leg: "test",
  references: references("LLM06:2025", "ASI02", "AISVS 9.5.1", "MEASURE 2.6", "A.9.2", "CWE-862"),
  faults: {},
  judge(stack) {
    const gates = testedGates(stack, guards);
    if (gates.length === 0) {
      if (toolsToGate(stack).length === 0)
        return notApplicable("No tool changes anything outside the process, and no gate was found.");
      return unknown(
        "No gate was found, so no test can show one that refuses.",
        "Does a test elsewhere show that a call which changes something is refused?",
      );
    }
    const shown = gates.filter(({ shownBy }) => shownBy.length > 0);
    const names = namesOf(gates.filter(({ shownBy }) => shownBy.length === 0));
    if (shown.length === 0)
      return unknown(
        `No test was found that shows ${names} refusing a call.`,
        `Which test shows that ${names} refuses?`,
        {
          evidence: distinctLocations(gates.map(({ gate }) => locate(gate.at, "gate", gate.name))),
        },
      );
    return pass(
      distinctLocations(shown.flatMap(testEvidence)),
      names === "" ? [] : [`No test was found that shows ${names} refusing a call.`],
    );
  },
});

function namesOf(gates: ReturnType<typeof testedGates>): string {
  return listed([...new Set(gates.map(({ gate }) => gate.name))]);
}
