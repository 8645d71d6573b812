import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { runsModels } from "../../src/model/runs-models.ts";
import { isWrite } from "../../src/model/tool-effects.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

/** PD-7: personal data is removed before a model or an index gets it. */
export const maskedInput = defineCheck<never>({
  id: "prod-data-isolation/masked-input",
  asks: "Is personal data masked before it reaches a model?",
  references: references(
    "LLM02:2025",
    "AISVS 8.2.1",
    "MEASURE 2.10",
    "MANAGE 3.1",
    "A.7.2",
    "AML.T0057",
    "Art. 10",
    "CWE-359",
    "CWE-212",
  ),
  faults: {},
  judge(stack) {
    const { masks } = stack.dataFlows;
    if (!runsModels(stack)) return notApplicable("No model call was found.");
    if (masks.length === 0)
      return unknown(
        "No middleware or processor of a known framework that masks personal data is wired in the repository.",
        "Does personal data reach the model's provider, and under which agreement?",
      );
    const evidence = distinctLocations(masks.map(({ name, at }) => locate(at, "masking", name)));
    const answering = stack.tools.filter(({ sinks }) => sinks.some((sink) => !isWrite(sink)));
    if (answering.length > 0 && masks.every(({ leavesToolResults }) => leavesToolResults === true))
      return unknown(
        `What ${listed(answering.map(({ name }) => name))} answers goes to the model as it is: ${listed(masks.map(({ name }) => name))} is not told to mask the results of tools.`,
        "Do the answers of the tools hold personal data, and where is it removed?",
        { evidence },
      );
    return pass(evidence, ["Tool results are masked only where the middleware is told so."]);
  },
});
