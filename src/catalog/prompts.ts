import { at, since, symbols } from "./shorthand.ts";
import type { ArgumentPath, SymbolPattern } from "./types.ts";

/** Where a call of a model has its messages: those of the roles below are its instructions. */
export const messagePaths: readonly ArgumentPath[] = at("0.messages", "0.input");
export const instructingRoles: ReadonlySet<string> = new Set(["system", "developer"]);

/** Messages that are instructions by what makes them, with where their text stands. */
export const systemMessages: SymbolPattern = symbols(
  ["@langchain/core/messages", "langchain", "langchain/schema", "@langchain/core/messages/system"],
  "SystemMessage",
);
export const systemMessageText: readonly ArgumentPath[] = at("0.content", "0");

/** Middleware that gives the model its instructions; the text is what the function makes. Read in langchain 1.5.14. */
export const promptMiddleware: SymbolPattern = symbols("langchain", "dynamicSystemPromptMiddleware");

/** Frameworks whose routes hand a request to a function. */
export const routers: readonly string[] = [
  "express",
  "hono",
  "hono/*",
  "@hono/zod-openapi",
  "fastify",
  "koa-router",
  "@koa/router",
  "polka",
  "elysia",
  "itty-router",
  "h3",
  "@oakserver/oak",
  "restify",
];

/** Where an agent is given what looks at its input first, and the class or function that makes the agent. */
export interface GuardEntry {
  readonly product: string;
  readonly symbol: SymbolPattern;
  readonly from: readonly ArgumentPath[];
  /** Names of what looks for injections, where the option takes processors of other purposes too; absent: whatever is given. */
  readonly detectors?: readonly string[];
  /** The option of a detector by which it says what it does, with the words by which it lets pass what it finds. */
  readonly reaction?: { readonly option: string; readonly passing: readonly string[] };
}

const openaiAgents = ["@openai/agents", "@openai/agents-core"];
const mastra = ["@mastra/core", "@mastra/core/agent"];

/**
 * Read in the published types: @openai/agents-core 0.20.0; the names of Mastra stand in those of @mastra/core 0.24.9. Guards of
 * other vendors were not looked up; they are evidence of a pass and fail nothing.
 */
export const guardEntries: readonly GuardEntry[] = [
  {
    product: "OpenAI Agents SDK",
    symbol: symbols(openaiAgents, "Agent", "Agent.create", "Runner"),
    from: at("0.inputGuardrails"),
  },
  {
    product: "Mastra",
    symbol: symbols(mastra, "Agent"),
    from: at("0.inputProcessors"),
    detectors: ["PromptInjectionDetector"],
    reaction: { option: "strategy", passing: ["warn"] },
  },
];

/**
 * Versions in which input guardrails run beside the first answer of the model and its tools are called before they are
 * waited for. Before them guardrails came first; since 0.4.13 the tools wait, and only the model's answer is had for
 * nothing. Read in `run.mjs` of 0.3.2, 0.3.3, 0.3.5, 0.4.5, 0.4.7, 0.4.10 to 0.4.15, 0.8.0 and 0.20.0.
 */
export const racingGuardrails: SymbolPattern = since(">=0.3.3 <0.4.13", symbols(openaiAgents, "Agent", "Agent.create"));

/** Products that are asked about a text, by what is called. */
export const detectionCalls: readonly { readonly product: string; readonly symbol: SymbolPattern }[] = [
  {
    product: "Amazon Bedrock Guardrails",
    symbol: symbols("@aws-sdk/client-bedrock-runtime", "ApplyGuardrailCommand"),
  },
];

/** Hosts and paths of detection services, by the address that is requested. */
export const detectionAddresses: readonly { readonly product: string; readonly address: RegExp }[] = [
  { product: "Lakera Guard", address: /^https:\/\/api\.lakera\.ai\b/ },
  { product: "Azure Prompt Shields", address: /\/contentsafety\/text:shieldPrompt\b/ },
];

/** What runs a text as code or as a command of a shell, and the argument that holds it. */
export const interpreters: readonly { readonly symbol: SymbolPattern; readonly text: readonly ArgumentPath[] }[] = [
  { symbol: symbols("", "eval"), text: at("0") },
  {
    symbol: symbols("vm", "runInContext", "runInNewContext", "runInThisContext", "Script", "compileFunction"),
    text: at("0"),
  },
  { symbol: symbols("child_process", "exec", "execSync"), text: at("0") },
];
export const functionMaker: SymbolPattern = symbols("", "Function");
