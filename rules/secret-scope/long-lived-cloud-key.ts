import { groupBy } from "../../src/model/group.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "static-key";

/** SC-8: CI takes an identity for one run instead of a key that works until somebody revokes it. */
export const longLivedCloudKey = defineCheck<FaultId>({
  id: "secret-scope/long-lived-cloud-key",
  asks: "Does CI log in to its cloud with an identity that ends with the run?",
  references: references(
    "LLM02:2025",
    "ASI03",
    "NHI7:2025",
    "NHI4:2025",
    "AISVS 5.1.2",
    "MEASURE 2.7",
    "A.4.5",
    "AML.T0055",
    "Art. 15",
    "CWE-522",
  ),
  faults: {
    "static-key": {
      says: "{jobs} of {workflow} logs in to {cloud} with the stored key {key}.",
      because: "The key works from anywhere until somebody revokes it, so one leaked log or action is enough.",
      fix: "Let the cloud trust the token of the run (`id-token: write` and a role), and delete the key.",
    },
  },
  judge({ secretScope }) {
    const keyed = secretScope.jobs.flatMap((job) => job.cloudKeys.map((key) => ({ job, key })));
    const federated = secretScope.jobs.flatMap(({ federated: places, job }) =>
      places.map((at) => locate(at, "login", `${job} trades the token of the run`)),
    );
    if (keyed.length === 0) {
      return federated.length > 0 ? pass(distinctLocations(federated)) : notApplicable("No job logs in to a cloud.");
    }
    const groups = groupBy(keyed, ({ job, key }) => `${job.at.path} ${key.cloud} ${key.name}`);
    const names = listed(keyed.map(({ key }) => key.name));
    return unknown(
      `${names} is handed to CI, and whether it is rotated or limited is not in the repository.`,
      `Is ${names} short-lived, or is there a reason why CI cannot take a role with the token of its run?`,
      {
        suspected: groups.flatMap((group) => {
          const [first] = group;
          if (!first) return [];
          const { job, key } = first;
          return [
            {
              fault: "static-key" as const,
              subject: `${job.at.path}#${key.name}`,
              data: {
                jobs: listed(group.map((one) => one.job.job)),
                workflow: job.workflow,
                cloud: key.cloud,
                key: key.name,
              },
              at: locate(key.at, "key", key.name),
              related: distinctLocations(group.slice(1).map((one) => locate(one.key.at, "key", one.key.name))),
              environments: [],
              failurePath: null,
              contamination: [],
            },
          ];
        }),
      },
    );
  },
});
