import { describe, expect, it } from "vitest";
import { auditTree, memoryTree } from "../../../src/audit.ts";
import { covers } from "../../../src/link/tools/matchers.ts";
import { isSoundGate } from "../../../src/model/gate.ts";
import type { Stack } from "../../../src/model/stack.ts";

/** A pump house whose tools let the model choose a station; each case says what the framework runs around a call. */
const common = {
  "package.json": JSON.stringify({ name: "pump-house", dependencies: {} }),
  ".env.production": "APP_ENV=production\nSTATION_KEY=stk-prd-8f2kq0z8mw2c\nSTATION_KEY_ENVIRONMENT=production\n",
  ".env.staging": "APP_ENV=staging\nSTATION_KEY=stk-stg-2kq8v5x0bz7n\nSTATION_KEY_ENVIRONMENT=staging\n",
  "src/stations.ts": `
    export const key = { secret: process.env.STATION_KEY!, environment: process.env.STATION_KEY_ENVIRONMENT! };
    export const stations: Record<string, { url: string; environment: string }> = {
      weir: { url: "https://weir.pumps.example", environment: "production" },
      bench: { url: "https://bench.pumps.example", environment: "staging" },
    };
    export const send = (station: string, path: string) =>
      fetch(\`\${stations[station].url}/\${path}\`, { method: "POST", headers: { authorization: key.secret } });`,
};

function stackOf(files: Readonly<Record<string, string>>): { readonly stack: Stack; readonly signal3?: string } {
  const report = auditTree(memoryTree({ ...common, ...files }), { rethrow: true });
  const signal3 = report.controls.flatMap((c) => c.checks).find((c) => c.signal === 3)?.status;
  return signal3 === undefined ? { stack: report.stack } : { stack: report.stack, signal3 };
}

/** Each tool with what stands before its choice: `+` for a sound gate, else why it is none. */
function gates({ stack }: { readonly stack: Stack }): readonly string[] {
  return stack.tools.flatMap(({ name, selections }) =>
    selections.map(({ gates: own }) => {
      const found = own.flatMap((i) => stack.gates[i] ?? []);
      return `${name}: ${found.map((g) => (isSoundGate(g) ? "+" : (g.weakness ?? g.kind))).join(", ") || "nothing"}`;
    }),
  );
}

const claude = (options: string, more = "") => ({
  "src/agent.ts": `
    import { createSdkMcpServer, query, tool } from "@anthropic-ai/claude-agent-sdk";
    import { z } from "zod";
    import { key, send, stations } from "./stations";
    import { pino } from "pino";
    const log = pino();
    const emit = (event: object) => log.info({ ...event, environment: process.env.APP_ENV }, "audit");
    const sameEnvironment = async (input: any) => {
      if (input.hook_event_name !== "PreToolUse") return {};
      const { station } = input.tool_input as { station: string };
      const target = Object.hasOwn(stations, station) ? stations[station].environment : undefined;
      if (target === key.environment) return {};
      return { hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision: "deny", permissionDecisionReason: "other environment" } };
    };
    const called = async (input: any) => {
      if (input.hook_event_name === "PostToolUse") emit({ kind: "tool_call", subject: input.tool_name });
      return {};
    };
    ${more}
    const pumps = createSdkMcpServer({ name: "pumps", tools: [
      tool("read_level", "Reads.", { station: z.string() }, async (a) => ({ content: [{ type: "text", text: await (await send(a.station, "level")).text() }] })),
      tool("open_gate", "Opens.", { station: z.string() }, async (a) => ({ content: [{ type: "text", text: await (await send(a.station, "open")).text() }] })),
    ] });
    export const run = (prompt: string) => query({ prompt, options: { mcpServers: { pumps }, ${options} } });`,
});

