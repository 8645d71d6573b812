import { type Place, samePlace } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { within } from "../program/rounds.ts";
import type { FunctionValue, Value } from "../program/value.ts";
import { classDefinitions } from "./classes.ts";
import { objectDefinitions } from "./objects.ts";
import { registeredDefinitions } from "./registrations.ts";
import { withHandlers } from "./tables.ts";
import { workflowDefinitions } from "./workflows.ts";

/** A tool as it is defined in code, before it is known what it does. */
export interface ToolDefinition {
  readonly name: string;
  readonly framework: string;
  /** Where it is defined: the object or class of its own if it has one, else the call that registers it. */
  readonly at: Place;
  /** Where its name stands, which tells that an object and its registration are one tool. */
  readonly nameAt: Place | null;
  /** An object that only passes on what its callers name: where they are found, they are the tools. */
  readonly isPassedOn?: boolean;
  /** The file of the call that registers it on a server. */
  readonly registeredIn?: string;
  /** Registered by a helper of the repository, whose caller gives the name and the handler. */
  readonly isWrapped?: boolean;
  readonly schema: Value | null;
  /** As it is written with the tool, where its registration passes on something made of it. */
  readonly writtenSchema?: Value | null;
  readonly handlers: readonly FunctionValue[];
  readonly annotations: Value | null;
  /** What the model is told of it. */
  readonly description?: Value | null;
  /** Checks that the framework runs before the handler. */
  readonly guardrails?: Value | null;
  /** What says that a person is asked before each call. */
  readonly approval?: Value | null;
  /** What whoever runs the agent hands to the handler as its second argument, as far as the repository shows it. */
  readonly context?: Value | null;
  /** Properties under which the model's input stands in the handler's first argument. */
  readonly inputUnder: readonly string[];
}

/** Every tool that the code defines, each once however many calls and objects make it up. */
export function definitionsOf(context: LinkContext): readonly ToolDefinition[] {
  const { program, evaluator } = context;
  const counts = (path: string): boolean => context.isDeployed(path);
  const all = [
    ...registeredDefinitions(program, evaluator, counts),
    ...workflowDefinitions(context),
    ...classDefinitions(program, evaluator),
    ...withHandlers(
      context,
      objectDefinitions(program, evaluator, counts).filter((d) => counts(d.at.path)),
    ),
  ].filter((d) => counts(d.at.path));
  const named = merged(all);
  // Registrations whose names are not known say something only where nothing else tells what they register.
  return named.filter((d) => d.name !== "" && !(isNameless(d) && explained(context, d, named)));
}

const nameless = "tools registered at line ";

/** The name of a registration that is followed although the repository does not say what it registers. */
export function namelessAt(at: Place): string {
  return `${nameless}${at.span.startLine}`;
}

/** Whether a tool goes by that, for want of a name. */
export function isNamelessTool(name: string): boolean {
  return name.startsWith(nameless);
}

function isNameless(d: ToolDefinition): boolean {
  return isNamelessTool(d.name);
}

function explained(context: LinkContext, d: ToolDefinition, all: readonly ToolDefinition[]): boolean {
  const closure = context.imports.closureOf([d.at.path]);
  return all.some((o) => isBare(o.framework) && (o.at.path === d.at.path || closure.has(o.at.path)));
}

/** One definition a tool: the earlier one has the handler with what is wrapped around it, the later one the place of its own. */
function merged(definitions: readonly ToolDefinition[]): readonly ToolDefinition[] {
  const kept: ToolDefinition[] = [];
  const byName = new Map<string, number[]>();
  for (const d of definitions) {
    // An object without a name of its own that is registered under one: what holds it is only where it is kept.
    if (d.framework === "object" && d.nameAt === null && kept.some((k) => holds(k.at, d.at) || holds(d.at, k.nameAt)))
      continue;
    // What a registration is given may have a name that nobody calls it by, where the key of its set is what counts.
    if (d.framework === "object" && kept.some((k) => isGiven(k, d))) continue;
    const numbers = byName.get(d.name) ?? [];
    const same = numbers.find((i) => isSame(kept[i], d));
    const known = same === undefined ? undefined : kept[same];
    if (same !== undefined && known) kept[same] = joined(known, d);
    else byName.set(d.name, [...numbers, kept.push(d) - 1]);
  }
  const told = new Set(kept.filter((k) => !k.isPassedOn).map((k) => k.name));
  return kept.filter((k) => !k.isPassedOn || !told.has(k.name));
}

/** Whether an object is what the call that registers a tool is given, with the same handler. */
function isGiven(registered: ToolDefinition, own: ToolDefinition): boolean {
  const isCall = registered.framework !== "object" && registered.framework !== "class" && !isNameless(registered);
  return isCall && registered.name !== own.name && holds(registered.at, own.at) && sharesHandler(registered, own);
}

function sharesHandler(a: ToolDefinition, b: ToolDefinition): boolean {
  return a.handlers.some((f) => b.handlers.some((g) => g.fn === f.fn));
}

function isSame(a: ToolDefinition | undefined, b: ToolDefinition): boolean {
  if (!a) return false;
  if (holds(a.at, b.at) || holds(b.at, a.at) || holds(b.at, a.nameAt) || holds(a.at, b.nameAt)) return true;
  // An object made of a tool, to list or describe it, has the name from where the tool has it.
  if (a.nameAt && b.nameAt && samePlace(a.nameAt, b.nameAt)) return true;
  return sharesHandler(a, b);
}

function joined(registered: ToolDefinition, own: ToolDefinition): ToolDefinition {
  return {
    ...registered,
    isPassedOn: registered.isPassedOn === true && own.isPassedOn === true,
    at: isOwnPlace(own) && !holds(registered.at, own.at) ? own.at : registered.at,
    schema: registered.schema ?? own.schema,
    writtenSchema: own.schema ?? registered.writtenSchema ?? null,
    handlers: handlersOf(registered, own),
    annotations: registered.annotations ?? own.annotations,
    description: registered.description ?? own.description ?? null,
    inputUnder: registered.handlers.length > 0 ? registered.inputUnder : own.inputUnder,
  };
}

/** An object or class whose name is written in it; one that takes it from elsewhere only passes another on. */
function isOwnPlace({ framework, at, nameAt }: ToolDefinition): boolean {
  return isBare(framework) && (nameAt === null || holds(at, nameAt));
}

/** Of no framework: only what registers it offers it to a model. */
function isBare(framework: string): boolean {
  return framework === "object" || framework === "class";
}

/** The bare handler of an object or class is reached through its registration; two registrations are two ways in. */
function handlersOf(registered: ToolDefinition, own: ToolDefinition): readonly FunctionValue[] {
  if (registered.handlers.length === 0) return own.handlers;
  if (isBare(own.framework)) return registered.handlers;
  if (registered.isWrapped && !own.isWrapped && holds(registered.at, own.at)) return registered.handlers;
  return [...registered.handlers, ...own.handlers.filter((f) => !registered.handlers.some((r) => r.fn === f.fn))];
}

function holds(outer: Place, inner: Place | null): boolean {
  return inner !== null && outer.path === inner.path && within(outer.span, inner.span);
}
