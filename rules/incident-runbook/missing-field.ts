import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Runbook, RunbookField } from "../../src/model/runbook.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "not-said";

const required: readonly RunbookField[] = [
  "stop command",
  "confirmation",
  "access",
  "owner",
  "backup contact",
  "escalation",
  "evidence preservation",
  "rollback",
  "notification",
  "severity",
];

/** IR-2: the runbook says what is needed at night. Words alone show it, so what is missing is only suspected. */
export const missingField = defineCheck<FaultId>({
  id: "incident-runbook/missing-field",
  asks: "Does the runbook say how to stop the agent, how to tell that it stopped, who decides, and what to keep?",
  references: references("MANAGE 4.1", "MANAGE 4.3", "GOVERN 2.1", "A.3.2", "A.8.4", "AISVS 12.4.2", "Art. 73"),
  faults: {
    "not-said": {
      says: "The runbook says nothing of: {field}.",
      because: "What is not written down is looked for while the agent goes on.",
      fix: "Add a section on {field}, with the exact command or name.",
    },
  },
  judge({ runbooks }) {
    const own = runbooks.filter(({ mentions }) => mentions.length > 0);
    const [first] = own;
    if (!first) return notApplicable("No runbook of the agent was found.");
    const said = new Set(own.flatMap(({ fields }) => fields.map(({ field }) => field)));
    const missing = required.filter((field) => !said.has(field));
    if (missing.length > 0) {
      return unknown(
        `No word of the runbook speaks of ${listed(missing, 10)}.`,
        `Is ${listed(missing, 10)} written down elsewhere, where whoever is paged finds it?`,
        { suspected: missing.map((field) => toFinding(first, field)), evidence: evidenceOf(own) },
      );
    }
    return pass(evidenceOf(own));
  },
});

function evidenceOf(runbooks: readonly Runbook[]) {
  return distinctLocations(runbooks.flatMap(({ fields }) => fields.map(({ field, at }) => locate(at, "field", field))));
}

function toFinding({ at }: Runbook, field: RunbookField): Finding<FaultId> {
  return {
    fault: "not-said",
    subject: field,
    data: { field },
    at: locate(at, "runbook", field),
    related: [],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
