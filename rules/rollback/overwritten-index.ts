import { locate } from "../../src/model/location.ts";
import type { IndexWrite } from "../../src/model/recovery.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "in-place";

/** RB-7: what the agent retrieves can be put back too. Backups may run on the platform, so it never fails. */
export const overwrittenIndex = defineCheck<FaultId>({
  id: "rollback/overwritten-index",
  asks: "Can an earlier state of every index that feeds the context be put back?",
  references: references(
    "LLM04:2025",
    "LLM08:2025",
    "ASI06",
    "AISVS 8.3.2",
    "AISVS 12.5.3",
    "MANAGE 2.3",
    "AML.M0025",
    "Art. 15",
  ),
  faults: {
    "in-place": {
      says: "{store} is written in place, and nothing in the repository keeps its earlier state.",
      because: "A poisoned or broken ingestion stays in what the agent retrieves, whichever release runs.",
      fix: "Build into a new index and switch an alias, or take a snapshot before each ingestion.",
    },
  },
  judge(stack) {
    const { indexWrites, indexReverts } = stack.recovery;
    if (indexWrites.length === 0) return notApplicable("No code writes to an index that feeds the context.");
    const kept = (write: IndexWrite) => {
      const provider = stack.stores[write.store]?.provider;
      return indexReverts.filter((revert) => revert.provider === provider);
    };
    const open = indexWrites.filter((write) => kept(write).length === 0);
    if (open.length > 0) {
      const names = listed(open.map((write) => nameOf(stack, write)));
      return unknown(
        `${names} is written in place; whether the platform keeps copies is not in the repository.`,
        `Is there a backup of ${names}, and how is it put back?`,
        { suspected: open.map((write) => toFinding(stack, write)) },
      );
    }
    return pass(
      distinctLocations(
        indexWrites.flatMap((write) => [
          locate(write.at, "write", nameOf(stack, write)),
          ...kept(write).map(({ at, operation }) => locate(at, "earlier state", operation)),
        ]),
      ),
    );
  },
});

function nameOf(stack: Stack, { store }: IndexWrite): string {
  return stack.stores[store]?.name ?? "an index";
}

function toFinding(stack: Stack, write: IndexWrite): Finding<FaultId> {
  const store = stack.stores[write.store];
  const name = nameOf(stack, write);
  return {
    fault: "in-place",
    subject: `${store?.service ?? ""}/${name}`,
    data: { store: name },
    at: locate(write.at, "write", write.operation),
    related: store ? [locate(store.at, "store", name)] : [],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
