import type { DeclaredNames } from "../../model/declared-names.ts";
import { type Place, placeOfLocation, samePlace } from "../../model/location.ts";
import type { DeclaredEnvironment } from "../../model/settings.ts";
import type { Job } from "../ci/job.ts";
import type { Unit, UnitEnvironment } from "../units/unit.ts";

/** The same units, in whose environments the settings have their say: what each is, and which names mean the same one. */
export function withDeclaredEnvironments(units: readonly Unit[], declaredAs: DeclaredNames): readonly Unit[] {
  return units.map((unit) => {
    const environments = new Map<string, UnitEnvironment>();
    for (const own of unit.environments.values()) {
      const meant = settled(own, declaredAs(own.name));
      const known = environments.get(meant.name);
      environments.set(meant.name, known ? merged(known, meant) : meant);
    }
    return { ...unit, environments };
  });
}

/** Jobs act as the environment that is meant; whose secrets they are given keeps its own name. */
export function withDeclaredActing(jobs: readonly Job[], declaredAs: DeclaredNames): readonly Job[] {
  return jobs.map((job) => {
    const meant = job.actsAs === null ? null : declaredAs(job.actsAs);
    return meant === null || meant.name === job.actsAs ? job : { ...job, actsAs: meant.name };
  });
}

function settled(own: UnitEnvironment, declared: DeclaredEnvironment | null): UnitEnvironment {
  if (declared === null) return own;
  const { name, class: cls } = declared;
  const alsoCalled = own.name === name ? [] : [own.name];
  return {
    ...own,
    name,
    class: cls,
    declaredAt: [...own.declaredAt, placeOfLocation(declared.at)],
    ...(alsoCalled.length > 0 ? { alsoCalled } : {}),
  };
}

/** What is set under either name holds, first found first. */
function merged(a: UnitEnvironment, b: UnitEnvironment): UnitEnvironment {
  const isNew = (at: Place): boolean => !a.declaredAt.some((known) => samePlace(known, at));
  const accounts = [...(a.accounts ?? []), ...(b.accounts ?? [])];
  const containers = new Set([...(a.containers ?? []), ...(b.containers ?? [])]);
  const alsoCalled = [...new Set([...(a.alsoCalled ?? []), ...(b.alsoCalled ?? [])])];
  return {
    ...a,
    blocks: [...a.blocks, ...b.blocks],
    declaredAt: [...a.declaredAt, ...b.declaredAt.filter(isNew)],
    ...(alsoCalled.length > 0 ? { alsoCalled } : {}),
    ...(accounts.length > 0 ? { accounts } : {}),
    ...(containers.size > 0 ? { containers } : {}),
  };
}
