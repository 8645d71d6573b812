import { groupBy } from "../../src/model/group.ts";
import { locate } from "../../src/model/location.ts";
import type { NamedModel } from "../../src/model/named-model.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "many-places";

/** RB-2: which model runs is written once, so that going back is one edit. A habit, not a proof: it never fails. */
export const scatteredModelName = defineCheck<FaultId>({
  id: "rollback/scattered-model-name",
  asks: "Is the name of each model written in one place?",
  references: references("AISVS 3.1.1", "AISVS 3.3.2", "MANAGE 4.1", "A.6.2.5"),
  faults: {
    "many-places": {
      says: "{service} names {model} in {count} files.",
      because: "Whoever takes the model back under pressure has to find all of them, and one that is missed runs on.",
      fix: "Keep the names of models in one module or one variable, and import them.",
    },
  },
  judge({ models }) {
    const written = models.filter(({ name, source }) => name !== null && source !== "configuration");
    if (written.length === 0) return notApplicable("No model is named in code.");
    const groups = groupBy(written, ({ service, name }) => `${service}/${name}`);
    const scattered = groups.filter((group) => files(group).length > 1);
    if (scattered.length === 0) {
      return pass(distinctLocations(written.map(({ at, name }) => locate(at, "model", name ?? ""))));
    }
    const names = listed(scattered.map(([first]) => first?.name ?? ""));
    return unknown(
      `${names} stands in more than one file.`,
      `Is there a reason to change ${names} in one place and not in the others?`,
      { suspected: scattered.map(toFinding) },
    );
  },
});

function files(group: readonly NamedModel[]): string[] {
  return [...new Set(group.map(({ at }) => at.path))];
}

function toFinding(group: readonly NamedModel[]): Finding<FaultId> {
  const [first, ...others] = group;
  if (!first) throw new Error("a finding needs a model");
  const name = first.name ?? "";
  return {
    fault: "many-places",
    subject: `${first.service}/${name}`,
    data: { service: first.service, model: name, count: String(files(group).length) },
    at: locate(first.at, "model", name),
    related: distinctLocations(others.map((one) => locate(one.at, "model", name))),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
