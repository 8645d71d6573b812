import { describe, expect, it } from "vitest";
import { parametersIn, toolsIn } from "../repository.ts";

const zod = `import { z } from "zod";\n`;
const mcp = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst server = new McpServer({ name: "desk", version: "1.0.0" });\n`;

describe("a tool that a framework's function makes", () => {
  it("goes by the property that holds it", () => {
    expect(
      toolsIn({
        "src/tools.ts": `${zod}import { tool } from "ai";
export const tools = { refund: tool({ description: "Refund.", inputSchema: z.object({ id: z.string() }), execute: async () => 1 }) };`,
      }),
    ).toEqual(["src/tools.ts:3 ai-sdk refund → src/tools.ts:3"]);
  });

  it("goes by what holds the result of the function that returns it", () => {
    expect(
      toolsIn({
        "src/refund.ts": `import { tool } from "ai";\nexport const makeRefund = (session: string) =>\n  tool({ description: session, execute: async () => session });`,
        "src/agent.ts": `import { makeRefund } from "./refund";\nexport const run = (id: string) => ({ tools: { refund_order: makeRefund(id) } });`,
      }),
    ).toEqual(["src/refund.ts:3 ai-sdk refund_order → src/refund.ts:3"]);
  });

  it.each([
    ["a key that is computed", `export const run = () => ({ tools: { [names.refund]: refundTool } });`],
    ["an assignment", `export const run = (toolSet: any) => {\n  toolSet[names.refund] = refundTool;\n};`],
  ])("goes by the key under which another module puts it into a set by %s", (_, put) => {
    const files = {
      "src/names.ts": `export const names = { refund: "refund_order" };`,
      "src/refund.ts": `import { tool } from "ai";\nimport { z } from "zod";\nimport { names } from "./names";
export const refundTool = tool({ name: names.refund, description: "Refunds.", inputSchema: z.object({}), execute: async () => 1 });`,
      "src/agent.ts": `import { names } from "./names";\nimport { refundTool } from "./refund";\n${put}`,
    };
    expect(toolsIn(files)).toEqual(["src/refund.ts:4 ai-sdk refund_order → src/refund.ts:4"]);
  });

  it("is one a caller of the function around the one that makes it", () => {
    const files = {
      "src/ask.ts": `import OpenAI from "openai";
export function makeAsk({ response }: any) {
  return async (question: string) => ask({ question, response: { ...response, strict: true } });
}
async function ask({ question, response }: any) {
  const tools = [{ type: "function", function: { name: response.name, description: response.description, parameters: response.schema } }];
  return new OpenAI().chat.completions.create({ model: "m", messages: [{ role: "user", content: question }], tools });
}`,
      "src/cases.ts": `import { makeAsk } from "./ask";
export const askCases = makeAsk({ response: { name: "list_cases", description: "Cases.", schema: { type: "object", properties: {} } } });
export const askRefunds = makeAsk({ response: { name: "list_refunds", description: "Refunds.", schema: { type: "object", properties: {} } } });`,
    };
    expect(toolsIn(files)).toEqual(["src/cases.ts:2 object list_cases", "src/cases.ts:3 object list_refunds"]);
  });

  it("takes what its own maker passes on, however many agents have it", () => {
    const files = {
      "src/agent-tool.ts": `import { tool } from "ai";
export const agentTool = (config: any) => tool({ description: config.description, inputSchema: config.parameters, execute: async (input) => config.execute(input) });`,
      "src/tools.ts": `import { z } from "zod";\nimport { agentTool } from "./agent-tool";
