import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

/** IR-8: the files that make the agent have owners. On-call rotas are kept elsewhere, so absence proves nothing. */
export const unownedCode = defineCheck<never>({
  id: "incident-runbook/unowned-code",
  asks: "Does CODEOWNERS name who owns the agent, its tools and its prompts?",
  references: references("GOVERN 2.1", "A.3.2", "A.10.2"),
  faults: {},
  judge({ agentEvidence, ownership }) {
    if (agentEvidence.length === 0) return notApplicable("No agent was found.");
    if (ownership === null) {
      return unknown(
        "There is no CODEOWNERS file.",
        "Who owns the agent, its tools and its prompts, and who stands in for them?",
      );
    }
    const { at, covered, open } = ownership;
    if (open.length > 0) {
      const paths = listed(open.map(({ path }) => path));
      return unknown(`CODEOWNERS names nobody for ${paths}.`, `Who owns ${paths}?`, {
        evidence: distinctLocations([
          locate(at, "owners"),
          ...open.slice(0, 10).map((place) => locate(place, "agent code", "has no owner")),
        ]),
      });
    }
    return pass(distinctLocations(covered.map(({ rule, path }) => locate(rule, "owners", `of ${path}`))));
  },
});
