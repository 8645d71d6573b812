import { describe, expect, it } from "vitest";
import { promptsOf } from "../../src/link/prompts/prompts.ts";
import { linkTools } from "../../src/link/tools/tools.ts";
import type { Prompts } from "../../src/model/prompts.ts";
import { contextOf } from "./repository.ts";

function promptsIn(files: Readonly<Record<string, string>>): Prompts {
  const context = contextOf({ "package.json": "{}", ...files });
  return promptsOf(context, linkTools(context));
}

const untrusted = (code: string, path = "src/app/api/chat/route.ts"): string[] =>
  promptsIn({ [path]: code }).systems.flatMap(({ untrusted: parts }) =>
    parts.map(({ source, name, excuse }) => `${source} ${name}${excuse === null ? "" : " ?"}`),
  );

const ai = `import { generateText, streamText, tool } from "ai"; import { z } from "zod";`;

describe("what others write among the instructions", () => {
  it.each([
    [
      "a body of a route",
      `${ai} export async function POST(req: Request) { const { topic } = await req.json(); return streamText({ model: "m", system: \`You help with \${topic}.\` }); }`,
      ["request json.topic"],
    ],
    [
      "a body that is checked by a schema",
      `${ai} const S = z.object({ topic: z.string(), tone: z.enum(["a", "b"]) }); export async function POST(req: Request) { const body = S.parse(await req.json()); return streamText({ model: "m", system: "About " + body.topic + body.tone }); }`,
      ["request json.topic"],
    ],
    [
      "a body that goes through a helper of an Express route",
      `${ai} import express from "express"; const app = express(); app.post("/x", async (req, res) => { res.json(await generateText({ model: "m", system: build(req.body.notes) })); }); function build(n: string) { return ["You are", n.trim(), "done"].join("\\n"); }`,
      ["request body.notes"],
    ],
    [
      "what Hono's context gives",
      `${ai} import { Hono } from "hono"; const app = new Hono(); app.post("/x", async (c) => { const b = await c.req.json(); return generateText({ model: "m", system: \`a \${b.q} \${c.req.query("x")}\` }); });`,
      ["request json.q", "request query"],
    ],
    [
      "what an index gives",
      `${ai} import { Pinecone } from "@pinecone-database/pinecone"; const index = new Pinecone().index("kb"); export async function ask(q: string) { const found = await index.query({ vector: [1], topK: 3 }); const context = found.matches.map((m) => m.metadata.text).join("\\n"); return generateText({ model: "m", system: \`Use: \${context}\`, prompt: q }); }`,
      ["retrieval pinecone query"],
    ],
    [
      "what a model passes to a tool",
      `${ai} export const t = tool({ description: "d", inputSchema: z.object({ task: z.string(), style: z.enum(["x"]) }), execute: async ({ task, style }) => generateText({ model: "m", system: \`Do: \${task} \${style}\` }) });`,
      ["tool-input t(task)"],
    ],
    [
      "a message of the system",
      `import OpenAI from "openai"; const client = new OpenAI(); export async function POST(req: Request) { const { doc, messages } = await req.json(); return client.chat.completions.create({ model: "m", messages: [{ role: "system", content: "x" + doc }, ...messages] }); }`,
      ["request json.doc"],
    ],
    [
      "a page whose address the request names",
      `${ai} export async function POST(req: Request) { const { url } = await req.json(); const page = await (await fetch(url)).text(); return generateText({ model: "m", system: \`Use: \${page}\` }); }`,
      ["response fetch"],
    ],
    [
      "what middleware of LangChain gives for instructions",
      `import { Pinecone } from "@pinecone-database/pinecone"; import { dynamicSystemPromptMiddleware } from "langchain"; const index = new Pinecone().index("kb"); async function brief() { const found = await index.query({ vector: [1], topK: 3 }); return found.matches.map((m) => m.metadata.text).join(" "); } export const m = dynamicSystemPromptMiddleware(async () => \`Use: \${await brief()}\`);`,
      ["retrieval pinecone query"],
    ],
    [
      "a system message of LangChain",
      `import { SystemMessage } from "@langchain/core/messages"; export async function POST(req: Request) { const { doc } = await req.json(); return new SystemMessage(\`Use \${doc}\`); }`,
      ["request json.doc"],
    ],
  ])("is found: %s", (_, code, expected) => {
    expect(untrusted(code)).toEqual(expected);
  });

  it.each([
    [
      "instructions that are meant to be passed",
      `${ai} export async function POST(req: Request) { const { system } = await req.json(); return streamText({ model: "m", system }); }`,
      ["request json.system ?"],
    ],
    [
      "the arguments of a program",
      `${ai} export const run = () => generateText({ model: "m", system: "x" + process.argv.slice(2).join(" ") });`,
      ["arguments process.argv ?"],
    ],
  ])("is suspected only: %s", (_, code, expected) => {
    expect(untrusted(code)).toEqual(expected);
  });

  it.each([
    [
      "a date and a variable",
      `${ai} export const run = () => generateText({ model: "m", system: \`Today is \${new Date().toISOString()} in \${process.env.REGION}\` });`,
    ],
    [
      "the user of a session",
      `${ai} import { auth } from "./auth-lib"; export async function POST(req: Request) { const session = await auth(req); return streamText({ model: "m", system: \`You talk to \${session.user.name}\` }); }`,
    ],
    [
      "where the platform says the request comes from",
      `${ai} import { geolocation } from "@vercel/functions"; export async function POST(req: Request) { const { city } = geolocation(req); return streamText({ model: "m", system: \`The user is in \${city}\` }); }`,
    ],
    [
      "an entry that the request picks",
      `${ai} const roles = { a: "You are a.", b: "You are b." }; export async function POST(req: Request) { const { role } = await req.json(); return streamText({ model: "m", system: roles[role] }); }`,
    ],
    [
      "a prompt that the request only tests",
      `${ai} export async function POST(req: Request) { const { brief } = await req.json(); return streamText({ model: "m", system: brief ? "Be brief." : "Explain." }); }`,
    ],
    [
      "a page at a fixed address",
      `${ai} export async function ask() { const page = await (await fetch("https://config.acme.example/prompt")).text(); return generateText({ model: "m", system: page }); }`,
    ],
    [
      "text in the message of the user",
      `${ai} export async function POST(req: Request) { const { topic } = await req.json(); return streamText({ model: "m", system: "You help.", prompt: topic }); }`,
    ],
  ])("is not %s", (_, code) => {
    expect(untrusted(code)).toEqual([]);
  });
});

