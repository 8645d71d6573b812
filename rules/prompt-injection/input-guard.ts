import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { runsModels } from "../../src/model/runs-models.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
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
    const blocking = guards.filter(({ passesAt }) => passesAt === null);
    if (blocking.length === 0)
      return unknown(
        `${listed(guards.map(({ name }) => name))} only warns: what it finds reaches the model all the same.`,
        "What keeps a text that was found to be an injection from the model: whoever reads the warning, another guard?",
        {
          evidence: distinctLocations(
            guards.flatMap(({ name, at, passesAt }) => [
              ...(passesAt ? [locate(passesAt, "setting", "it only warns")] : []),
              locate(at, "guard", name),
            ]),
          ),
        },
      );
    return pass(
      distinctLocations(
        blocking.flatMap(({ name, product, at, wiredAt }) => [
          locate(at, "guard", `${name}, ${product}`),
          locate(wiredAt, "wired to"),
        ]),
      ),
      ["That a guard is wired says nothing of what it lets through."],
    );
  },
});
