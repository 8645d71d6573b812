import type { LinkContext } from "../../context.ts";
import { functionsOf } from "../../program/flow.ts";
import type { ToolDefinition } from "../definitions.ts";
import { type Layer, memberOf } from "./host.ts";

/** What a tool is itself made with: input guardrails of the OpenAI Agents SDK, made by a function or written as objects. */
export function ownLayers(context: LinkContext, { guardrails }: ToolDefinition): readonly Layer[] {
  const { evaluator } = context;
  if (guardrails?.kind !== "array") return [];
  return guardrails.elements.flatMap((thunk): readonly Layer[] => {
    const made = evaluator.force(thunk);
    const own = made.kind === "applied" && made.args[0] ? evaluator.force(made.args[0]) : made;
    const run = own.kind === "object" ? functionsOf(memberOf(context, own, "run")) : [];
    return run.map((fn) => ({ form: "guardrail", given: fn, at: own.at, covers: true }));
  });
}