describe("guards on what comes in", () => {
  const agent = (guard: string, more = "") =>
    `import { Agent, tool } from "@openai/agents"; import { z } from "zod"; import Stripe from "stripe"; const stripe = new Stripe(process.env.KEY!);
const refund = tool({ name: "refund", description: "d", parameters: z.object({ id: z.string() }), execute: async ({ id }) => stripe.refunds.create({ charge: id }) });
const check = { name: "injections", ${more}execute: async ({ input }) => ({ tripwireTriggered: false, outputInfo: input }) };
export const agent = new Agent({ name: "a", tools: [refund], inputGuardrails: ${guard} });`;
  const guardsFor = (version: string, guard = "[check]", more = "") =>
    promptsIn({
      "package.json": JSON.stringify({ dependencies: { "@openai/agents": version, stripe: "1" } }),
      "src/agent.ts": agent(guard, more),
    }).guards.map(
      ({ name, races, skippedBy }) =>
        `${name}${races ? ` races ${races.tools.map((t) => t.name).join()}` : ""}${skippedBy ? ` unless ${skippedBy.what}` : ""}`,
    );

  it("race the tools in the versions that do not wait", () => {
    expect(guardsFor("0.3.5")).toEqual(["injections races refund"]);
    expect(guardsFor("0.4.12")).toEqual(["injections races refund"]);
    expect(guardsFor("^0.3.5")).toEqual(["injections races refund"]);
  });

  it("come first in the others, where they say so, and where nothing tells the version", () => {
    expect(guardsFor("0.3.2")).toEqual(["injections"]);
    expect(guardsFor("0.20.0")).toEqual(["injections"]);
    expect(guardsFor("^0.4.0")).toEqual(["injections"]);
    expect(guardsFor("latest")).toEqual(["injections"]);
    expect(guardsFor("0.3.5", "[check]", "runInParallel: false, ")).toEqual(["injections"]);
  });

  it("are left out by a variable", () => {
    expect(guardsFor("0.20.0", `process.env.SKIP_GUARD === "1" ? [] : [check]`)).toEqual([
      "injections unless SKIP_GUARD",
    ]);
  });

  it("are detectors of Mastra, and no other processor", () => {
    const code = `import { Agent } from "@mastra/core/agent"; import { PromptInjectionDetector, UnicodeNormalizer } from "@mastra/core/processors";
export const agent = new Agent({ name: "a", inputProcessors: [new UnicodeNormalizer(), new PromptInjectionDetector({ model: "m" })] });`;
    expect(promptsIn({ "src/agent.ts": code }).guards.map(({ name }) => name)).toEqual(["PromptInjectionDetector"]);
  });

  it("are services that are asked", () => {
    const code = `export const ask = (text: string) => fetch("https://api.lakera.ai/v2/guard", { method: "POST", body: text });`;
    expect(promptsIn({ "src/guard.ts": code }).guards.map(({ product }) => product)).toEqual(["Lakera Guard"]);
  });
});

