import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

/** RB-6: one step puts the earlier release back. A platform's dashboard may have the button, so absence proves nothing. */
export const missingRevert = defineCheck<never>({
  id: "rollback/missing-revert",
  asks: "Is there one step in the repository that puts an earlier release back?",
  references: references("AISVS 3.3.1", "AISVS 3.3.2", "MANAGE 2.3", "MANAGE 2.4", "A.6.2.5", "Art. 15"),
  faults: {},
  judge({ agentEvidence, recovery: { reverts }, pipelines }) {
    if (agentEvidence.length === 0) return notApplicable("No agent was found.");
    if (reverts.length > 0) {
      return pass(distinctLocations(reverts.map(({ at, tool, text }) => locate(at, "revert", `${tool}: ${text}`))));
    }
    const deploys = pipelines.filter(({ roles }) => roles.includes("deploy"));
    return unknown(
      "No workflow and no script puts an earlier release back; the platform may.",
      "How is an earlier release of the agent put back, in how many steps, and when was that last done?",
      { evidence: distinctLocations(deploys.slice(0, 5).map(({ at, job }) => locate(at, "deployment", job))) },
    );
  },
});
