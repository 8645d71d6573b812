import { describe, expect, it } from "vitest";
import { agentRunsOf } from "../../../src/link/limits/agent-runs.ts";
import { deadlinesOf } from "../../../src/link/limits/deadlines.ts";
import { entryLimitsOf } from "../../../src/link/limits/entry-limits.ts";
import { contextOf } from "../repository.ts";

const at = ({ path, span }: { readonly path: string; readonly span: { readonly startLine: number } }) =>
  `${path}:${span.startLine}`;

describe("the runs of agents", () => {
  const runsIn = (code: string): string[] =>
    agentRunsOf(contextOf({ "package.json": "{}", "src/agent.ts": code })).map(
      ({ operation, agentAt, holds, limits }) =>
        `${operation} of ${agentAt ? at(agentAt) : "?"} ${holds} steps=${limits.steps?.state}`,
    );

  it.each([
    [
      `import { createAgent } from "langchain";
const agent = createAgent({ model: "m", tools: [] });
agent.invoke({ messages: [] }, { recursionLimit: 12 });`,
      ["invoke of src/agent.ts:2 run steps=set"],
    ],
    [
      `import { createReactAgent } from "@langchain/langgraph/prebuilt";
const agent = createReactAgent({ llm: {}, tools: [] });
agent.stream({ messages: [] });`,
      ["stream of src/agent.ts:2 run steps=absent"],
    ],
    [
      `import { createAgent, modelCallLimitMiddleware } from "langchain";
createAgent({ model: "m", middleware: [modelCallLimitMiddleware({ runLimit: 4 })] });`,
      ["modelCallLimitMiddleware of src/agent.ts:2 agent steps=set"],
    ],
    [
      `import { Agent } from "@mastra/core/agent";
const desk = new Agent({ name: "desk", model: "m", instructions: "" });
desk.generate("x", { maxSteps: 3 });`,
      ["generate of src/agent.ts:2 run steps=set"],
    ],
    [
      `import { Agent, Runner } from "@openai/agents";
const desk = new Agent({ name: "desk" });
new Runner().run(desk, "x", { maxTurns: null });`,
      ["run of src/agent.ts:2 run steps=removed"],
    ],
  ])("%s", (code, runs) => {
    expect(runsIn(code)).toEqual(runs);
  });
});

describe("a limiter before a call of a model", () => {
  const limitsIn = (files: Readonly<Record<string, string>>): string[] =>
    entryLimitsOf(contextOf({ "package.json": "{}", ...files })).map(
      (one) => `${one.limiter} ${at(one.at)} before ${at(one.call)}`,
    );
  const answer = `import { generateText } from "ai";
export const answer = (prompt: string) => generateText({ model: "m", prompt });`;
  const upstash = (check: string): string => `import { Ratelimit } from "@upstash/ratelimit";
import { answer } from "./answer";
const ratelimit = new Ratelimit({ redis: {}, limiter: Ratelimit.slidingWindow(5, "1 m") });
export async function POST(request: Request) {
  ${check}
  return answer(await request.text());
}`;

  it("is one whose refusal ends the request", () => {
    const route = upstash(
      `const { success } = await ratelimit.limit("user");\n  if (!success) return new Response(null, { status: 429 });`,
    );
    expect(limitsIn({ "src/answer.ts": answer, "src/route.ts": route })).toEqual([
      "Upstash Ratelimit src/route.ts:5 before src/answer.ts:2",
    ]);
  });

  it("is none where nobody reads its answer", () => {
    expect(limitsIn({ "src/answer.ts": answer, "src/route.ts": upstash(`await ratelimit.limit("user");`) })).toEqual(
      [],
    );
  });

  it.each([
    ["of the whole app", "app.use(limiter);", ["express-rate-limit src/app.ts:6 before src/answer.ts:2"]],
    ["of another path", `app.use("/login", limiter);`, []],
  ])("is a middleware %s", (_, use, expected) => {
    const app = `import express from "express";
import { rateLimit } from "express-rate-limit";
import { answer } from "./answer";
const app = express();
const limiter = rateLimit({ windowMs: 60000, limit: 10 });
${use}
app.post("/chat", async (req, res) => res.json(await answer(req.body)));`;
    expect(limitsIn({ "src/answer.ts": answer, "src/app.ts": app })).toEqual(expected);
  });
});

it("takes the deadline of a route for one of the calls it leads to", () => {
  const found = deadlinesOf(
    contextOf({
      "package.json": "{}",
      "src/answer.ts": `import { generateText } from "ai";\nexport const answer = () => generateText({ model: "m" });`,
      "app/api/chat/route.ts": `import { answer } from "../../../src/answer";
export const maxDuration = 60;
export const POST = () => answer();`,
    }),
  );
  expect(found.map((d) => `${at(d.call)} by ${at(d.at)}`)).toEqual(["src/answer.ts:2 by app/api/chat/route.ts:2"]);
});
