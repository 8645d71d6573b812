import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

/** IR-1: there is a runbook of this agent. It may well be kept elsewhere, so absence proves nothing. */
export const missingRunbook = defineCheck<never>({
  id: "incident-runbook/missing-runbook",
  asks: "Is there a runbook for incidents of this agent in the repository?",
  references: references("ASI08", "ASI10", "MANAGE 2.3", "MANAGE 4.1", "MANAGE 4.3", "A.8.4", "Clause 10.2", "Art. 73"),
  faults: {},
  judge({ agentEvidence, runbooks }) {
    if (agentEvidence.length === 0) return notApplicable("No agent was found.");
    const own = runbooks.filter(({ mentions }) => mentions.length > 0);
    if (own.length > 0) {
      return pass(
        distinctLocations(
          own.flatMap(({ at, mentions }) => [
            locate(at, "runbook"),
            ...mentions.slice(0, 2).map((mention) => locate(mention.at, "mention", mention.word)),
          ]),
        ),
      );
    }
    const other = runbooks.length > 0;
    return unknown(
      other ? "No runbook here speaks of the agent or its tools." : "No runbook was found in the repository.",
      "Where is the runbook that somebody follows when the agent does harm at night, and does it name the command that stops it?",
      { evidence: runbooks.map(({ at }) => locate(at, "runbook", "says nothing of the agent")) },
    );
  },
});
