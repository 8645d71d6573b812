import { assertSame } from "./checks.ts";
import { aiTools, dispatched, type Unsound, type Variant } from "./desk.ts";

/** A tool that copies a deal from one environment to another, with what stands before the copy. */
function copyTool(check: string, call = "await send(target, input.id); return null;"): string {
  return aiTools(`
    const environment = z.enum(["production", "staging"]);
    export const copyDeal = tool({ description: "Copy a deal.", inputSchema: z.object({ id: z.string(), from: environment, to: environment }), execute: async (input) => {
      const source = endpoints[input.from];
      const target = endpoints[input.to];
      ${check}
      ${call}
    } });`);
}

/** A tool input guardrail that looks its target up in one way, and a handler that looks it up in another. */
function guarded(checked: string, used: string, more = ""): string {
  return aiTools(`import { Agent, defineToolInputGuardrail, tool, ToolGuardrailFunctionOutputFactory } from "@openai/agents";
    const byName = (name: string) => endpoints[name];
    ${more}
    const sameEnvironment = defineToolInputGuardrail({ name: "same", run: async ({ toolCall }) => {
      const input = JSON.parse(toolCall.arguments);
      const target = ${checked};
      return target.environment === key.environment ? ToolGuardrailFunctionOutputFactory.allow() : ToolGuardrailFunctionOutputFactory.rejectContent("refused");
    } });
    const updateDeal = tool({ name: "update_deal", description: "", parameters: inputSchema, inputGuardrails: [sameEnvironment], execute: async (input: Input) => send(${used}, input.id) });
    export const agent = new Agent({ name: "desk", tools: [updateDeal] });`).replace('import { tool } from "ai";', "");
}

const byWord = 'const byWord = (word: string) => (word === "production" ? endpoints.production : endpoints.staging);';
const routes = (production: string, staging: string) =>
  `const routes = { production: "https://crm${production}.dealdesk.example", staging: "https://crm${staging}.dealdesk.example" }; const ofDeal = (deal: Input) => ({ url: routes[deal.environment] });`;

const both = "await send(source, input.id); await send(target, input.id); return null;";
const another = "it compares another target than the one that is called";

/** Checks of the right targets, where a tool has more than one. */
export const rightTargets: readonly Variant[] = [
  {
    title: "a guardrail that looks up the same entry by another function",
    where: "in a hook",
    framework: "OpenAI Agents",
    tools: guarded(
      "byName(input.environment)",
      "ofDeal(input)",
      "const ofDeal = (deal: Input) => endpoints[deal.environment];",
    ),
  },
  {
    title: "a guardrail that tells apart what the handler looks up",
    where: "in a hook",
    framework: "OpenAI Agents",
    tools: guarded("byWord(input.environment)", "byName(input.environment)", byWord),
  },
  {
    title: "a guardrail whose table agrees with the handler's, entry by entry",
    where: "in a hook",
    framework: "OpenAI Agents",
    tools: guarded("byName(input.environment)", "ofDeal(input)", routes("", ".staging")),
  },
  {
    title: "a guardrail of an entry, for which the handler has a default",
    where: "in a hook",
    framework: "OpenAI Agents",
    tools: guarded("byName(input.environment)", "(byName(input.environment) ?? endpoints.production)"),
  },
  {
    title: "the one of two that is called",
    where: "called",
    gate: assertSame,
    tools: copyTool("gate.assertSame(key, target);"),
  },
  {
    title: "both of two that are called",
    where: "inline",
    tools: copyTool(
      'if (key.environment !== source.environment || key.environment !== target.environment) throw new Error("refused");',
      both,
    ),
  },
  {
    title: "both of two that are called, in a loop",
    where: "called",
    gate: assertSame,
    tools: copyTool("for (const one of [source, target]) gate.assertSame(key, one);", both),
  },
  {
    title: "one with the other, and that with the credential",
    where: "inline",
    tools: copyTool(
      'if (key.environment !== source.environment || source.environment !== target.environment) throw new Error("refused");',
      both,
    ),
  },
];

