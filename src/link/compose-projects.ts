import type { BindingsFact } from "../model/binding-facts.ts";
import type { Fact, Located } from "../model/facts.ts";
import type { Unit, UnitEnvironment } from "./units/unit.ts";

/**
 * What each environment's compose project starts for itself: a container's name is resolved inside one project only, so
 * an equal name in another project is another container. Environments that are services of one project share what it
 * starts.
 */
export function withContainers(units: readonly Unit[], facts: readonly Located<Fact>[]): readonly Unit[] {
  const composed = facts.filter(
    (fact): fact is Located<BindingsFact> => fact.kind === "bindings" && fact.source === "compose",
  );
  if (composed.length === 0) return units;
  return units.map((unit) => ({ ...unit, environments: new Map(containersIn(unit, composed)) }));
}

function* containersIn(
  { environments }: Unit,
  composed: readonly Located<BindingsFact>[],
): Generator<[string, UnitEnvironment]> {
  const projects = new Map([...environments].map(([name, environment]) => [name, projectOf(environment)]));
  for (const [name, environment] of environments) {
    const own = projects.get(name) ?? "";
    const isAlone = own !== "" && [...projects].every(([other, files]) => other === name || files !== own);
    const files = new Set(own.split("\0"));
    const started = composed.filter((fact) => files.has(fact.path) && isAlwaysStarted(fact));
    const containers = new Set(started.flatMap(({ service }) => service ?? []));
    yield [name, isAlone ? { ...environment, containers } : environment];
  }
}

/** The compose files that an environment is put together of. */
function projectOf({ blocks }: UnitEnvironment): string {
  const paths = blocks.filter(({ source }) => source === "compose").map(({ declared }) => declared.path);
  return [...new Set(paths)].sort().join("\0");
}

/** A service with a profile is only started where that is asked for. */
function isAlwaysStarted({ hints }: BindingsFact): boolean {
  return !hints.some(({ kind }) => kind === "profile");
}
