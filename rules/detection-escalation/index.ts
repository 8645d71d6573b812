import type { Control } from "../../src/model/rule.ts";
import { alertRouting } from "./alert-routing.ts";
import { alertRules } from "./alert-rules.ts";
import { driftEvals } from "./drift-evals.ts";
import { escalationPath } from "./escalation-path.ts";
import { evalsGate } from "./evals-gate.ts";
import { outputChecks } from "./output-checks.ts";
import { swallowedErrors } from "./swallowed-errors.ts";
import { testedDetection } from "./tested-detection.ts";
import { userFeedback } from "./user-feedback.ts";

/** Control 11: bad output that comes with a good status is noticed by a machine and handed to a person. */
export const detectionEscalation: Control = {
  slug: "detection-escalation",
  number: 11,
  numberCertainty: "proposed",
  title: "Silent-failure detection and human escalation",
  question: "Is output that is wrong without an error noticed, and handed to a person in time?",
  checks: [
    evalsGate,
    driftEvals,
    alertRules,
    alertRouting,
    swallowedErrors,
    outputChecks,
    escalationPath,
    userFeedback,
    testedDetection,
  ],
};
