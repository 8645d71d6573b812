import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { runsModels } from "../../src/model/runs-models.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

/** PI-4: something other than the model looks at what comes in. */
export const inputGuard = defineCheck<never>({
  id: "prompt-injection/input-guard",
  asks: "Is what comes in looked at for injections before a model acts on it?",
  references: references(
    "LLM01:2025",
    "ASI01",
    "AISVS 12.2.1",
    "MEASURE 2.7",
    "MANAGE 1.3",
    "A.6.2.6",
    "AML.M0020",
    "AML.T0051",
    "Art. 15",
  ),
  faults: {},
  judge(stack) {
    const { guards } = stack.prompts;
    if (!runsModels(stack)) return notApplicable("No model call was found.");
    if (guards.length === 0)
      return unknown(
        "No guard of a known product is wired to a model call in the repository.",
        "What looks at users' texts, retrieved content and tool results before a model acts on them: a gateway, a guardrail service?",
      );
    return pass(
      distinctLocations(
        guards.flatMap(({ name, product, at, wiredAt }) => [
          locate(at, "guard", `${name}, ${product}`),
          locate(wiredAt, "wired to"),
        ]),
      ),
      ["That a guard is wired says nothing of what it lets through."],
    );
  },
});
