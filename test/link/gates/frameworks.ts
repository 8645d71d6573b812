import { aiTools, type Unsound, type Variant } from "./desk.ts";

const same = "endpoints[input.environment].environment === key.environment";
const execute = "async (input: Input) => send(endpoints[input.environment], input.id)";
const deny = '{ type: "denied", reason: "other environment" }';

/** The desk's tool in one framework; the rest of the module is whatever runs around it. */
const frameworks = {
  ai: (options: string, more = "") =>
    aiTools(`import { generateText, wrapLanguageModel } from "ai";
      const updateDeal = tool({ description: "Update a deal.", inputSchema, execute: ${execute} });
      ${more}
      export const run = (prompt: string) => generateText({ model, prompt, tools: { update_deal: updateDeal }, ${options} });`),
  openai: (options: string, more = "") =>
    code(`import { Agent, defineToolInputGuardrail, tool, ToolGuardrailFunctionOutputFactory } from "@openai/agents";
      ${more}
      const updateDeal = tool({ name: "update_deal", description: "Update a deal.", parameters: inputSchema, ${options} execute: ${execute} });
      export const agent = new Agent({ name: "desk", tools: [updateDeal] });`),
  langchain: (middleware: string, more = "") =>
    code(`import { createAgent, createMiddleware, humanInTheLoopMiddleware, tool } from "langchain";
      ${more}
      const updateDeal = tool(${execute}, { name: "update_deal", description: "Update a deal.", schema: inputSchema });
      export const agent = createAgent({ model: "m", tools: [updateDeal], middleware: [${middleware}] });`),
  langgraph: (handler: string, compile = "") =>
    code(`import { tool } from "@langchain/core/tools";
      import { interrupt, StateGraph } from "@langchain/langgraph"; import { ToolNode } from "@langchain/langgraph/prebuilt";
      const updateDeal = tool(${handler}, { name: "update_deal", description: "Update a deal.", schema: inputSchema });
      export const graph = new StateGraph({}).addNode("tools", new ToolNode([updateDeal])).compile({ ${compile} });`),
  mastra: (agent: string, tool = "", more = "") =>
    code(`import { Agent } from "@mastra/core/agent"; import { createTool } from "@mastra/core/tools";
      ${more}
      const updateDeal = createTool({ id: "update_deal", description: "Update a deal.", inputSchema, ${tool} execute: ${execute} });
      export const agent = new Agent({ name: "desk", model: "m", instructions: "", tools: { updateDeal }, ${agent} });`),
  claude: (options: string, more = "") =>
    code(`import { createSdkMcpServer, query, tool } from "@anthropic-ai/claude-agent-sdk";
      ${more}
      const desk = createSdkMcpServer({ name: "desk", tools: [tool("update_deal", "Update a deal.", inputSchema.shape, ${execute})] });
      export const run = (prompt: string) => query({ prompt, options: { mcpServers: { desk }, ${options} } });`),
  mcp: (handler: string, more = "") =>
    code(`import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
      const server = new McpServer({ name: "deals", version: "1.0.0" });
      ${more}
      server.registerTool("update_deal", { description: "Update a deal.", inputSchema: inputSchema.shape }, ${handler});`),
};

function code(text: string): string {
  return aiTools(text).replace('import { tool } from "ai";', "");
}

const hook = `const sameEnvironment = async (hook) => {
  const input = hook.tool_input;
  if (${same}) return {};
  return { hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision: "deny", permissionDecisionReason: "other environment" } };
};`;

const wrapped = (body: string) =>
  `const model = wrapLanguageModel({ model: "m", middleware: { wrapGenerate: async ({ doGenerate }) => { const result = await doGenerate(); for (const part of result.content) { if (part.type === "tool-call") { const input = JSON.parse(part.input); ${body} } } return result; } } });`;

