import { runsByItself } from "../../src/model/check-run.ts";
import { isSoundGate } from "../../src/model/gate.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { testEvidence, testedGates } from "../../src/model/tested-gates.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

const question =
  "Which test starts the service with a key of another environment and expects it to refuse, or which job looks for secrets in what is committed?";

/** A test hands a gate a credential that is not for the target; or a job looks for secrets where none may stand. */
export const testedScope = defineCheck<never>({
  id: "secret-scope/tested-scope",
  asks: "Does a test show that a foreign key is refused, or a job that no secret is committed?",
  leg: "test",
  references: references(
    "LLM02:2025",
    "ASI03",
    "AISVS 5.1.2",
    "MEASURE 2.7",
    "A.6.2.4",
    "AML.M0028",
    "CWE-798",
    "CWE-522",
  ),
  faults: {},
  judge(stack) {
    const { credentials, secretScope, checkRuns } = stack;
    const handed = secretScope.jobs.flatMap(({ secrets }) => secrets);
    if (credentials.length + secretScope.written.length + handed.length === 0)
      return notApplicable("No secret is read or handed over.");
    const gates = testedGates(stack, (gate) => isSoundGate(gate)).filter(({ shownBy }) => shownBy.length > 0);
    const scans = checkRuns.filter(({ kind }) => kind === "secret-scan");
    const working = scans.filter(runsByItself);
    if (gates.length + working.length > 0)
      return pass(
        distinctLocations([
          ...gates.flatMap((tested) => [
            ...testEvidence(tested),
            ...(tested.gate.readsCredential ? [locate(tested.gate.readsCredential, "credential")] : []),
          ]),
          ...working.map(({ at, what }) => locate(at, "scan", what)),
        ]),
        gates.length === 0
          ? [
              "A scan shows that no secret is written in the files it looks at; not that each key opens one environment only.",
            ]
          : [],
      );
    const reason =
      scans.length === 0
        ? "No test was found that hands over a key of another environment, and no job that looks for secrets."
        : `${listed(scans.map(({ job }) => job))} looks for secrets, and ${scans.every(({ tolerated }) => tolerated) ? "its failure is thrown away" : "is started by hand"}.`;
    return unknown(reason, question, {
      evidence: distinctLocations(scans.map(({ at, what }) => locate(at, "scan", what))),
    });
  },
});
