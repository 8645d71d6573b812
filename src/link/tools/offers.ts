import { isPackage } from "../../catalog/match.ts";
import type { Place } from "../../model/location.ts";
import { samePlace } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { isEmpty, literalsOf } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import { openFrame } from "../program/parameters.ts";
import { place, type Value } from "../program/value.ts";
import type { ToolDefinition } from "./definitions.ts";
import { covers } from "./matchers.ts";

/** Something that an agent runs around the calls of its tools. */
export interface Layer {
  readonly form: "guardrail" | "before" | "permission" | "after" | "failed" | "middleware";
  readonly given: Value;
  readonly at: Place;
  /** Whether it runs for the tool in question; null if that cannot be told. */
  readonly covers: boolean | null;
}

/** A tool as one agent offers it: under its name there, with all that the agent may run around it, outermost first. */
export interface Offer {
  readonly name: string;
  readonly layers: readonly Layer[];
}

/** An agent that runs something around the calls of tools. */
export interface Host {
  readonly offer: (definition: ToolDefinition) => Offer | null;
}

const claude = ["@anthropic-ai/claude-agent-sdk", "@anthropic-ai/claude-code"];
const claudeCalls = ["query", "unstable_v2_createSession", "unstable_v2_resumeSession", "unstable_v2_prompt"];
const langchain = ["langchain", "langchain/*", "@langchain/*"];

/** Agents whose framework runs hooks or middleware around the tools they are given. */
export function hostsOf(context: LinkContext): readonly Host[] {
  const { program, evaluator } = context;
  const found: Host[] = [];
  const search = (
    names: readonly string[],
    packages: readonly string[],
    make: (options: Value) => Host | null,
  ): void => {
    for (const name of names) {
      for (const { module, owner, expression } of program.sitesNamed(name)) {
        if (expression.kind === "tagged" || !context.isDeployed(module.path)) continue;
        const frame = owner ? openFrame(module, owner) : null;
        const callee = evaluator.evaluate(expression.callee, module, frame);
        if (callee.kind !== "external" || !packages.some((p) => isPackage(p, callee.package))) continue;
        const given = expression.args.map((e) => evaluator.evaluate(e, module, frame));
        const [first, second] = given;
        const own = first ? evaluator.member(first, "options", first.at) : null;
        const options = own && own.kind === "object" ? own : first?.kind === "object" ? first : second;
        const host = options ? make(options) : null;
        if (host) found.push(host);
      }
    }
  };
  search(claudeCalls, claude, (options) => claudeHost(context, options));
  search(["createAgent"], langchain, (options) => langchainHost(context, options));
  return found;
}

function claudeHost(context: LinkContext, options: Value): Host | null {
  const { evaluator } = context;
  const member = (of: Value, property: string): Value => evaluator.member(of, property, of.at);
  const servers = member(options, "mcpServers");
  if (servers.kind !== "object") return null;
  const hooks = member(options, "hooks");
  const allowed = textsIn(context, member(options, "allowedTools"));
  const bypassed = literalsOf(member(options, "permissionMode")).includes("bypassPermissions");
  const permission = member(options, "canUseTool");
  return {
    offer: (definition) => {
      const name = [...servers.entries].flatMap(([key, thunk]) =>
        serves(context, evaluator.force(thunk), definition) ? [`mcp__${key}__${definition.name}`] : [],
      )[0];
      if (name === undefined) return null;
      const event = (word: string, form: Layer["form"]): readonly Layer[] =>
        hooksIn(context, member(hooks, word), form, name);
      const isAllowed = bypassed || allowed.some((entry) => allows(entry, name));
      const asks: readonly Layer[] = functionsOf(permission).map((fn) => ({
        form: "permission",
        given: fn,
        at: fn.at,
        covers: !isAllowed,
      }));
      return {
        name,
        layers: [
          ...event("PreToolUse", "before"),
          ...asks,
          ...event("PostToolUseFailure", "failed"),
          ...event("PostToolUse", "after"),
        ],
      };
    },
  };
}

