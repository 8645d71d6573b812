import type { Evaluator } from "./program/evaluate.ts";
import { chainOf, type Thunk, type Value } from "./program/value.ts";

/** Options by which a client is pointed at another server than its vendor's. */
const addresses = ["baseURL", "baseUrl", "basePath", "endpoint", "azureOpenAIEndpoint", "azureOpenAIBasePath"];
const inside = ["configuration", "clientOptions", "config"];
const vendors =
  /^https:\/\/(?:api\.(?:openai|anthropic|mistral|x)\.(?:com|ai)|generativelanguage\.googleapis\.com)(?:\/|$)/;

/**
 * Who serves the models of a client, where that is not the vendor of its SDK. A client known by its type alone was made
 * elsewhere, with an address that is not seen: it counts as another server's, so that nothing is claimed of its names.
 */
export function hostOf(evaluator: Evaluator, callee: Value, args: readonly Thunk[]): string | null {
  for (const value of chainOf(callee)) {
    if (value.kind === "external") {
      const symbol = value.path.at(-1) ?? "";
      if (/Azure/.test(symbol)) return "azure-openai";
      if (/Bedrock/.test(symbol)) return "bedrock";
    }
    if (value.kind === "applied" && (value.assumed || isPointed(evaluator, value.args))) return "openai-compatible";
  }
  return isPointed(evaluator, args) ? "openai-compatible" : null;
}

function isPointed(evaluator: Evaluator, args: readonly Thunk[]): boolean {
  return args.some((arg) => {
    const options = evaluator.force(arg);
    return options.kind === "object" && holdsAddress(evaluator, options, 0);
  });
}

function holdsAddress(evaluator: Evaluator, options: Extract<Value, { kind: "object" }>, depth: number): boolean {
  for (const [key, thunk] of options.entries) {
    if (addresses.includes(key) || key.startsWith("azure")) {
      const value = evaluator.force(thunk);
      const isDefault = value.kind === "literal" && (value.value === undefined || vendors.test(String(value.value)));
      if (!isDefault) return true;
    }
    if (depth === 0 && inside.includes(key)) {
      const nested = evaluator.force(thunk);
      if (nested.kind === "object" && holdsAddress(evaluator, nested, 1)) return true;
    }
  }
  return false;
}
