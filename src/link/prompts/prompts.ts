import type { FunctionIR } from "../../model/ir.ts";
import type { Prompts } from "../../model/prompts.ts";
import { remember } from "../../model/remember.ts";
import type { LinkContext } from "../context.ts";
import { definitionsOf, type ToolDefinition } from "../tools/definitions.ts";
import { parametersOf } from "../tools/schema.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { isClosedField } from "./closed.ts";
import { inputGuards } from "./guards.ts";
import { ruleFiles } from "./hidden.ts";
import { interpretedOutputs } from "./interpreted.ts";
import { Requests } from "./requests.ts";
import { hidingPrompts, systemPrompts } from "./systems.ts";
import type { Sources } from "./untrusted.ts";

/** What models are told, what watches it, and where their answers are run. */
export function promptsOf(context: LinkContext, tools: readonly LinkedTool[]): Prompts {
  const sources: Sources = { context, requests: new Requests(context), toolOf: toolsByHandler(context) };
  return {
    systems: systemPrompts(sources),
    guards: inputGuards(context, tools),
    interpreted: interpretedOutputs(context),
    texts: [...ruleFiles(context), ...hidingPrompts(sources)],
  };
}

/** Tools are looked up only where a prompt is made of what a function is passed: few are. */
function toolsByHandler(context: LinkContext): Sources["toolOf"] {
  const made = new Map<LinkContext, ReadonlyMap<FunctionIR, ToolDefinition>>();
  const table = (): ReadonlyMap<FunctionIR, ToolDefinition> =>
    remember(made, context, () => new Map(definitionsOf(context).flatMap((d) => d.handlers.map(({ fn }) => [fn, d]))));
  return ({ fn, index, tool }) => {
    const definition = table().get(fn);
    // What else a handler is passed comes from whoever runs the agent.
    if (!definition || (index > 0 && tool === undefined)) return null;
    const { schema, name } = definition;
    const isClosed = (path: string): boolean => {
      const under = definition.inputUnder.join(".");
      const own = under !== "" && path.startsWith(`${under}.`) ? path.slice(under.length + 1) : path;
      if (!schema) return false;
      const values = parametersOf(context.evaluator, schema).find((p) => p.name === own)?.values ?? null;
      return values !== null || isClosedField(context.evaluator, schema, own.split("."));
    };
    return { name, isClosed };
  };
}
