import type { Prompt } from "../../model/secret-scope.ts";
import type { LinkContext } from "../context.ts";
import { hasCredentialName, isPublicName } from "../credentials/names.ts";
import type { Value } from "../program/value.ts";
import type { LinkedTool } from "../tools/tools.ts";

const deepest = 6;
const mostValues = 200;

/**
 * Tools whose answer, which the model reads, has a secret in it: put there by name, or with the options of a client that are
 * handed back whole. What a call outside the repository makes of a secret is another text.
 */
export function answersWithSecrets({ evaluator }: LinkContext, tools: readonly LinkedTool[]): readonly Prompt[] {
  return tools.flatMap(({ tool, entries }) => {
    const secrets = entries.flatMap(({ fn, args }) => {
      const names = new Map<string, Value>();
      let left = mostValues;
      const look = (value: Value, depth: number): void => {
        if (depth > deepest || left-- <= 0) return;
        if (value.kind === "variable" && typeof value.name === "string" && isSecret(value.name))
          names.set(value.name, value);
        for (const part of partsOf(value)) look(part, depth + 1);
      };
      look(evaluator.call(fn, args, fn.at), 0);
      return [...names.keys()].map((variable) => ({ variable, option: "answer", at: fn.at }));
    });
    return secrets.length > 0 ? [{ call: tool.name, at: tool.at, secrets, open: [] }] : [];
  });

  function partsOf(value: Value): readonly Value[] {
    switch (value.kind) {
      case "template":
        return value.parts;
      case "object":
        return [...[...value.entries.values()].map((t) => evaluator.force(t)), ...(value.rest ? [value.rest] : [])];
      case "array":
        return value.elements.map((t) => evaluator.force(t));
      case "choice":
        return value.options.map((o) => o.value);
      case "fallback":
        return [value.first, value.second];
      case "applied":
        return isText(value) ? value.args.map((t) => evaluator.force(t)) : [];
      default:
        return [];
    }
  }
}

function isText({ callee }: Extract<Value, { kind: "applied" }>): boolean {
  return (
    callee.kind === "external" && callee.package === "" && /^(JSON\.stringify|String)$/.test(callee.path.join("."))
  );
}

/** `STRIPE_API_KEY_ENV` says for what a key was issued, and `STRIPE_SECRET_ARN` where it is kept. */
const aboutSecret = /_(?:env|environment|scope|stage|tag|id|name|arn|path|param|parameter|file|version)$/i;

function isSecret(name: string): boolean {
  return hasCredentialName(name) && !isPublicName(name) && !aboutSecret.test(name);
}