export const makeLookUp = (token: string) => agentTool({ description: "Looks up.", parameters: z.object({ id: z.string() }), execute: async () => token });
export const makeRefund = () => agentTool({ description: "Refunds.", parameters: z.object({ environment: z.string() }), execute: async () => 1 });`,
      "src/desk.ts": `import { makeLookUp, makeRefund } from "./tools";\nexport const desk = { tools: { look_up: makeLookUp("a"), refund: makeRefund() } };`,
      "src/shop.ts": `import { makeLookUp } from "./tools";\nexport const shop = { tools: { look_up: makeLookUp("b") } };`,
    };
    expect(parametersIn(files)).toEqual(["look_up(id)", "refund(environment)"]);
  });

  it("may be one that the vendor runs", () => {
    const text = `import { Agent, toolSearchTool } from "@openai/agents";
import { codexTool } from "@openai/agents-extensions/experimental/codex";
const codex = codexTool({ sandboxMode: "read-only" });
const search = toolSearchTool();
export const desk = new Agent({ name: "desk", tools: [codex, search] });`;
    expect(toolsIn({ "src/desk.ts": text })).toEqual([
      "src/desk.ts:3 openai-agents codex",
      "src/desk.ts:4 openai-agents search",
    ]);
  });

  it("is one tool where its object has another name than the key of its set", () => {
    const text = `import { tool } from "ai";\nimport { z } from "zod";
export const tools = {
  refund: tool({ name: "refund_order", description: "Refunds.", inputSchema: z.object({}), execute: async () => 1 }),
};`;
    expect(toolsIn({ "src/tools.ts": text })).toEqual(["src/tools.ts:4 ai-sdk refund → src/tools.ts:4"]);
  });

  it("is one a caller where a factory is told the name", () => {
    const found = toolsIn({
      "src/tools.ts": `import { tool } from "@openai/agents";
function make(name: string, run: () => Promise<string>) {
  return tool({ name, description: name, execute: run });
}
export const refund = make("refund", async () => "r");
export const cancel = make("cancel", async () => "c");`,
    });
    expect(found).toEqual([
      "src/tools.ts:5 openai-agents refund → src/tools.ts:5",
      "src/tools.ts:6 openai-agents cancel → src/tools.ts:6",
    ]);
  });

  it("is not what a test makes of the same factory", () => {
    const make = `import { tool } from "@openai/agents";\nexport const make = (name: string) => tool({ name, description: name, execute: async () => name });`;
    const files = {
      "src/make.ts": make,
      "src/agent.ts": `import { make } from "./make";\nexport const refund = make("refund");`,
    };
    const test = `import { make } from "../src/make";\nmake("stub");`;
    expect(toolsIn({ ...files, "tests/make.test.ts": test })).toEqual([
      "src/make.ts:2 openai-agents refund → src/make.ts:2",
    ]);
  });
});

describe("a tool registered on a server", () => {
  it("takes the arguments of the older method in any number", () => {
    expect(
      toolsIn({
        "src/server.ts": `${mcp}${zod}server.tool("ping", async () => ({ content: [] }));
