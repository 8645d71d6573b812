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
      if (callee.kind !== "external" || !entries.some((e) => matches(e.symbol, callee.package, callee.path))) continue;
      found.push(place(module, expression.span));
    }
  }
  return found.sort(comparePlaces);
}