/** Checks of other targets than the one that is called. */
export const wrongTargets: readonly Unsound[] = [
  {
    title: "a guardrail of the entry, and production where the handler finds the deal confirmed",
    where: "in a hook",
    framework: "OpenAI Agents",
    weakness: another,
    tools: guarded(
      "byName(input.environment)",
      "ofDeal(input)",
      "const ofDeal = (deal: Input) => (deal.confirmed ? endpoints.production : byName(deal.environment));",
    ),
  },
  {
    title: "a guardrail of the word, and production where the handler finds the deal confirmed besides",
    where: "in a hook",
    framework: "OpenAI Agents",
    weakness: another,
    tools: guarded(
      "byWord(input.environment)",
      "ofDeal(input)",
      `${byWord} const ofDeal = (deal: Input) => (deal.environment === "production" || deal.confirmed ? endpoints.production : endpoints.staging);`,
    ),
  },
  {
    title: "a guardrail whose table says the other environment than the handler's",
    where: "in a hook",
    framework: "OpenAI Agents",
    weakness: another,
    tools: guarded("byName(input.environment)", "ofDeal(input)", routes(".staging", "")),
  },
  {
    title: "a guardrail of what a database has for the parameter",
    where: "in a hook",
    framework: "OpenAI Agents",
    weakness: "whether the target that it compares is the one that is called cannot be told",
    verdict: "unknown",
    tools: `import { db } from "./db"; ${guarded("await db.endpoints.find(input.environment)", "byName(input.environment)")}`,
  },
  {
    title: "the source is compared, the target called",
    where: "called",
    weakness: another,
    gate: assertSame,
    tools: copyTool("gate.assertSame(key, source);"),
  },
  {
    title: "one of two that are called",
    where: "inline",
    weakness: another,
    tools: copyTool("if (key.environment !== target.environment) throw new Error();", both),
  },
  {
    title: "the source is compared in the dispatcher, the target called",
    where: "in the dispatcher",
    weakness: another,
    gate: assertSame,
    tools: dispatched("gate.assertSame(key, endpoints[input.source]); return tools[name].run(input);"),
  },
  {
    title: "a fixed target is compared",
    where: "inline",
    weakness: another,
    run: "if (key.environment !== endpoints.staging.environment) throw new Error(); return send(target, input.id);",
  },
  {
    title: "a target that is read from somewhere else",
    where: "inline",
    weakness: "whether the target that it compares is the one that is called cannot be told",
    verdict: "unknown",
    gate: 'import { db } from "./db"; export const currentTarget = () => db.endpoint();',
    run: "const registered = gate.currentTarget(); if (key.environment !== registered.environment) throw new Error(); return send(target, input.id);",
  },
  {
    title: "what the model passes, twice",
    where: "inline",
    weakness: "it compares what the model passes with something else that the model passes",
    tools: aiTools(`
      const environment = z.enum(["production", "staging"]);
      export const updateDeal = tool({ description: "", inputSchema: z.object({ id: z.string(), environment, caller: environment }), execute: async (input) => {
        if (input.environment !== input.caller) throw new Error("refused");
        return send(endpoints[input.environment], input.id);
      } });`),
  },
  {
    title: "the credential's environment as the model passes it",
    where: "inline",
    weakness: "it compares the target with what the model passes",
    tools: aiTools(`
      const environment = z.enum(["production", "staging"]);
      export const updateDeal = tool({ description: "", inputSchema: z.object({ id: z.string(), environment, scope: environment }), execute: async (input) => {
        const target = endpoints[input.environment];
        if (target.environment !== input.scope) throw new Error("refused");
        return send(target, input.id);
      } });`),
  },
  {
    title: "the credential with one constant and the target with the process",
    where: "inline",
    weakness: "it does not compare the credential with the target",
    run: 'if (key.environment !== "staging" || target.environment !== appEnvironment) throw new Error(); return send(target, input.id);',
  },
  {
    title: "a tag that is the process's own environment",
    where: "inline",
    weakness: "the credential's tag that it reads is the environment of the process",
    run: "const scoped = { apiKey: key.value, environment: process.env.APP_ENV }; if (scoped.environment !== target.environment) throw new Error(); return send(target, input.id);",
  },
  {
    title: "production only, by the environment of the process",
    where: "inline",
    weakness:
      "it compares what the model passes with the environment of the process, and does not read the credential's",
    run: 'if (input.environment === "production" && appEnvironment !== "production") throw new Error(); return send(target, input.id);',
  },
];