server.tool("list", "Lists.", async () => ({ content: [] }));
server.tool("drop", "Drops.", { id: z.string() }, { destructiveHint: true, title: "Drop" }, async () => ({ content: [] }));`,
      }),
    ).toEqual([
      "src/server.ts:4 mcp ping → src/server.ts:4",
      "src/server.ts:5 mcp list → src/server.ts:5",
      "src/server.ts:6 mcp drop → src/server.ts:6",
    ]);
  });

  const registry = `${zod}export const tools = [
  { name: "refund", description: "Refund.", inputSchema: { id: z.string() }, handler: async () => "refunded" },
  { name: "cancel", description: "Cancel.", inputSchema: { id: z.string() }, handler: async () => "cancelled" },
];`;
  const wrap = `const guarded = (run: () => Promise<string>) => async () => run();\n`;
  const both = ["src/tools.ts:3 mcp refund → src/server.ts:3", "src/tools.ts:4 mcp cancel → src/server.ts:3"];

  it.each([
    [
      "for … of",
      `for (const t of tools) server.registerTool(t.name, { inputSchema: t.inputSchema }, guarded(t.handler));`,
    ],
    [
      "destructuring",
      `for (const { name, inputSchema, handler } of tools) server.registerTool(name, { inputSchema }, guarded(handler));`,
    ],
    [
      "forEach",
      `tools.forEach((t) => { server.registerTool(t.name, { inputSchema: t.inputSchema }, guarded(t.handler)); });`,
    ],
    [
      "a list of registrations",
      `const all = [];\nfor (const t of tools) all.push({ name: t.name, run: guarded(t.handler) });\nfor (const one of all) server.registerTool(one.name, {}, one.run);`,
    ],
    [
      "a helper",
      `const add = (t: (typeof tools)[number]) => server.registerTool(t.name, {}, guarded(t.handler));\nfor (const t of tools) add(t);`,
    ],
  ])("is one a round, through what wraps its handler: %s", (_, loop) => {
    const server = `${mcp}${wrap}import { tools } from "./tools";\n${loop}`;
    expect(toolsIn({ "src/tools.ts": registry, "src/server.ts": server })).toEqual(both);
  });

  it("keeps the entries of an object registry apart", () => {
    const tools = registry
      .replace("[", "{")
      .replace("];", "};")
      .replace(/\{ name: "(\w+)"/g, '$1: { name: "$1"');
    const server = `${mcp}${wrap}import { tools } from "./tools";\nfor (const t of Object.values(tools)) server.registerTool(t.name, {}, guarded(t.handler));`;
    expect(toolsIn({ "src/tools.ts": tools, "src/server.ts": server })).toEqual(both);
  });

  it("is one a call of the closure that registers", () => {
    const register = `const adderFor = (on: McpServer) => {
  return (t: { name: string; handler: () => Promise<string> }) => {
    on.registerTool(t.name, {}, guarded(t.handler));
  };
};`;
    const server = `${mcp}${wrap}${register}\nimport { tools } from "./tools";\nconst add = adderFor(server);\nadd(tools[0]);\nadd(tools[1]);`;
    expect(toolsIn({ "src/tools.ts": registry, "src/server.ts": server })).toEqual(both);
  });

  it("may be named at run time only", () => {
    const server = `${mcp}export async function load(list: () => Promise<{ name: string }[]>) {
  for (const t of await list()) server.registerTool(t.name, {}, async () => ({ content: [] }));
}`;
    expect(toolsIn({ "src/server.ts": server })).toEqual([
      "src/server.ts:4 mcp tools registered at line 4 → src/server.ts:4",
    ]);
  });
});

describe("a tool that is an object", () => {
  it.each(["execute", "handler", "run", "func", "call", "invoke", "cb", "tool"])("has its handler under %s", (key) => {
    const text = `${zod}export const refundTool = { name: "refund", description: "Refund.", inputSchema: z.object({}), ${key}: async () => 1 };`;
    expect(toolsIn({ "src/refund.ts": text })).toEqual(["src/refund.ts:2 object refund → src/refund.ts:2"]);
  });

  it("may be made by a function of the project", () => {
    const text = `${zod}import { defineTool } from "./define";\nexport default defineTool({\n  name: "refund", description: "Refund.", inputSchema: { id: z.string() },\n  handler: async () => 1,\n});`;
    const define = `export const defineTool = <T>(config: T): T => config;`;
    expect(toolsIn({ "src/refund.ts": text, "src/define.ts": define })).toEqual([
      "src/refund.ts:3 object refund → src/refund.ts:5",
    ]);
  });

  it("may stand in two parts", () => {
    const text = `${zod}const defs = { refund: { description: "Refund.", parameters: z.object({ id: z.string() }) } };
declare function injectableTool<T>(t: T): T;
export const getTools = () => ({ refund: injectableTool({ ...defs.refund, execute: async () => 1 }) });`;
    expect(toolsIn({ "src/refund.ts": text })).toEqual(["src/refund.ts:4 object refund → src/refund.ts:4"]);
  });

  it("finds its handler in a table by its name", () => {
    const text = `export const definition = () => ({ name: "refund", description: "Refund.", inputSchema: { type: "object", properties: {} } });
