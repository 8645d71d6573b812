import { symbols } from "./shorthand.ts";
import type { SymbolPattern } from "./types.ts";

/** Functions that put a question to a person and give the answer. */
export const askers: readonly SymbolPattern[] = [
  symbols(["@langchain/langgraph", "@langchain/langgraph/*"], "interrupt"),
  symbols(["@inquirer/prompts", "@inquirer/*"], "confirm", "input", "select", "default"),
  symbols("inquirer", "prompt", "default.prompt"),
  symbols(["prompts", "enquirer"], "default", "prompt"),
  symbols("@clack/prompts", "confirm", "select", "text"),
  symbols("", "confirm", "prompt"),
];

/** Methods that ask, whatever they are called on: the server of an MCP tool, a terminal, a step that may be suspended. */
export const askingMethods: ReadonlySet<string> = new Set([
  "elicitInput",
  "elicit",
  "requestElicitation",
  "question",
  "suspend",
]);

/** Properties under which a framework hands over what a person answered. */
export const answerProperties: ReadonlySet<string> = new Set(["resumeData"]);
