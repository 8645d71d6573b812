import { matches, modelSymbols } from "../catalog/match.ts";
import { comparePlaces, type Place } from "../model/location.ts";
import type { LinkContext } from "./context.ts";
import { modelRequests } from "./model-requests.ts";
import { openFrame } from "./program/parameters.ts";
import { platformPackage } from "./program/platform-bindings.ts";
import { place, type Value } from "./program/value.ts";

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
  return [...found, ...platformCalls(context), ...modelRequests(context)].sort(comparePlaces);
}

/** `env.AI.run(model, …)` on a binding that the platform's configuration says is its model service, however it is held. */
function platformCalls(context: LinkContext): readonly Place[] {
  const { facts, program, evaluator } = context;
  const bindings = new Set(
    facts.flatMap((f) =>
      f.kind === "bindings" ? f.entries.filter((e) => e.resource === "ai").map((e) => e.name) : [],
    ),
  );
  if (bindings.size === 0) return [];
  return program.sitesNamed("run").flatMap(({ module, owner, expression }) => {
    const receiver =
      expression.kind === "call" && expression.callee.kind === "member" ? expression.callee.object : null;
    if (receiver === null || !context.isDeployed(module.path)) return [];
    const isNamed = receiver.kind === "member" && bindings.has(receiver.property);
    const value = isNamed ? null : evaluator.evaluate(receiver, module, owner ? openFrame(module, owner) : null);
    return isNamed || (value !== null && isBinding(value, bindings)) ? [place(module, expression.span)] : [];
  });
}

function isBinding(value: Value, bindings: ReadonlySet<string>): boolean {
  if (value.kind === "variable") return typeof value.name === "string" && bindings.has(value.name);
  if (value.kind === "member") return bindings.has(value.property);
  if (value.kind === "choice") return value.options.some((o) => isBinding(o.value, bindings));
  return value.kind === "applied" && value.callee.kind === "external" && value.callee.package === platformPackage;
}
