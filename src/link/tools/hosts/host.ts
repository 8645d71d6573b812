import { isPackage } from "../../../catalog/match.ts";
import { type Place, samePlace } from "../../../model/location.ts";
import type { LinkContext } from "../../context.ts";
import { literalsOf } from "../../program/evaluate.ts";
import { functionsOf } from "../../program/flow.ts";
import { openFrame } from "../../program/parameters.ts";
import { type FunctionValue, place, type Thunk, type Value } from "../../program/value.ts";
import type { Approval } from "../approvals.ts";
import type { ToolDefinition } from "../definitions.ts";

/** Something that an agent runs around the calls of its tools. */
export interface Layer {
  readonly form:
    | "guardrail"
    | "before"
    | "permission"
    | "status"
    | "call-status"
    | "model"
    | "processor"
    | "after"
    | "failed"
    | "middleware";
  readonly given: Value;
  readonly at: Place;
  /** Whether it runs for the tool in question; null if that cannot be told. */
  readonly covers: boolean | null;
  /** Where it is said that the tool is called without it. */
  readonly waivedAt?: Place;
}

/** A tool as one agent offers it: under its name there, with all that the agent may run around it, outermost first. */
export interface Offer {
  readonly name: string;
  readonly layers: readonly Layer[];
  /** What the agent calls instead of the tool's own handler: a copy with a handler around it. */
  readonly handler?: FunctionValue;
  readonly approvals?: readonly Approval[];
}

/** An agent that runs something around the calls of tools. */
export interface Host {
  readonly offer: (definition: ToolDefinition) => Offer | null;
}

/** The options of every call of these functions of these packages in deployed code. */
export function optionsOf(
  context: LinkContext,
  names: readonly string[],
  packages: readonly string[],
): readonly { readonly options: Value; readonly made: Value }[] {
  const { program, evaluator } = context;
  return names.flatMap((name) =>
    program.sitesNamed(name).flatMap(({ module, owner, expression }) => {
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) return [];
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      if (callee.kind !== "external" || !packages.some((p) => isPackage(p, callee.package))) return [];
      const [first, second] = expression.args.map((e) => evaluator.evaluate(e, module, frame));
      const inner = first ? evaluator.member(first, "options", first.at) : null;
      const options = inner?.kind === "object" ? inner : first?.kind === "object" ? first : second;
      return options ? [{ options, made: evaluator.evaluate(expression, module, frame) }] : [];
    }),
  );
}

export function memberOf({ evaluator }: LinkContext, value: Value, ...path: readonly string[]): Value {
  return path.reduce((v, property) => evaluator.member(v, property, v.at), value);
}

/** Where a tool stands in a list or a set of tools: its name there, and what stands for it. */
export interface Held {
  readonly name: string;
  readonly value: Value;
}

/** A tool in a list or in a set of tools; null if it is not among them. */
export function heldIn(context: LinkContext, tools: Value, definition: ToolDefinition): Held | null {
  const { evaluator } = context;
  if (tools.kind === "array") {
    const thunk = tools.elements.find((t) => isTool(context, t, definition));
    return thunk ? { name: definition.name, value: evaluator.force(thunk) } : null;
  }
  if (tools.kind !== "object") return null;
  for (const [name, thunk] of tools.entries)
    if (isTool(context, thunk, definition)) return { name, value: evaluator.force(thunk) };
  return null;
}

/** Whether a tool is this one: made where it is defined, with its handler, or a copy of it. */
function isTool({ evaluator }: LinkContext, thunk: Thunk, definition: ToolDefinition): boolean {
  const tool = evaluator.force(thunk);
  if (isAt(tool, definition) || samePlace(place(thunk.module, thunk.expression.span), definition.at)) return true;
  if (tool.kind === "object") return tool.rest !== null && isAt(tool.rest, definition);
  if (tool.kind !== "applied") return false;
  return tool.args.some((t) => {
    const given = evaluator.force(t);
    return functionsOf(given).some((f) => definition.handlers.some((h) => h.fn === f.fn));
  });
}

function isAt(tool: Value, definition: ToolDefinition): boolean {
  return samePlace(tool.at, definition.at);
}

/** Where an option is given, and not where the value comes from that it is given. */
export function givenAt(options: Value, property: string, value: Value): Place {
  const thunk = options.kind === "object" ? options.entries.get(property) : undefined;
  return thunk && thunk.module.path !== "" ? place(thunk.module, thunk.expression.span) : value.at;
}

export function textsIn({ evaluator }: LinkContext, list: Value): readonly string[] {
  return list.kind === "array" ? list.elements.flatMap((t) => literalsOf(evaluator.force(t))) : [];
}
