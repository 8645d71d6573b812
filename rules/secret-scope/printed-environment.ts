import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, unknown } from "../../src/model/rule.ts";
import type { PrintedEnvironment } from "../../src/model/secret-scope.ts";
import { listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "logged" | "printed-in-ci";

/** SC-12: nothing writes all variables of the process to a log. */
export const printedEnvironment = defineCheck<FaultId>({
  id: "secret-scope/printed-environment",
  asks: "Is the environment kept out of logs and output?",
  references: references(
    "LLM02:2025",
    "ASI03",
    "NHI2:2025",
    "MEASURE 2.7",
    "A.6.2.8",
    "AML.T0055",
    "Art. 15",
    "CWE-532",
    "CWE-526",
  ),
  faults: {
    logged: {
      says: "{by} writes every variable of the process, secrets included.",
      because: "Logs are kept longer and read by more people and tools than the secrets are meant for.",
      fix: "Log the names that are set, or the one value that is of interest.",
    },
    "printed-in-ci": {
      says: "A step of {job} runs {by} while the job holds secrets.",
      because: "What the CI system does not know as a secret, or sees in another form, is printed as it is.",
      fix: "Leave the step out, or print the one variable that is of interest.",
    },
  },
  judge({ secretScope, agentEvidence }) {
    const { prints } = secretScope;
    const proven = prints.filter(({ where }) => where === "code");
    if (proven.length > 0) return fail(proven.map(toFinding));
    if (prints.length > 0) {
      const jobs = listed(prints.map(({ job }) => job ?? ""));
      return unknown(
        `A step of ${jobs} prints its variables, and the CI system masks those that it knows as secrets.`,
        `Is everything secret in ${jobs} stored as a secret and printed in that form only?`,
        { suspected: prints.map(toFinding) },
      );
    }
    return notApplicable(
      agentEvidence.length > 0 ? "Nothing in the code or in CI prints the whole environment." : "No agent was found.",
    );
  },
});

function toFinding({ by, where, job, at }: PrintedEnvironment): Finding<FaultId> {
  return {
    fault: where === "code" ? "logged" : "printed-in-ci",
    subject: `${at.path}#${job ?? by}`,
    data: { by, job: job ?? "" },
    at: locate(at, "print", by),
    related: [],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