describe("a PreToolUse hook of the Claude Agent SDK", () => {
  const hook = (matcher: string) => claude(`hooks: { PreToolUse: [{ ${matcher} hooks: [sameEnvironment] }] }`);

  it("is a gate of every tool without a matcher", () => {
    expect(gates(stackOf(hook("")))).toEqual(["read_level: +", "open_gate: +"]);
  });

  it("is a gate of the tools that its matcher covers, and none of the others", () => {
    const found = stackOf(hook('matcher: "mcp__pumps__read_.*",'));
    expect(gates(found)).toEqual(["read_level: +", "open_gate: its matcher leaves out mcp__pumps__open_gate"]);
    expect(found.signal3).toBe("fail");
  });

  it("takes plain names for whole names", () => {
    expect(gates(stackOf(hook('matcher: "mcp__pumps__open_gate|mcp__pumps__read",')))).toEqual([
      "read_level: its matcher leaves out mcp__pumps__read_level",
      "open_gate: +",
    ]);
  });

  it("leaves open what a pattern that is not tried would cover", () => {
    const found = stackOf(hook('matcher: "^mcp__(pumps__)+read.*$",'));
    expect(gates(found)).toContain("read_level: whether its matcher covers mcp__pumps__read_level cannot be told");
    expect(found.signal3).toBe("unknown");
  });

  it("guards nothing if it denies nothing", () => {
    const allows = `const never = async (input: any) => { emit({ kind: "gate", tool: input.tool_name }); return {}; };`;
    expect(gates(stackOf(claude("hooks: { PreToolUse: [{ hooks: [never] }] }", allows)))).toEqual([
      "read_level: nothing",
      "open_gate: nothing",
    ]);
  });

  it("is no gate of an agent that has none, though another offers the same tools behind it", () => {
    const second = `export const bare = (prompt: string) => query({ prompt, options: { mcpServers: { pumps } } });`;
    const files = claude("hooks: { PreToolUse: [{ hooks: [sameEnvironment] }] }");
    expect(stackOf({ "src/agent.ts": `${files["src/agent.ts"]}\n${second}` }).signal3).toBe("fail");
  });
});

describe("canUseTool of the Claude Agent SDK", () => {
  const ask = `const mayUse = async (name: string, input: any) =>
    stations[input.station]?.environment === key.environment ? { behavior: "allow", updatedInput: input } : { behavior: "deny", message: "no" };`;

  it("is a gate of what it is asked about", () => {
    expect(gates(stackOf(claude("canUseTool: mayUse", ask)))).toEqual(["read_level: +", "open_gate: +"]);
  });

  it("asks about whatever is not in a set of names", () => {
    const listed = ask.replace("stations[input", '["mcp__pumps__other"].includes(name) || stations[input');
    expect(gates(stackOf(claude("canUseTool: mayUse", listed)))).toEqual(["read_level: +", "open_gate: +"]);
    const read = listed.replace("mcp__pumps__other", "mcp__pumps__read_level");
    expect(gates(stackOf(claude("canUseTool: mayUse", read)))).not.toContain("read_level: +");
  });

  it("is not asked about what is allowed beforehand", () => {
    const options = 'canUseTool: mayUse, allowedTools: ["mcp__pumps__open_gate"]';
    expect(gates(stackOf(claude(options, ask)))).toEqual([
      "read_level: +",
      "open_gate: mcp__pumps__open_gate is allowed without it",
    ]);
    expect(gates(stackOf(claude('canUseTool: mayUse, allowedTools: ["mcp__pumps"]', ask)))).not.toContain(
      "read_level: +",
    );
    const computed = "canUseTool: mayUse, allowedTools: all.map(({ name }) => `mcp__pumps__${name}`)";
    const all = `const all = [tool("open_gate", "", {}, async () => ({ content: [] }))];`;
    expect(gates(stackOf(claude(computed, `${ask} ${all}`)))).toContain(
      "open_gate: mcp__pumps__open_gate is allowed without it",
    );
    expect(gates(stackOf(claude("canUseTool: mayUse, allowedTools: listed()", ask)))).toContain(
      "open_gate: whether mcp__pumps__open_gate is allowed without it cannot be told",
    );
    expect(gates(stackOf(claude('canUseTool: mayUse, permissionMode: "bypassPermissions"', ask)))).not.toContain(
      "read_level: +",
    );
  });
});

