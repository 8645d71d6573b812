import { locate } from "../../src/model/location.ts";
import { defineCheck, fail, notApplicable, unknown } from "../../src/model/rule.ts";
import { runsModels } from "../../src/model/runs-models.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "run-as-code";

/** PI-8: what a model answers is not run in the process that asked. */
export const interpretedOutput = defineCheck<FaultId>({
  id: "prompt-injection/interpreted-output",
  asks: "Is what a model answers kept from being run as code or as a command?",
  references: references(
    "LLM05:2025",
    "ASI05",
    "AISVS 7.3.3",
    "AISVS 9.3.1",
    "MEASURE 2.7",
    "A.6.2.4",
    "AML.T0051",
    "Art. 15",
    "CWE-94",
    "CWE-1426",
  ),
  faults: {
    "run-as-code": {
      says: "{interpreter} runs what {operation} answers.",
      because:
        "Whoever gets a sentence into the prompt gets code into this process, with its files, its network and its secrets.",
      fix: "Let the model choose among functions of your own, or run its code in an isolated sandbox without secrets.",
    },
  },
  judge(stack) {
    const { interpreted } = stack.prompts;
    if (!runsModels(stack)) return notApplicable("No model call was found.");
    if (interpreted.length === 0)
      return unknown(
        "No answer of a model was followed into an interpreter; answers that take a longer way were not.",
        "Is any answer of a model run as code, as a command or as a query, or shown as HTML?",
      );
    return fail(
      interpreted.map(({ interpreter, at, model }) => ({
        fault: "run-as-code" as const,
        subject: `${at.path}#${interpreter} ${model.operation}`,
        data: { interpreter, operation: model.operation },
        at: locate(at, "interpreter", interpreter),
        related: [locate(model.at, "model call", model.operation)],
        environments: [],
        failurePath: null,
        contamination: [],
      })),
    );
  },
});
