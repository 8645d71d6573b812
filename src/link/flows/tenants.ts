import type { TenantChoice } from "../../model/data-flows.ts";
import { splitWords } from "../../model/environment.ts";
import { comparePlaces } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import type { Visit } from "../program/flow.ts";
import { followOnce } from "../program/kept-walks.ts";
import { chainOf, type Value } from "../program/value.ts";
import { operationsOf } from "../stores/operations.ts";
import { inputName } from "../tools/dependence.ts";
import type { LinkedTool } from "../tools/tools.ts";

const tenantWords = new Set(["tenant", "org", "organization", "organisation", "workspace", "namespace"]);
const maximumDepth = 5;

/** Calls on stores whose tenant is a parameter that the model fills in. */
export function tenantChoices({ evaluator }: LinkContext, tools: readonly LinkedTool[]): readonly TenantChoice[] {
  const found: TenantChoice[] = [];
  for (const { tool, entries } of tools) {
    if (!tool.parameters.some(({ name, values }) => values === null && isTenant(name))) continue;
    for (const { fn, args } of entries) {
      followOnce(evaluator, fn, args, (visit) => {
        const [operation] = operationsOf(evaluator, visit.callee, visit.args);
        const scoped = operation ? scopeAt(visit) : null;
        if (!operation || !scoped) return;
        found.push({
          tool: tool.name,
          service: tool.service,
          toolAt: tool.at,
          parameter: scoped.parameter,
          operation: operation.name,
          scope: scoped.scope,
          at: visit.at,
          path: visit.path,
          guarded: visit.guards.length > 0,
        });
      });
    }
  }
  return found
    .filter((f, i) => found.findIndex((g) => comparePlaces(f.at, g.at) === 0 && g.tool === f.tool) === i)
    .sort((a, b) => comparePlaces(a.at, b.at));

  function scopeAt({ callee, args }: Visit): { readonly parameter: string; readonly scope: string } | null {
    for (const step of chainOf(callee)) {
      if (step.kind !== "applied" || step.callee.kind !== "member" || !isTenant(step.callee.property)) continue;
      const [first] = step.args;
      const parameter = first ? tenantParameter(evaluator.force(first)) : null;
      if (parameter !== null) return { parameter, scope: step.callee.property };
    }
    for (const arg of args) {
      const inside = scopeIn(evaluator.force(arg), 0);
      if (inside) return inside;
    }
    return null;
  }

  function scopeIn(value: Value, depth: number): { readonly parameter: string; readonly scope: string } | null {
    if (depth > maximumDepth || value.kind !== "object") return null;
    for (const [key, thunk] of value.entries) {
      const held = evaluator.force(thunk);
      const parameter = isTenant(key) ? tenantParameter(held.kind === "object" ? onlyOf(held) : held) : null;
      const found = parameter !== null ? { parameter, scope: key } : scopeIn(held, depth + 1);
      if (found) return found;
    }
    return null;
  }

  /** `{ $eq: tenant }`. */
  function onlyOf(value: Extract<Value, { kind: "object" }>): Value {
    const [only, ...more] = [...value.entries.values()];
    return only && more.length === 0 ? evaluator.force(only) : value;
  }
}

function tenantParameter(value: Value): string | null {
  const name = inputName(value, []);
  return name !== null && isTenant(name.slice(name.lastIndexOf(".") + 1)) ? name : null;
}

function isTenant(name: string): boolean {
  const words = splitWords(name);
  return (
    words.some((word) => tenantWords.has(word)) &&
    words.every((w) => tenantWords.has(w) || /^(id|ids|key|slug|name)$/.test(w))
  );
}
