import { matches, modelSymbols } from "../catalog/match.ts";
import { comparePlaces, type Place } from "../model/location.ts";
import type { LinkContext } from "./context.ts";
import { openFrame } from "./program/parameters.ts";
import { place } from "./program/value.ts";

/** Model calls, agents and MCP servers in deployed code: what makes the repository an agent stack. */
export function findModelUses(context: LinkContext): readonly Place[] {
  const { program, evaluator } = context;
  const found: Place[] = [];
  for (const name of program.siteNames) {
    const entries = modelSymbols(name);
    if (entries.length === 0) continue;
    for (const { module, owner, expression } of program.sitesNamed(name)) {
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) continue;
      const callee = evaluator.evaluate(expression.callee, module, owner ? openFrame(module, owner) : null);
      if (callee.kind !== "external" || !entries.some((e) => matches(e.symbol, callee))) continue;
      found.push(place(module, expression.span));
    }
  }
  return [...found, ...platformCalls(context)].sort(comparePlaces);
}

/** `env.AI.run(model, …)` on a binding that the platform's configuration says is its model service. */
function platformCalls(context: LinkContext): readonly Place[] {
  const bindings = new Set(
    context.facts.flatMap((f) =>
      f.kind === "bindings" ? f.entries.filter((e) => e.resource === "ai").map((e) => e.name) : [],
    ),
  );
  if (bindings.size === 0) return [];
  return context.program.sitesNamed("run").flatMap(({ module, expression }) => {
    const receiver =
      expression.kind === "call" && expression.callee.kind === "member" ? expression.callee.object : null;
    const isModel = receiver?.kind === "member" && bindings.has(receiver.property) && context.isDeployed(module.path);
    return isModel ? [place(module, expression.span)] : [];
  });
}
