import type { BindingsFact } from "../../model/binding-facts.ts";
import type { Located } from "../../model/facts.ts";
import type { LinkContext } from "../context.ts";
import { CodeHomes } from "../infrastructure/code-home.ts";
import { type Provisioned, provisionsOf } from "../infrastructure/provisioned.ts";
import type { Unit } from "../units/unit.ts";
import { type Programmed, programmedBy } from "./programs.ts";
import { constructSites } from "./sites.ts";
import { declaredStages } from "./stages.ts";

/** Facts that programs add to those of files, and the variables that they give to the programs they run. */
export interface ProgramFindings extends Provisioned {
  readonly facts: readonly Located<BindingsFact>[];
}

/** Joins configuration with further facts into units; the caller knows the rest of what it takes. */
export type Build = (facts: readonly Located<BindingsFact>[]) => readonly Unit[];

/**
 * What programs in TypeScript declare as infrastructure. They are followed in every environment of their package, so the
 * stages that they tell apart are joined with the rest first.
 */
export function programmed(context: LinkContext, build: Build): ProgramFindings {
  const sites = constructSites(context);
  if (sites.length === 0) return { facts: [], provisions: [], accounts: [] };
  const stages = declaredStages(context, new Set(sites.map(({ path }) => path)));
  context.units = build(stages);
  const { programs, facts, accounts }: Programmed = programmedBy(context, sites);
  return { facts: [...stages, ...facts], provisions: provisionsOf(programs, new CodeHomes(context.facts)), accounts };
}
