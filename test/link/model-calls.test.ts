import { describe, expect, it } from "vitest";
import { modelCallsOf } from "../../src/link/model-calls.ts";
import type { ModelCall, ModelName, Setting } from "../../src/model/model-call.ts";
import { contextOf } from "./repository.ts";

const callsIn = (code: string): readonly ModelCall[] =>
  modelCallsOf(contextOf({ "package.json": "{}", "src/agent.ts": code }));

function nameOf(model: ModelName): string {
  if (model.kind === "name") return model.provider === null ? model.name : `${model.provider}/${model.name}`;
  return model.kind === "variable" ? `$${model.variable}|${model.otherwise}` : `? ${model.reason}`;
}

const said = (setting: Setting | undefined) =>
  setting?.state === "set" && setting.text !== null ? `set ${setting.text}` : setting?.state;

describe("the model that a call runs", () => {
  it.each([
    [`import { generateText } from "ai"; generateText({ model: "openai/gpt-5" });`, ["openai/gpt-5"]],
    [
      `import { generateText } from "ai"; import { openai } from "@ai-sdk/openai"; generateText({ model: openai("gpt-5") });`,
      ["openai/gpt-5"],
    ],
    [
      `import { streamText } from "ai"; import { anthropic } from "@ai-sdk/anthropic"; streamText({ model: anthropic(process.env.MODEL ?? "claude-sonnet-5") });`,
      ["$MODEL|claude-sonnet-5"],
    ],
    [
      `import { streamText } from "ai"; import { openai } from "@ai-sdk/openai"; const models = { fast: "gpt-5-mini", slow: "gpt-5" }; export const run = (k: "fast" | "slow") => streamText({ model: openai(models[k]) });`,
      ["openai/gpt-5-mini", "openai/gpt-5"],
    ],
    [
      `import OpenAI from "openai"; const client = new OpenAI(); client.chat.completions.create({ model: "gpt-4o-2024-08-06" });`,
      ["gpt-4o-2024-08-06"],
    ],
    [`import { Agent } from "@openai/agents"; new Agent({ name: "a" });`, []],
    [
      `import { generateText } from "ai"; export const run = (model: string) => generateText({ model });`,
      ["? it is passed in"],
    ],
  ])("%s", (code, models) => {
    expect(callsIn(code).flatMap((call) => call.models.map(nameOf))).toEqual(models);
  });
});

describe("the limits of a call", () => {
  const limits = (code: string) =>
    callsIn(code).map(({ limits: l, stepsByDefault }) => [said(l.steps), stepsByDefault]);

  it("are what its options say, and what the SDK takes by itself", () => {
    expect(
      limits(`import { generateText, stepCountIs, ToolLoopAgent, isLoopFinished } from "ai";
generateText({ model: "m", stopWhen: stepCountIs(5) });
generateText({ model: "m" });
new ToolLoopAgent({ model: "m", stopWhen: isLoopFinished() });`),
    ).toEqual([
      ["set 5", 1],
      ["absent", 1],
      ["removed", 20],
    ]);
  });

  it("are taken away by null where the SDK says so", () => {
    expect(
      limits(`import { Agent, run } from "@openai/agents";
const agent = new Agent({ name: "a" });
run(agent, "x", { maxTurns: null });
run(agent, "x", { maxTurns: 8 });
run(agent, "x");`).slice(1),
    ).toEqual([
      ["removed", 10],
      ["set 8", 10],
      ["absent", 10],
    ]);
  });

  it("are taken away by one entry of a table that a caller picks", () => {
    const [, call] = callsIn(`import { Agent, run } from "@openai/agents";
const agent = new Agent({ name: "a", tools: [look] });
const PROFILES = { interactive: { maxTurns: 12 }, batch: { maxTurns: null } } as const;
async function converse(input: string, profile: keyof typeof PROFILES) {
  return run(agent, input, { context: {}, ...PROFILES[profile] });
}
await converse("x", "interactive");
await converse("x", "batch");`);
    expect(call?.limits.steps).toMatchObject({ state: "removed", at: { span: { startLine: 3 } } });
    expect(call?.limits.steps).not.toHaveProperty("sometimes");
    expect(call?.hasTools).toBe(true);
  });

  it.each([
    ["process.env.ENDLESS ? null : 8", { state: "removed", sometimes: true }],
    ["process.env.ENDLESS ? 20 : 8", { state: "set" }],
  ])("may be taken away by %s", (turns, setting) => {
    const [, call] = callsIn(`import { Agent, run } from "@openai/agents";
const agent = new Agent({ name: "a" });
run(agent, "x", { maxTurns: ${turns} });`);
    expect(call?.limits.steps).toMatchObject(setting);
  });

  it("are not known where the options are passed in", () => {
    const [call] = callsIn(
      `import { generateText } from "ai"; export const run = (o: { maxOutputTokens: number }) => generateText({ model: "m", ...o });`,
    );
    expect(call?.limits["output-tokens"].state).toBe("unresolved");
  });
});

it("knows a client by where it was made, not by its methods", () => {
  expect(
    callsIn(`const bot = { messages: { create: (o: object) => o } }; bot.messages.create({ model: "x" });`),
  ).toEqual([]);
});

describe("a request to the API of a model", () => {
  const ask = (body: string, more = "") =>
    `const url = "https://api.anthropic.com/v1/messages";
export const ask = (system: string, tools: unknown[]) => fetch(url, { method: "POST", body: ${body}${more} });`;

  it("is a call of it, with what its body says", () => {
    const [call] = callsIn(
      ask(`JSON.stringify({ model: process.env.MODEL_ID, max_tokens: 900, tools: [{ name: "a" }] })`),
    );
    expect(call).toMatchObject({ sdk: "anthropic", operation: "fetch", hasTools: true, stepsByDefault: 1 });
    expect(call?.models.map(nameOf)).toEqual(["$MODEL_ID|null"]);
    expect([said(call?.limits["output-tokens"]), said(call?.limits.time), said(call?.limits.abort)]).toEqual([
      "set 900",
      "absent",
      "absent",
    ]);
  });

  it("ends by the time that its signal has", () => {
    const [call] = callsIn(ask("JSON.stringify({})", ", signal: AbortSignal.timeout(30_000)"));
    expect(said(call?.limits.time)).toBe("set");
  });

  it("may give tools where its body is not read", () => {
    expect(callsIn(ask("encode(tools)"))).toMatchObject([{ hasTools: null }]);
  });

  it.each([
    ["embeddings", `fetch("https://api.openai.com/v1/embeddings", { method: "POST", body: "{}" });`],
    ["a list of models", `fetch("https://api.openai.com/v1/models");`],
    ["counting", `fetch("https://api.anthropic.com/v1/messages/count_tokens", { method: "POST" });`],
    ["another host", `fetch("https://desk.example.com/v1/messages", { method: "POST" });`],
    ["a path that is passed in", "export const ask = (p: string) => fetch(`https://api.openai.com/v1${p}`);"],
  ])("is none for %s", (_what, code) => {
    expect(callsIn(code)).toEqual([]);
  });
});
