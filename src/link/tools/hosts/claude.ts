import type { Place } from "../../../model/location.ts";
import type { LinkContext } from "../../context.ts";
import { isEmpty, literalsOf } from "../../program/evaluate.ts";
import { functionsOf } from "../../program/flow.ts";
import type { Value } from "../../program/value.ts";
import type { ToolDefinition } from "../definitions.ts";
import { covers } from "../matchers.ts";
import { agentsOf, givenAt, type Host, heldIn, type Layer, memberOf, textsIn } from "./host.ts";

export const claudePackages = ["@anthropic-ai/claude-agent-sdk", "@anthropic-ai/claude-code"];
export const claudeCalls = ["query", "unstable_v2_createSession", "unstable_v2_resumeSession", "unstable_v2_prompt"];
/** Agents of the Claude Agent SDK, with the hooks and the permission callback they run around the tools of their servers. */
export function claudeHosts(context: LinkContext): readonly Host[] {
  return agentsOf(context, claudeCalls, claudePackages).flatMap(
    ({ options, at }) => claudeHost(context, options, at) ?? [],
  );
}

function claudeHost(context: LinkContext, options: Value, at: Place): Host | null {
  const { evaluator } = context;
  const member = (of: Value, property: string): Value => memberOf(context, of, property);
  const servers = member(options, "mcpServers");
  if (servers.kind !== "object") return null;
  const hooks = member(options, "hooks");
  const list = member(options, "allowedTools");
  const allowed = textsIn(context, list);
  const isListKnown = isEmpty(list) || isAllKnown(context, list);
  const bypassed = literalsOf(member(options, "permissionMode")).includes("bypassPermissions");
  const permission = member(options, "canUseTool");
  return {
    at,
    isOpen: false,
    offer: (definition) => {
      const name = [...servers.entries].flatMap(([key, thunk]) =>
        serves(context, evaluator.force(thunk), definition) ? [`mcp__${key}__${definition.name}`] : [],
      )[0];
      if (name === undefined) return null;
      const event = (word: string, form: Layer["form"]): readonly Layer[] =>
        hooksIn(context, member(hooks, word), form, name);
      const isListed = allowed.some((entry) => allows(entry, name));
      const covers = bypassed || isListed ? false : isListKnown ? true : null;
      const asks: readonly Layer[] = functionsOf(permission).map((fn) => ({
        form: "permission",
        given: fn,
        at: givenAt(options, "canUseTool", permission),
        covers,
        ...(covers === true || bypassed ? {} : { waivedAt: givenAt(options, "allowedTools", list) }),
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

/** Whether it is known of every entry of a list which tools it names. */
function isAllKnown({ evaluator }: LinkContext, list: Value): boolean {
  return list.kind === "array" && !list.open && list.elements.every((t) => literalsOf(evaluator.force(t)).length > 0);
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
  return tools !== null && heldIn(context, tools, definition) !== null;
}
