import { maskers } from "../../catalog/data-flows.ts";
import { matches } from "../../catalog/match.ts";
import type { DataFlows } from "../../model/data-flows.ts";
import { comparePlaces } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { openFrame } from "../program/parameters.ts";
import { place } from "../program/value.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { dataCopies } from "./copies.ts";
import { tenantChoices } from "./tenants.ts";

/** How data crosses from one environment or tenant to another. */
export function dataFlowsOf(context: LinkContext, tools: readonly LinkedTool[]): DataFlows {
  return { copies: dataCopies(context), masks: masksIn(context), tenantChoices: tenantChoices(context, tools) };
}

function masksIn({ program, evaluator }: LinkContext): DataFlows["masks"] {
  return maskers
    .flatMap((symbol) =>
      symbol.names.flatMap((name) =>
        program.sitesNamed(name).flatMap(({ module, owner, expression }) => {
          if (expression.kind === "tagged" || !program.isDeployed(module.path)) return [];
          const callee = evaluator.evaluate(expression.callee, module, owner ? openFrame(module, owner) : null);
          return callee.kind === "external" && matches(symbol, callee)
            ? [{ name, at: place(module, expression.span) }]
            : [];
        }),
      ),
    )
    .sort((a, b) => comparePlaces(a.at, b.at));
}