/** `mcp__server` and `mcp__server__*` name all tools of a server. */
function allows(entry: string, name: string): boolean {
  return entry === name || name.startsWith(`${entry.replace(/(__)?\*?$/, "")}__`);
}

function hooksIn(context: LinkContext, list: Value, form: Layer["form"], name: string): readonly Layer[] {
  const { evaluator } = context;
  if (list.kind !== "array") return [];
  return list.elements.flatMap((thunk): readonly Layer[] => {
    const entry = evaluator.force(thunk);
    const matcher = evaluator.member(entry, "matcher", entry.at);
    const own = evaluator.member(entry, "hooks", entry.at);
    const [pattern] = literalsOf(matcher);
    const covered = isEmpty(matcher) ? true : pattern === undefined ? null : covers(pattern, name);
    if (own.kind !== "array") return [];
    return own.elements.flatMap((hook) =>
      functionsOf(evaluator.force(hook)).map((fn) => ({ form, given: fn, at: entry.at, covers: covered })),
    );
  });
}

/** Whether a server that is made in the process has this tool. */
function serves(context: LinkContext, server: Value, definition: ToolDefinition): boolean {
  if (server.kind !== "applied") return false;
  const { evaluator } = context;
  const [options] = server.args.map((t) => evaluator.force(t));
  const tools = options ? evaluator.member(options, "tools", options.at) : null;
  return tools !== null && offers(context, tools, definition);
}

function langchainHost(context: LinkContext, options: Value): Host | null {
  const { evaluator } = context;
  const tools = evaluator.member(options, "tools", options.at);
  const middleware = evaluator.member(options, "middleware", options.at);
  if (middleware.kind !== "array") return null;
  const layers = middleware.elements.flatMap((thunk): readonly Layer[] => {
    const made = evaluator.force(thunk);
    const own = made.kind === "applied" && made.args[0] ? evaluator.force(made.args[0]) : made;
    if (own.kind !== "object") return [];
    const wrap = evaluator.member(own, "wrapToolCall", own.at);
    return functionsOf(wrap).map((fn) => ({ form: "middleware", given: fn, at: fn.at, covers: true }));
  });
  if (layers.length === 0) return null;
  return { offer: (definition) => (offers(context, tools, definition) ? { name: definition.name, layers } : null) };
}

/** What a tool is itself made with: input guardrails of the OpenAI Agents SDK, made by a function or written as objects. */
export function ownLayers({ evaluator }: LinkContext, { guardrails }: ToolDefinition): readonly Layer[] {
  if (guardrails?.kind !== "array") return [];
  return guardrails.elements.flatMap((thunk): readonly Layer[] => {
    const made = evaluator.force(thunk);
    const own = made.kind === "applied" && made.args[0] ? evaluator.force(made.args[0]) : made;
    const run = own.kind === "object" ? functionsOf(evaluator.member(own, "run", own.at)) : [];
    return run.map((fn) => ({ form: "guardrail", given: fn, at: own.at, covers: true }));
  });
}

/** Whether a list of tools holds this one: made where it is defined, or with its handler. */
function offers({ evaluator }: LinkContext, tools: Value, definition: ToolDefinition): boolean {
  if (tools.kind !== "array") return false;
  return tools.elements.some((thunk) => {
    const tool = evaluator.force(thunk);
    if (samePlace(tool.at, definition.at) || samePlace(place(thunk.module, thunk.expression.span), definition.at))
      return true;
    if (tool.kind !== "applied") return false;
    return tool.args.some((t) => {
      const given = evaluator.force(t);
      return functionsOf(given).some((f) => definition.handlers.some((h) => h.fn === f.fn));
    });
  });
}

function textsIn({ evaluator }: LinkContext, list: Value): readonly string[] {
  return list.kind === "array" ? list.elements.flatMap((t) => literalsOf(evaluator.force(t))) : [];
}