const runRefund = async () => 1;
export const registry = { refund: { name: "refund", definition, execute: runRefund } };`;
    expect(toolsIn({ "src/tool-registry.ts": text })).toEqual([
      "src/tool-registry.ts:1 object refund → src/tool-registry.ts:2",
    ]);
  });

  it.each([
    [
      "a route",
      `export const route = { method: "GET", url: "/x", schema: { type: "object" }, handler: async () => 1 };`,
    ],
    [
      "a command",
      `export const command = { name: "build", description: "Builds.", args: { out: { type: "string" } }, run: async () => 1 };`,
    ],
    [
      "an operation of an API",
      `export const operation = { name: "getUser", description: "A user.", parameters: [{ name: "id" }] };`,
    ],
    [
      "a title",
      `export const tool = { name: "Create Invoice", description: "x", parameters: { type: "object", properties: {} } };`,
    ],
    [
      "a form",
      `export const form = { name: "contact", description: "Contact.", schema: { type: "object", properties: {} } };`,
    ],
    ["a column", `export const column = { name: "id", description: "Key.", input: "text", type: "uuid" };`],
  ])("is not %s", (_, text) => {
    expect(toolsIn({ "src/app.ts": text })).toEqual([]);
  });
});

describe("a tool that is a class", () => {
  it("extends a framework's base", () => {
    const text = `${zod}import { StructuredTool } from "@langchain/core/tools";
export class RefundTool extends StructuredTool {
  name = "refund";
  description = "Refund.";
  schema = z.object({ id: z.string() });
  async _call() { return "done"; }
}`;
    expect(toolsIn({ "src/refund.ts": text })).toEqual(["src/refund.ts:3 langchain refund → src/refund.ts:7"]);
  });

  it("extends a base of the project, whose constructor takes the name", () => {
    const text = `abstract class BaseTool { constructor(readonly name: string) {} abstract execute(): Promise<string>; }
export class RefundTool extends BaseTool { constructor() { super("refund"); } async execute() { return "done"; } }`;
    expect(toolsIn({ "src/refund.ts": text })).toEqual(["src/refund.ts:2 class refund → src/refund.ts:2"]);
  });

  it("is entered through what registers it, and not past that", () => {
    const tools = `abstract class DeskTool { abstract readonly name: string; abstract run(): Promise<string>; }
export class Refund extends DeskTool { readonly name = "refund"; async run() { return "done"; } }`;
    const server = `${mcp}import { Refund } from "./tools";
const guarded = (run: () => Promise<string>) => async () => run();
for (const tool of [new Refund()]) server.registerTool(tool.name, {}, guarded(() => tool.run()));`;
    expect(toolsIn({ "src/tools.ts": tools, "src/server.ts": server })).toEqual([
      "src/tools.ts:2 mcp refund → src/server.ts:4",
    ]);
  });

  it("is none without a name: the base itself", () => {
    const text = `class BaseTool { async execute() { return "nothing"; } }\nexport class Middle extends BaseTool {}`;
    expect(toolsIn({ "src/base.ts": text })).toEqual([]);
  });
});

describe("a tool registered by a method of an interface", () => {
  it("goes through the one function of that name, with what it wraps around the handler", () => {
    const files = {
      "src/context.ts": `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const track = (run: () => Promise<string>) => async () => run();
export const createContext = (server: McpServer) => ({
  accountTool(name: string, config: object, handler: () => Promise<string>) {
    server.registerTool(name, config, track(handler));
  },
});`,
      "src/tools.ts": `import type { Context } from "./types";
export const register = (context: Context) => {
  context.accountTool("list_keys", { description: "Lists." }, async () => "keys");
};`,
    };
    expect(toolsIn(files)).toEqual(["src/tools.ts:3 mcp list_keys → src/context.ts:2"]);
  });
});
