import { type BoundValue, compareValues } from "../../model/bound-value.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { bicepPrograms } from "../bicep/programs.ts";
import type { Job } from "../ci/job.ts";
import { terraformPrograms } from "../terraform/programs.ts";
import { isInfrastructureImage } from "../units/infrastructure-images.ts";
import { CodeHomes, type ProgramClues } from "./code-home.ts";

/** A variable that infrastructure gives to a program. */
export interface ProvisionedVariable {
  readonly variable: string;
  readonly value: BoundValue;
  /** Where the value stands. */
  readonly at: Place;
  readonly via: readonly Place[];
}

/** A program as infrastructure declares it in one environment. */
export interface ProvisionedProgram {
  readonly environment: string;
  readonly address: string;
  readonly declared: Place;
  readonly clues: ProgramClues;
  readonly variables: readonly ProvisionedVariable[];
}

/** What an environment of a folder of the repository gets from infrastructure. */
export interface Provision {
  readonly directory: string;
  readonly environment: string;
  readonly declared: Place;
  readonly variables: readonly ProvisionedVariable[];
}

/** The account in which an environment of a folder keeps what is told by a name alone. */
export interface ProvisionedAccount {
  readonly environment: string;
  readonly cloud: string;
  readonly label: string;
  readonly at: Place;
}

export interface Provisioned {
  readonly provisions: readonly Provision[];
  readonly accounts: readonly ProvisionedAccount[];
}

/** What the repository's infrastructure gives to its programs, environment by environment. */
export function provisioned(facts: readonly Located<Fact>[], jobs: readonly Job[]): Provisioned {
  const { programs: byTerraform, accounts } = terraformPrograms(facts, jobs);
  const programs = [...byTerraform, ...bicepPrograms(facts, jobs)];
  return { provisions: provisionsOf(programs, new CodeHomes(facts)), accounts };
}

/** What each folder gets in each environment, from all of its programs. */
export function provisionsOf(programs: readonly ProvisionedProgram[], homes: CodeHomes): readonly Provision[] {
  const groups = new Map<string, ProvisionedProgram[]>();
  for (const program of programs) {
    const { images } = program.clues;
    if (images.length > 0 && images.every(isInfrastructureImage)) continue;
    const key = JSON.stringify([homes.homeOf(program.clues), program.environment]);
    remember(groups, key, (): ProvisionedProgram[] => []).push(program);
  }
  return [...groups].flatMap(([key, list]): readonly Provision[] => {
    const [directory, environment] = JSON.parse(key) as [string, string];
    const [first] = list;
    return first ? [{ directory, environment, declared: first.declared, variables: joined(list) }] : [];
  });
}

/** Programs of one folder: which of them the code belongs to cannot be told, so a variable that they have in different ways is open. */
function joined(programs: readonly ProvisionedProgram[]): readonly ProvisionedVariable[] {
  const found = new Map<string, { readonly given: ProvisionedVariable; readonly address: string }>();
  for (const { variables, address } of programs) {
    for (const given of variables) {
      const before = found.get(given.variable);
      if (!before) found.set(given.variable, { given, address });
      else if (!isOne(before.given.value, given.value)) {
        const reason = `${given.variable} is one thing for ${before.address} and another for ${address}`;
        found.set(given.variable, { given: { ...before.given, value: { kind: "unresolved", reason } }, address });
      }
    }
  }
  return [...found.values()].map(({ given }) => given);
}

function isOne(a: BoundValue, b: BoundValue): boolean {
  if (a.kind === "literal" && b.kind === "literal") return a.sealed.digest === b.sealed.digest;
  return compareValues(a, b) === "same" || (a.kind === "unresolved" && b.kind === "unresolved");
}