/** Checks that a framework runs before its tools. */
export const soundInFrameworks: readonly Variant[] = [
  {
    title: "toolApproval that denies",
    where: "in a hook",
    framework: "AI SDK",
    tools: frameworks.ai(
      `toolApproval: ({ toolCall: { input } }) => (${same} ? undefined : ${deny})`,
      'const model = "m";',
    ),
  },
  {
    title: "toolApproval of the tool, with early returns",
    where: "in a hook",
    framework: "AI SDK",
    tools: frameworks.ai(
      `toolApproval: { update_deal: async (input) => { if (!(${same})) return "denied"; return undefined; } }`,
      'const model = "m";',
    ),
  },
  {
    title: "wrapLanguageModel that throws",
    where: "in middleware",
    framework: "AI SDK",
    tools: frameworks.ai("", wrapped(`if (!(${same})) throw new Error("refused");`)),
  },
  {
    title: "copies of all tools that check first",
    where: "around the registration",
    framework: "AI SDK",
    tools: frameworks
      .ai(
        "",
        `const model = "m"; const guardAll = (tools) => Object.fromEntries(Object.entries(tools).map(([name, one]) => [name, { ...one, execute: async (input) => { if (!(${same})) throw new Error("refused"); return one.execute(input); } }]));`,
      )
      .replace("tools: { update_deal: updateDeal }", "tools: guardAll({ update_deal: updateDeal })"),
  },
  {
    title: "a tool input guardrail",
    where: "in a hook",
    framework: "OpenAI Agents",
    tools: frameworks.openai(
      "inputGuardrails: [sameEnvironment],",
      `const sameEnvironment = defineToolInputGuardrail({ name: "same", run: async ({ toolCall }) => { const input = JSON.parse(toolCall.arguments); return ${same} ? ToolGuardrailFunctionOutputFactory.allow() : ToolGuardrailFunctionOutputFactory.rejectContent("refused"); } });`,
    ),
  },
  {
    title: "wrapToolCall",
    where: "in middleware",
    framework: "LangChain",
    tools: frameworks.langchain(
      `createMiddleware({ name: "same", wrapToolCall: async (request, handler) => { const input = request.toolCall.args; if (!(${same})) throw new Error("refused"); return handler(request); } })`,
    ),
  },
  {
    title: "in the handler",
    where: "inline",
    framework: "LangGraph",
    tools: frameworks.langgraph(
      `async (input: Input) => { if (!(${same})) throw new Error("refused"); return send(endpoints[input.environment], input.id); }`,
    ),
  },
  {
    title: "a processor that aborts",
    where: "in middleware",
    framework: "Mastra",
    tools: frameworks.mastra(
      "outputProcessors: [sameEnvironment]",
      "",
      `const sameEnvironment = { id: "same", async processOutputStep({ messages, toolCalls, abort }) { for (const { args: input } of toolCalls) if (!(${same})) abort("other environment"); return messages; } };`,
    ),
  },
  {
    title: "a processor of a class",
    where: "in middleware",
    framework: "Mastra",
    tools: frameworks.mastra(
      "outputProcessors: [new SameEnvironment()]",
      "",
      `class SameEnvironment { id = "same"; async processOutputStep({ messages, toolCalls, abort }) { for (const { args: input } of toolCalls) if (!(${same})) abort("other environment"); return messages; } }`,
    ),
  },
  {
    title: "PreToolUse",
    where: "in a hook",
    framework: "Claude Agent SDK",
    tools: frameworks.claude("hooks: { PreToolUse: [{ hooks: [sameEnvironment] }] }", hook),
  },
  {
    title: "canUseTool",
    where: "in a hook",
    framework: "Claude Agent SDK",
    tools: frameworks.claude(
      `canUseTool: async (name, input) => (${same} ? { behavior: "allow", updatedInput: input } : { behavior: "deny", message: "other environment" })`,
    ),
  },
  {
    title: "a function around the registered handler",
    where: "around the handler",
    framework: "MCP",
    tools: frameworks.mcp(
      `guarded(${execute})`,
      `const guarded = (run) => async (input) => { if (!(${same})) return { isError: true, content: [] }; return run(input); };`,
    ),
  },
];

