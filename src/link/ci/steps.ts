import type { Fact, Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import type { CompositeActionFact, StepFact } from "../../model/workflow-facts.ts";
import { join } from "../program/resolve.ts";
import { type Context, neverHolds } from "./expression.ts";
import type { Opaque } from "./job.ts";
import { defaultsOf, meaningsOf, placesOf, withVariables } from "./values.ts";

/** A step as it runs: of the job itself, or of an action of the repository that the job uses. */
export interface FlatStep {
  readonly step: StepFact;
  /** The file it is written in. */
  readonly path: string;
  /** The job's own step. */
  readonly at: Place;
  /** Steps of the actions in between, outermost first. */
  readonly chain: readonly Place[];
  readonly names: readonly string[];
  /** What its expressions mean, its own `env:` included. */
  readonly context: Context;
}

export type Actions = ReadonlyMap<string, Located<CompositeActionFact>>;

const deepestAction = 6;
const mostSteps = 400;

/** The composite actions of the repository by folder. */
export function compositeActions(facts: readonly Located<Fact>[]): Actions {
  const actions = new Map<string, Located<CompositeActionFact>>();
  for (const fact of facts) {
    if (fact.kind === "composite-action") actions.set(fact.path.replace(/\/?action\.ya?ml$/, ""), fact);
  }
  return actions;
}

/** The steps of a job with the repository's own actions expanded, and what of them could not be. */
export function flattenSteps(
  steps: readonly StepFact[],
  path: string,
  context: Context,
  actions: Actions,
): { readonly steps: readonly FlatStep[]; readonly opaque: readonly Opaque[] } {
  const flat: FlatStep[] = [];
  const opaque: Opaque[] = [];
  const expand = (
    list: readonly StepFact[],
    file: string,
    around: Context,
    outer: Pick<FlatStep, "at" | "chain" | "names"> | null,
    open: readonly string[],
  ): void => {
    for (const step of list) {
      if (flat.length >= mostSteps) return;
      if (neverHolds(step.if, around)) continue;
      const place = { path: step.path ?? file, span: step.span };
      const at = outer?.at ?? place;
      const chain = outer ? [...outer.chain, place] : [];
      const names = [...(outer?.names ?? []), ...(step.name === null ? [] : [step.name])];
      const inside = withVariables(around, step.env);
      flat.push({ step, path: place.path, at, chain, names, context: inside });
      const folder = step.uses?.startsWith("./") ? join(step.uses) : null;
      if (folder === null) continue;
      const action = actions.get(folder);
      if (!action) opaque.push({ reason: `the action ${step.uses} was not read`, at });
      else if (!open.includes(folder) && open.length < deepestAction) {
        const given = meaningsOf(step.with, inside, (name) => name.toLowerCase());
        const defaults = (action.defaults ?? []).filter(({ name }) => !given.has(name.toLowerCase()));
        const inputs = new Map([...defaultsOf(defaults), ...given]);
        const defaultAt = new Map(
          defaults.flatMap(({ name, span }) =>
            span ? [[name.toLowerCase(), { at: { path: action.path, span }, by: place }] as const] : [],
          ),
        );
        expand(
          action.steps,
          action.path,
          { ...inside, inputs, handedAt: placesOf(step.with, file, inside), defaultAt },
          { at, chain, names: [...names, folder.slice(folder.lastIndexOf("/") + 1)] },
          [...open, folder],
        );
      }
    }
  };
  expand(steps, path, context, null, []);
  return { steps: flat, opaque };
}
