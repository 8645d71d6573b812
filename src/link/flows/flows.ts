import { maskers } from "../../catalog/data-flows.ts";
import { matches } from "../../catalog/match.ts";
import type { DataFlows } from "../../model/data-flows.ts";
import { comparePlaces } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { isEmpty } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import { place, type Thunk, type Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { dataCopies } from "./copies.ts";
import { tenantChoices } from "./tenants.ts";

/** How data crosses from one environment or tenant to another. */
export function dataFlowsOf(context: LinkContext, tools: readonly LinkedTool[]): DataFlows {
  return { copies: dataCopies(context), masks: masksIn(context), tenantChoices: tenantChoices(context, tools) };
}

function masksIn({ program, evaluator }: LinkContext): DataFlows["masks"] {
  return maskers
    .flatMap(({ symbol, toolResults }) =>
      symbol.names.flatMap((name) =>
        program.sitesNamed(name).flatMap(({ module, owner, expression }) => {
          if (expression.kind === "tagged" || !program.isDeployed(module.path)) return [];
          const frame = owner ? openFrame(module, owner) : null;
          const callee = evaluator.evaluate(expression.callee, module, frame);
          if (callee.kind !== "external" || !matches(symbol, callee)) return [];
          const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
          const leavesToolResults = toolResults ? isLeft(argumentAt(evaluator, args, toolResults)) : null;
          return [{ name, at: place(module, expression.span), leavesToolResults }];
        }),
      ),
    )
    .sort((a, b) => comparePlaces(a.at, b.at));
}

/** An option that is not given is off. */
function isLeft(given: Value | null): boolean | null {
  if (given === null || isEmpty(given)) return true;
  return given.kind === "literal" ? false : null;
}