describe("a PostToolUse hook", () => {
  it("records the calls of the tools it covers", () => {
    const { stack } = stackOf(claude('hooks: { PostToolUse: [{ matcher: "mcp__pumps__open.*", hooks: [called] }] }'));
    expect(stack.auditEvents.map((e) => [e.subject, e.tag.kind, e.covers])).toEqual([
      ["tool-call", "environment", ["open_gate"]],
    ]);
  });
});

describe("middleware and guardrails", () => {
  const langchain = (middleware: string) => ({
    "src/agent.ts": `
      import { createAgent, createMiddleware, tool } from "langchain";
      import { z } from "zod";
      import { key, send, stations } from "./stations";
      const openGate = tool(async ({ station }) => (await send(station, "open")).text(), { name: "open_gate", description: "Opens.", schema: z.object({ station: z.string() }) });
      export const agent = createAgent({ model: "m", tools: [openGate], middleware: [createMiddleware({ name: "m", ${middleware} })] });`,
  });

  it("follows wrapToolCall of LangChain around the tools of its agent", () => {
    const throws = `wrapToolCall: async (request, handler) => {
      if (stations[request.toolCall.args.station]?.environment !== key.environment) throw new Error("refused");
      return handler(request);
    }`;
    expect(gates(stackOf(langchain(throws)))).toEqual(["open_gate: +"]);
    expect(gates(stackOf(langchain("wrapToolCall: async (request, handler) => handler(request)")))).toEqual([
      "open_gate: nothing",
    ]);
  });

  const openai = (more: string) => ({
    "src/agent.ts": `
      import { defineToolInputGuardrail, tool, ToolGuardrailFunctionOutputFactory } from "@openai/agents";
      import { z } from "zod";
      import { key, send, stations } from "./stations";
      const sameEnvironment = defineToolInputGuardrail({ name: "same environment", run: async ({ toolCall }) => {
        const { station } = JSON.parse(toolCall.arguments);
        if (stations[station]?.environment !== key.environment) return ToolGuardrailFunctionOutputFactory.rejectContent("refused");
        return ToolGuardrailFunctionOutputFactory.allow();
      } });
      export const openGate = tool({ name: "open_gate", description: "Opens.", parameters: z.object({ station: z.string() }), ${more}
        execute: async ({ station }) => (await send(station, "open")).text() });`,
  });

  it("takes an input guardrail of an OpenAI Agents tool for a gate", () => {
    expect(gates(stackOf(openai("inputGuardrails: [sameEnvironment],")))).toEqual(["open_gate: +"]);
    expect(gates(stackOf(openai("")))).toEqual(["open_gate: nothing"]);
  });

  it("records an approval, which compares no environments", () => {
    const found = stackOf(openai("needsApproval: true,"));
    expect(gates(found)).toEqual(["open_gate: approval"]);
    expect(found.signal3).toBe("fail");
    expect(gates(stackOf(openai("needsApproval: false,")))).toEqual(["open_gate: nothing"]);
  });
});

describe("a matcher", () => {
  it.each<readonly [string, string, boolean | null]>([
    ["", "Bash", true],
    ["*", "Bash", true],
    ["Write", "NotebookWrite", false],
    ["Edit|Write", "Write", true],
    ["mcp__climate__(read|set)_.*", "mcp__climate__irrigate", false],
    ["mcp__.*", "mcp__climate__irrigate", true],
    ["^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", null],
    [".*.*.*.*.*x", "mcp__climate__irrigate", null],
    ["(unclosed", "Bash", null],
  ])("%s of %s: %s", (matcher, name, expected) => {
    expect(covers(matcher, name)).toBe(expected);
  });
});
