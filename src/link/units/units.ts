import { namesEnvironment as known } from "../../catalog/environment-names.ts";
import type { BindingsFact } from "../../model/binding-facts.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { PackageFact } from "../../model/package-facts.ts";
import { withContainers } from "../compose-projects.ts";
import type { Cascade } from "../dotenv-order.ts";
import type { EnvironmentNames } from "../environment-variables.ts";
import { withKeptVariables } from "../kept-variables.ts";
import { directoryOf } from "../program/resolve.ts";
import { type Draft, draftsOf } from "./drafts.ts";
import { isInfrastructure } from "./infrastructure-images.ts";
import { unitOf } from "./placing.ts";
import type { Unit } from "./unit.ts";

/** Joins the blocks of all configuration files into units and their environments. */
export function readUnits(
  facts: readonly Located<Fact>[],
  namesEnvironment: EnvironmentNames = known,
  isDeclared: (name: string) => boolean = () => false,
  cascades: readonly Cascade[] = [],
): readonly Unit[] {
  const files = new Map<string, Located<BindingsFact>[]>();
  const bindings = facts.filter((f): f is Located<BindingsFact> => f.kind === "bindings");
  for (const fact of withKeptVariables(bindings, facts)) {
    const list = files.get(fact.path);
    if (list) list.push(fact);
    else files.set(fact.path, [fact]);
  }
  const packages = facts.filter((f): f is Located<PackageFact> => f.kind === "package");
  const homes = new Set(packages.map((p) => directoryOf(p.path)));
  const drafts = [...files.values()]
    .flat()
    .filter((f) => !isInfrastructure(f))
    .flatMap((f) => draftsOf(f, files, homes, { namesEnvironment, isDeclared }));
  const byDirectory = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const list = byDirectory.get(draft.directory);
    if (list) list.push(draft);
    else byDirectory.set(draft.directory, [draft]);
  }
  const units = [...byDirectory]
    .map(([directory, list]) => unitOf(directory, list, packages, cascades))
    .sort((a, b) => (a.directory < b.directory ? -1 : 1));
  return withContainers(units, facts);
}
