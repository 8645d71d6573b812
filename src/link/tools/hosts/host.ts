import { isPackage } from "../../../catalog/match.ts";
import { type Place, samePlace } from "../../../model/location.ts";
import type { LinkContext } from "../../context.ts";
import { literalsOf } from "../../program/evaluate.ts";
import { functionsOf } from "../../program/flow.ts";
import { callersOf, openFrame } from "../../program/parameters.ts";
import type { CallSite } from "../../program/program.ts";
import { type Frame, type FunctionValue, place, type Thunk, type Value } from "../../program/value.ts";
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
  /** Where the agent is made. */
  readonly at: Place;
  /** Whether it may run more around them than is known. */
  readonly isOpen: boolean;
  readonly offer: (definition: ToolDefinition) => Offer | null;
}

/** What a function of a framework was called with. */
export interface Made {
  readonly options: Value;
  readonly made: Value;
  /** Where: in code that calls the function around it, if that makes several. */
  readonly at: Place;
}

/** The options of every call of these functions of these packages in deployed code, whoever calls what stands around it. */
export function optionsOf(
  context: LinkContext,
  names: readonly string[],
  packages: readonly string[],
): readonly Made[] {
  return madeBy(context, names, packages, (site) => [{ frame: frameOf(site), at: placeOf(site) }]);
}

/**
 * The same, once for each call of the function that makes an agent: what one of them passes, the agents that the others
 * make do not have.
 */
export function agentsOf(context: LinkContext, names: readonly string[], packages: readonly string[]): readonly Made[] {
  return madeBy(context, names, packages, (site) => activationsOf(context, site));
}

interface Activation {
  readonly frame: Frame | null;
  readonly at: Place;
}

function madeBy(
  context: LinkContext,
  names: readonly string[],
  packages: readonly string[],
  activations: (site: CallSite) => readonly Activation[],
): readonly Made[] {
  const { program, evaluator } = context;
  return names.flatMap((name) =>
    program.sitesNamed(name).flatMap((site): readonly Made[] => {
      const { module, expression } = site;
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) return [];
      const callee = evaluator.evaluate(expression.callee, module, frameOf(site));
      if (callee.kind !== "external" || !packages.some((p) => isPackage(p, callee.package))) return [];
      return activations(site).flatMap(({ frame, at }) => {
        const [first, second] = expression.args.map((e) => evaluator.evaluate(e, module, frame));
        const inner = first ? evaluator.member(first, "options", first.at) : null;
        const options = inner?.kind === "object" ? inner : first?.kind === "object" ? first : second;
        return options ? [{ options, made: evaluator.evaluate(expression, module, frame), at }] : [];
      });
    }),
  );
}

/** Where more code than this calls what makes an agent, it is taken for one agent that is given what any of them passes. */
const mostCallers = 8;

function activationsOf(context: LinkContext, site: CallSite): readonly Activation[] {
  const { module, owner } = site;
  const open = { frame: frameOf(site), at: placeOf(site) };
  if (!owner || owner.parameters.length === 0) return [open];
  const callers = callersOf(context.evaluator, module, owner).filter((c) => context.isDeployed(c.site.module.path));
  if (callers.length === 0 || callers.length > mostCallers) return [open];
  const { self, parent } = openFrame(module, owner);
  return callers.map(({ site: caller, args }) => ({
    frame: { module, fn: owner, args, self, parent, depth: 1 },
    at: placeOf(caller),
  }));
}

function frameOf({ module, owner }: CallSite): Frame | null {
  return owner ? openFrame(module, owner) : null;
}

function placeOf({ module, expression }: CallSite): Place {
  return place(module, expression.span);
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
