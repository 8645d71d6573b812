import { matches, modelSymbols } from "../../catalog/match.ts";
import type { LinkContext } from "../context.ts";
import { openFrame } from "../program/parameters.ts";
import { place, type Thunk, type Value } from "../program/value.ts";
import { eachPart } from "./dependence.ts";
import type { LinkedTool } from "./tools.ts";

/**
 * Tools that an MCP client brings in from a server elsewhere. What they are and what they do is decided there, so each
 * such server stands in the list as one tool that cannot be looked into. A server that is started as a command of the
 * repository is seen by itself.
 */
export function remoteTools(context: LinkContext): readonly LinkedTool[] {
  const { program, evaluator } = context;
  const found: LinkedTool[] = [];
  for (const name of program.siteNames) {
    const entries = modelSymbols(name).filter((e) => e.role === "mcp-client");
    if (entries.length === 0) continue;
    for (const { module, owner, expression } of program.sitesNamed(name)) {
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) continue;
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      if (callee.kind !== "external" || !entries.some((e) => matches(e.symbol, callee))) continue;
      const args: readonly Thunk[] = expression.args.map((e) => ({ expression: e, module, frame }));
      if (!isRemote(context, callee.path.at(-1) ?? "", args)) continue;
      const at = place(module, expression.span);
      found.push({
        tool: {
          name: `tools of the MCP server at line ${at.span.startLine}`,
          framework: "mcp client",
          service: context.serviceName(context.homesOf(at.path)[0] ?? context.packageOf(at.path)),
          at,
          parameters: [],
          handlerAt: null,
          opaque: "the server it is connected to decides",
        },
        effects: [],
        selections: [],
        entries: [],
      });
    }
  }
  return found;
}

/** By the transport's own name, or by an address among its options. */
function isRemote(context: LinkContext, name: string, args: readonly Thunk[]): boolean {
  if (/Stdio/.test(name)) return false;
  if (/^(StreamableHTTP|SSE|WebSocket)|hostedMcpTool|MCPServerStreamableHttp|MCPServerSSE/.test(name)) return true;
  return args.some((t) => {
    let remote = false;
    eachPart(context.evaluator, context.evaluator.force(t), (v: Value) => {
      if (v.kind === "object" && (v.entries.has("url") || v.entries.has("serverUrl"))) remote = true;
      return !remote;
    });
    return remote;
  });
}