/** The same, where the framework does not run them, runs them beside the call, or lets the call through. */
export const unsoundInFrameworks: readonly Unsound[] = [
  {
    title: "toolApproval that leaves the tool out",
    where: "in a hook",
    framework: "AI SDK",
    weakness: "no rule stands before update_deal",
    tools: frameworks.ai(
      `toolApproval: { refund_order: (input) => (${same} ? undefined : ${deny}) }`,
      'const model = "m";',
    ),
  },
  {
    title: "toolApproval that asks a person",
    where: "in a hook",
    framework: "AI SDK",
    weakness: "it asks in some cases only",
    isApproval: true,
    tools: frameworks.ai(
      `toolApproval: { update_deal: (input) => (${same} ? undefined : "user-approval") }`,
      'const model = "m";',
    ),
  },
  {
    title: "needsApproval that asks on a mismatch",
    where: "in a hook",
    framework: "AI SDK",
    weakness: "it asks in some cases only",
    isApproval: true,
    tools: frameworks
      .ai("", 'const model = "m";')
      .replace("inputSchema, execute", `inputSchema, needsApproval: async (input) => !(${same}), execute`),
  },
  {
    title: "wrapLanguageModel that only logs",
    where: "in middleware",
    framework: "AI SDK",
    weakness: null,
    tools: frameworks.ai("", wrapped(`if (!(${same})) console.warn("other environment");`)),
  },
  {
    title: "a second call that is given the tool as it is",
    where: "in a hook",
    framework: "AI SDK",
    weakness: null,
    tools: frameworks.ai(
      `toolApproval: ({ toolCall: { input } }) => (${same} ? undefined : ${deny})`,
      'const model = "m"; export const quick = (prompt: string) => generateText({ model, prompt, tools: { update_deal: updateDeal } });',
    ),
  },
  {
    title: "an input guardrail of the agent",
    where: "in a hook",
    framework: "OpenAI Agents",
    weakness: null,
    tools: frameworks
      .openai("")
      .replace(
        "tools: [updateDeal]",
        `tools: [updateDeal], inputGuardrails: [{ name: "same", execute: async ({ input }) => ({ tripwireTriggered: !(${same}), outputInfo: {} }) }]`,
      ),
  },
  {
    title: "a guardrail that allows when it fails",
    where: "in a hook",
    framework: "OpenAI Agents",
    weakness: "it allows the call when the check itself fails",
    tools: frameworks.openai(
      "inputGuardrails: [sameEnvironment],",
      `const sameEnvironment = defineToolInputGuardrail({ name: "same", run: async ({ toolCall }) => { try { const input = JSON.parse(toolCall.arguments); return ${same} ? ToolGuardrailFunctionOutputFactory.allow() : ToolGuardrailFunctionOutputFactory.rejectContent("refused"); } catch { return ToolGuardrailFunctionOutputFactory.allow(); } } });`,
    ),
  },
  {
    title: "needsApproval",
    where: "in a hook",
    framework: "OpenAI Agents",
    weakness: null,
    isApproval: true,
    tools: frameworks.openai("needsApproval: true,"),
  },
  {
    title: "humanInTheLoopMiddleware",
    where: "in middleware",
    framework: "LangChain",
    weakness: null,
    isApproval: true,
    tools: frameworks.langchain("humanInTheLoopMiddleware({ interruptOn: { update_deal: true } })"),
  },
  {
    title: "wrapToolCall that runs the call before it checks",
    where: "in middleware",
    framework: "LangChain",
    weakness: null,
    tools: frameworks.langchain(
      `createMiddleware({ name: "same", wrapToolCall: async (request, handler) => { const input = request.toolCall.args; const answer = await handler(request); if (!(${same})) throw new Error("refused"); return answer; } })`,
    ),
  },
  {
    title: "wrapToolCall that runs the call in its catch",
    where: "in middleware",
    framework: "LangChain",
    weakness: null,
    tools: frameworks.langchain(
      `createMiddleware({ name: "same", wrapToolCall: async (request, handler) => { try { const input = request.toolCall.args; if (!(${same})) throw new Error("refused"); return await handler(request); } catch { return handler(request); } } })`,
    ),
  },
  {
    title: "interrupt",
    where: "inline",
    framework: "LangGraph",
    weakness: null,
    isApproval: true,
    tools: frameworks.langgraph(
      'async (input: Input) => { const answer = interrupt({ question: "Send?" }); if (answer !== "yes") return "refused"; return send(endpoints[input.environment], input.id); }',
    ),
  },
  {
    title: "interruptBefore",
    where: "in the dispatcher",
    framework: "LangGraph",
    weakness: null,
    isApproval: true,
    tools: frameworks.langgraph(execute, 'interruptBefore: ["tools"]'),
  },
  {
    title: "requireApproval",
    where: "in a hook",
    framework: "Mastra",
    weakness: null,
    isApproval: true,
    tools: frameworks.mastra("", "requireApproval: true,"),
  },
  {
    title: "requireToolApproval of some runs",
    where: "in a hook",
    framework: "Mastra",
    weakness: "some runs of the agent ask nobody",
    isApproval: true,
    tools: `${frameworks.mastra("")}
      export const ask = (prompt: string) => agent.stream(prompt, { requireToolApproval: true });
      export const quick = (prompt: string) => agent.generate(prompt);`,
  },
  {
    title: "requireToolApproval of all runs",
    where: "in a hook",
    framework: "Mastra",
    weakness: null,
    isApproval: true,
    tools: `${frameworks.mastra("")}
      export const ask = (prompt: string) => agent.stream(prompt, { requireToolApproval: true });`,
  },
  {
    title: "needsApproval that is always false",
    where: "in a hook",
    framework: "AI SDK",
    weakness: null,
    tools: frameworks
      .ai("", 'const model = "m";')
      .replace("inputSchema, execute", "inputSchema, needsApproval: async () => false, execute"),
  },
  {
    title: "toolApproval that asks a person about every call",
    where: "in a hook",
    framework: "AI SDK",
    weakness: null,
    isApproval: true,
    tools: frameworks.ai('toolApproval: { update_deal: "user-approval" }', 'const model = "m";'),
  },
  {
    title: "a processor that only logs",
    where: "in middleware",
    framework: "Mastra",
    weakness: null,
    tools: frameworks.mastra(
      "outputProcessors: [sameEnvironment]",
      "",
      `const sameEnvironment = { id: "same", async processOutputStep({ messages, toolCalls }) { for (const { args: input } of toolCalls) if (!(${same})) console.warn("other environment"); return messages; } };`,
    ),
  },
  {
    title: "a processor of the input",
    where: "in middleware",
    framework: "Mastra",
    weakness: null,
    tools: frameworks.mastra(
      "inputProcessors: [sameEnvironment]",
      "",
      `const sameEnvironment = { id: "same", async processInput({ messages, abort }) { if (key.environment !== appEnvironment) abort("no"); return messages; } };`,
    ),
  },
  {
    title: "PreToolUse whose matcher leaves the tool out",
    where: "in a hook",
    framework: "Claude Agent SDK",
    weakness: "its matcher leaves out mcp__desk__update_deal",
    tools: frameworks.claude('hooks: { PreToolUse: [{ matcher: "Bash|Write", hooks: [sameEnvironment] }] }', hook),
  },
  {
    title: "canUseTool of a tool that is allowed beforehand",
    where: "in a hook",
    framework: "Claude Agent SDK",
    weakness: "mcp__desk__update_deal is allowed without it",
    tools: frameworks.claude(
      `allowedTools: ["mcp__desk__update_deal"], canUseTool: async (name, input) => (${same} ? { behavior: "allow", updatedInput: input } : { behavior: "deny", message: "other environment" })`,
    ),
  },
  {
    title: "canUseTool that asks a person",
    where: "in a hook",
    framework: "Claude Agent SDK",
    weakness: null,
    isApproval: true,
    tools: frameworks.claude(
      'canUseTool: async (name, input) => ((await confirm({ message: `Run ${name}?` })) ? { behavior: "allow", updatedInput: input } : { behavior: "deny", message: "no" })',
      'import { confirm } from "@inquirer/prompts";',
    ),
  },
  {
    title: "a handler around another tool's",
    where: "around the handler",
    framework: "MCP",
    weakness: null,
    tools: frameworks.mcp(
      execute,
      `const guarded = (run) => async (input) => { if (!(${same})) return { isError: true, content: [] }; return run(input); };`,
    ),
  },
  {
    title: "elicitInput",
    where: "inline",
    framework: "MCP",
    weakness: null,
    isApproval: true,
    tools: frameworks.mcp(
      'async (input: Input) => { const answer = await server.server.elicitInput({ message: "Send?", requestedSchema: {} }); if (answer.action !== "accept") return { content: [] }; return send(endpoints[input.environment], input.id); }',
    ),
  },
];
