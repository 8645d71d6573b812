import type { Control } from "../../src/model/rule.ts";
import { deadReference } from "./dead-reference.ts";
import { missingField } from "./missing-field.ts";
import { missingRunbook } from "./missing-runbook.ts";
import { testedRunbook } from "./tested-runbook.ts";
import { unownedCode } from "./unowned-code.ts";

/** Control 12: whoever is paged finds what to do, and it works. */
export const incidentRunbook: Control = {
  slug: "incident-runbook",
  number: 12,
  numberCertainty: "proposed",
  title: "Incident runbook",
  question: "Does whoever is paged find how to stop the agent, what to keep and whom to call, and does it work?",
  checks: [missingRunbook, missingField, deadReference, unownedCode, testedRunbook],
};
