import type { Expression } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { place } from "../program/value.ts";

/** With fewer of its keys being tools, it may be a table of anything. */
const fewestTools = 3;

/**
 * Where a table says, by the names of tools, how each of them may be called. That it is obeyed is another matter: whoever
 * looks into it was then not followed, or it would be a gate.
 */
export function policiesOf(context: LinkContext, tools: ReadonlySet<string>): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  for (const module of context.program.modules.values()) {
    if (!context.isDeployed(module.path)) continue;
    for (const { value } of module.bindings) {
      const named = value?.kind === "object" ? policiesIn(value, tools) : [];
      if (named.length < fewestTools) continue;
      for (const { tool, entry } of named) if (!found.has(tool)) found.set(tool, place(module, entry.span));
    }
  }
  return found;
}

interface Policy {
  readonly tool: string;
  readonly entry: Expression;
}

function policiesIn(table: Extract<Expression, { kind: "object" }>, tools: ReadonlySet<string>): readonly Policy[] {
  return table.properties.flatMap((property): readonly Policy[] => {
    if (property.kind !== "value" || !tools.has(property.key)) return [];
    return saysHow(property.value) ? [{ tool: property.key, entry: property.value }] : [];
  });
}

/** `{ defaultMode: "auto" }`, `{ approval: true }`. */
function saysHow(entry: Expression): boolean {
  return entry.kind === "object" && entry.properties.some((p) => p.kind === "value" && words.test(p.key));
}

const words = /mode$|approval|confirm|permission|policy|consent/i;
