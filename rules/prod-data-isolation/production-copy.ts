import type { DataCopy } from "../../src/model/data-flows.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "copied-unmasked";

/** PD-1: a copy of production data that leaves production is masked on the way. */
export const productionCopy = defineCheck<FaultId>({
  id: "prod-data-isolation/production-copy",
  asks: "Is production data masked before a job copies it into another environment?",
  references: references(
    "LLM02:2025",
    "ASI06",
    "AISVS 3.4.1",
    "AISVS 3.4.2",
    "MEASURE 2.10",
    "MAP 2.3",
    "A.7.2",
    "A.7.5",
    "AML.T0057",
    "AML.M0019",
    "Art. 10",
    "CWE-359",
    "CWE-212",
  ),
  faults: {
    "copied-unmasked": {
      says: "The job {job} copies {from} to {to} with {tool} and masks nothing.",
      because: "Whoever may read the other environment, a test agent included, then reads live customers' data.",
      fix: "Seed the other environment with synthetic data, or mask the copy in the job before it is loaded.",
    },
  },
  judge({ dataFlows: { copies } }) {
    const leaving = copies.filter(
      ({ from, to }) => from.environment === "production" && to.environment !== "production",
    );
    if (leaving.length === 0) return notApplicable("No job was found that copies production data elsewhere.");
    const open = leaving.filter(({ masked }) => masked === null);
    const proven = open.filter(({ to }) => to.environment !== null);
    if (proven.length > 0) return fail(proven.map(toFinding));
    if (open.length > 0)
      return unknown(
        sentences(
          open.map(({ job, from, to }) => `${job} copies ${from.name} to ${to.name}, whose environment is not told.`),
        ),
        "Which environment is the copy loaded into, and is it masked there?",
        { suspected: open.map(toFinding) },
      );
    return pass(
      distinctLocations(
        leaving.flatMap(({ masked, from }) => [
          locate(from.at, "copy", from.name),
          ...(masked ? [locate(masked.at, "masking", masked.command)] : []),
        ]),
      ),
      ["That a command says it masks tells nothing of which columns it knows."],
    );
  },
});

function toFinding({ tool, workflow, job, from, to }: DataCopy): Finding<FaultId> {
  return {
    fault: "copied-unmasked",
    subject: `${workflow}/${job}: ${from.name} to ${to.name}`,
    data: { job, tool, from: from.name, to: to.name },
    at: locate(from.at, "copy", `from ${from.name}`),
    related: distinctLocations([locate(to.at, "loaded into", to.name)]),
    environments: ["production", ...(to.environment === null ? [] : [to.environment])],
    failurePath: 2,
    contamination: [locate(from.at, "production", from.name), locate(to.at, "loaded into", to.name)],
  };
}
