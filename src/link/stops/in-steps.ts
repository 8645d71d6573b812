import { stepHooks } from "../../catalog/model-calls.ts";
import type { Place } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { modelCallSites } from "../model-calls.ts";
import { follow, functionsOf } from "../program/flow.ts";
import { openFrame } from "../program/parameters.ts";
import type { Thunk } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";
import { stopReadsIn } from "./reads.ts";

/** A stop that is asked for before each step of a run, by its name. */
export interface StepRead {
  readonly name: string;
  readonly call: Place;
}

/** What the functions ask for that an SDK calls before every step: `prepareStep`. Whether they heed it is not judged. */
export function readInSteps(context: LinkContext): readonly StepRead[] {
  const { evaluator } = context;
  return modelCallSites(context).flatMap(({ call, site: { module, owner, expression } }): readonly StepRead[] => {
    if (expression.kind === "tagged") return [];
    const frame = owner ? openFrame(module, owner) : null;
    const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
    const hook = argumentAt(evaluator, args, stepHooks);
    const found: StepRead[] = [];
    for (const fn of hook ? functionsOf(hook) : [])
      follow(evaluator, fn, null, (visit) => {
        const asked = { kind: "applied", form: "call", callee: visit.callee, args: visit.args, at: visit.at } as const;
        for (const { name } of stopReadsIn(evaluator, asked)) found.push({ name, call: call.at });
      });
    return found;
  });
}
