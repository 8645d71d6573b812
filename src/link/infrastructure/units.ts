import { classOf } from "../../model/environment.ts";
import { ancestors } from "../program/resolve.ts";
import { sameEnvironment } from "../units/same-environment.ts";
import type { Account, Block, Unit, UnitEnvironment } from "../units/unit.ts";
import type { Provision, Provisioned } from "./provisioned.ts";

/** Adds what infrastructure gives to the environments of its programs; it comes before the files that a developer keeps. */
export function withProvisions(units: readonly Unit[], { provisions, accounts }: Provisioned): readonly Unit[] {
  const result = new Map<string, Map<string, UnitEnvironment>>(
    units.map((unit) => [unit.directory, new Map(unit.environments)]),
  );
  for (const provision of provisions) {
    const { directory } = provision;
    const known = ancestors(directory).flatMap((folder) => [...(result.get(folder)?.keys() ?? [])]);
    const name = sameEnvironment(provision.environment, [...new Set(known)]) ?? provision.environment.toLowerCase();
    const environments = result.get(directory) ?? new Map<string, UnitEnvironment>();
    result.set(directory, environments);
    const before = environments.get(name);
    environments.set(name, {
      ...before,
      name,
      class: classOf(name),
      blocks: [blockOf(provision), ...(before?.blocks ?? [])],
      declaredAt: [...(before?.declaredAt ?? []), provision.declared],
    });
  }
  return [...result]
    .map(([directory, environments]) => ({ directory, environments: withAccounts(environments, accounts) }))
    .sort((a, b) => (a.directory < b.directory ? -1 : 1));
}

function blockOf({ declared, variables }: Provision): Block {
  const values = new Map(
    variables.map(({ variable, value, at, via }) => [
      variable,
      { value: { kind: "bound", bound: value } as const, place: at, via },
    ]),
  );
  return { values, complete: false, source: "infrastructure", scope: null, declared, unit: "" };
}

/** The accounts of the environments, by the names that the infrastructure has for them. */
function withAccounts(
  environments: ReadonlyMap<string, UnitEnvironment>,
  accounts: Provisioned["accounts"],
): ReadonlyMap<string, UnitEnvironment> {
  const names = [...environments.keys()];
  return new Map(
    [...environments].map(([name, environment]) => {
      const own: readonly Account[] = accounts.filter(
        (one) => (sameEnvironment(one.environment, names) ?? one.environment) === name,
      );
      return [name, own.length === 0 ? environment : { ...environment, accounts: own }];
    }),
  );
}
