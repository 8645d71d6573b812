import type { ModelCallEntry } from "../model-calls.ts";
import { at } from "../shorthand.ts";
import type { ArgumentPath } from "../types.ts";

/** Where clients of HTTP take the body of a request: as text for most, as what is sent as JSON for some. */
export const bodyPaths: readonly ArgumentPath[] = at("1.body", "1.json", "1.data", "0.body", "0.data", "0.json");

/** The same for methods that take it by itself: `axios.post(url, data)`. */
export const bodyArgument: readonly ArgumentPath[] = at("1");

/**
 * Paths by which a model is asked for an answer. Requests for embeddings, lists of models, files, counts of tokens and batches
 * go to the same hosts and run none.
 */
export const askingPath =
  /\/(?:messages|responses|(?:chat\/)?completions|chat|converse(?:-stream)?|invoke(?:-with-response-stream)?)\/?(?:[?#].*)?$|:(?:stream)?generateContent\b/i;

/** The parts of a body stand in the first argument, what the client was given in those behind it. */
const options: ModelCallEntry["options"] = {
  model: at("0.model"),
  tools: at("0.tools", "0.functions", "0.toolConfig"),
  system: at("0.system", "0.instructions", "0.systemInstruction", "0.system_instruction"),
  "output-tokens": at(
    "0.max_tokens",
    "0.max_completion_tokens",
    "0.max_output_tokens",
    "0.generationConfig.maxOutputTokens",
    "0.inferenceConfig.maxTokens",
  ),
  time: at("1.timeout", "2.timeout", "3.timeout"),
  abort: at("1.signal", "2.signal", "3.signal"),
};

const vendors: readonly (readonly [RegExp, string])[] = [
  [/^api\.openai\.com$/, "openai"],
  [/^api\.anthropic\.com$/, "anthropic"],
  [/\.googleapis\.com$/, "google"],
  [/^api\.groq\.com$/, "groq"],
];

/** A request to this host, read as the call of a model that it is. */
export function requestEntry(host: string): Omit<ModelCallEntry, "symbol"> {
  const sdk = vendors.find(([pattern]) => pattern.test(host))?.[1] ?? "http";
  return { sdk, options, stepsByDefault: 1 };
}
