import { groupBy } from "../../src/model/group.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass } from "../../src/model/rule.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "not-there";

/** IR-3: what the runbook tells to run or to open is in the repository. */
export const deadReference = defineCheck<FaultId>({
  id: "incident-runbook/dead-reference",
  asks: "Is everything in the repository that a runbook tells to run or to open?",
  references: references("MANAGE 2.3", "MANAGE 4.1", "A.8.4", "Clause 10.2", "CWE-1059"),
  faults: {
    "not-there": {
      says: "The runbook names {what} {name}, which is not in the repository.",
      because: "Whoever follows it in an incident finds out at the moment when the step is needed.",
      fix: "Correct the step, or bring back what it names; let CI check the references of runbooks.",
    },
  },
  judge({ runbooks }) {
    const own = runbooks.filter(({ mentions }) => mentions.length > 0);
    const all = own.flatMap(({ references: named }) => named);
    if (all.length === 0) return notApplicable("No runbook of the agent names anything in the repository.");
    const dead = groupBy(
      all.filter(({ resolves }) => !resolves),
      ({ at, what, text }) => `${at.path}\n${what}\n${text}`,
    );
    if (dead.length > 0) return fail(dead.map(toFinding));
    return pass(distinctLocations(all.map(({ at, what, text }) => locate(at, "reference", `${what} ${text}`))));
  },
});

interface Named {
  readonly what: string;
  readonly text: string;
  readonly at: Parameters<typeof locate>[0];
}

function toFinding(group: readonly Named[]): Finding<FaultId> {
  const [first, ...others] = group;
  if (!first) throw new Error("a finding needs a reference");
  return {
    fault: "not-there",
    subject: `${first.at.path}#${first.text}`,
    data: { what: first.what, name: first.text },
    at: locate(first.at, "reference", first.text),
    related: distinctLocations(others.map(({ at }) => locate(at, "reference", first.text))),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