describe("answers that are run", () => {
  const interpreted = (code: string) =>
    promptsIn({ "src/run.ts": code }).interpreted.map(({ interpreter, model }) => `${interpreter} ${model.operation}`);

  it.each([
    [
      `${ai} export async function run() { const { text } = await generateText({ model: "m", prompt: "p" }); return eval(text); }`,
      ["eval generateText"],
    ],
    [
      `${ai} export async function run() { const { text } = await generateText({ model: "m" }); return new Function("x", text.trim())(1); }`,
      ["Function generateText"],
    ],
    [
      `import { exec } from "node:child_process"; import OpenAI from "openai"; const c = new OpenAI(); export async function run() { const r = await c.chat.completions.create({ model: "m", messages: [] }); exec(\`bash -c "\${r.choices[0].message.content}"\`); }`,
      ["child_process exec create"],
    ],
  ])("%s", (code, expected) => expect(interpreted(code)).toEqual(expected));

  it.each([
    `${ai} export async function run() { const { text } = await generateText({ model: "m" }); return JSON.parse(text); }`,
    `${ai} export async function run() { const { text } = await generateText({ model: "m" }); return eval(text.length); }`,
    `${ai} const known = { a: "ls" }; import { exec } from "node:child_process"; export async function run() { const { text } = await generateText({ model: "m" }); exec(known[text]); }`,
  ])("not %s", (code) => expect(interpreted(code)).toEqual([]));
});

describe("what texts hide", () => {
  const hidden = (files: Readonly<Record<string, string>>) =>
    promptsIn(files).texts.flatMap(({ name, hidden: h }) =>
      h.map(({ kind, at }) => `${name} ${kind} ${at.span.startLine}:${at.span.startColumn}`),
    );

  it("is found in rules files and in literals of prompts", () => {
    expect(hidden({ "AGENTS.md": "# Rules\nBe ki\u200Bnd.\u{E0049}\u{E0067}\n" })).toEqual([
      "AGENTS.md tag 2:10",
      "AGENTS.md zero-width 2:6",
    ]);
    const code = `${ai} export const run = () => generateText({ model: "m", system: "Be\u202Ekind" });`;
    expect(hidden({ "src/run.ts": code })).toEqual(["the system text of generateText bidirectional 1:142"]);
  });

  it("is not what scripts and emoji need", () => {
    expect(
      hidden({
        "CLAUDE.md":
          "\uFEFF# Rules \u{1F469}\u200D\u{1F4BB} \u{1F3F4}\u{E0067}\u{E0062}\u{E007F} \u2764\uFE0F می\u200Cخواهم \u2067עברית\u2069\n",
      }),
    ).toEqual([]);
  });

  it("is looked for in files of instructions only", () => {
    expect(
      promptsIn({ "docs/guide.md": "a\u200Bb", ".cursor/rules/style.mdc": "fine" }).texts.map(({ name }) => name),
    ).toEqual([".cursor/rules/style.mdc"]);
  });
});
