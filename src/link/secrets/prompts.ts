import { modelCallsNamed } from "../../catalog/match.ts";
import type { Expression } from "../../model/ir.ts";
import { comparePlaces } from "../../model/location.ts";
import type { Prompt } from "../../model/secret-scope.ts";
import type { LinkContext } from "../context.ts";
import { hasCredentialName, isPublicName } from "../credentials/names.ts";
import { isCalled } from "../model-calls.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { place, type Value } from "../program/value.ts";

/** Options of a call under which stands what the model reads. */
const readByModel = ["system", "instructions", "prompt", "messages", "input", "contents"] as const;

/** What the calls of models in deployed code give to them. */
export function promptsOf(context: LinkContext): readonly Prompt[] {
  const { program } = context;
  const found = [...program.siteNames].flatMap((name) =>
    modelCallsNamed(name).length === 0
      ? []
      : program.sitesNamed(name).flatMap((site) => promptAt(context, name, site) ?? []),
  );
  return found.sort((a, b) => comparePlaces(a.at, b.at));
}

function promptAt(context: LinkContext, name: string, { module, owner, expression }: CallSite): Prompt | null {
  const { evaluator } = context;
  if (expression.kind === "tagged" || !context.isDeployed(module.path)) return null;
  const options: Expression | undefined = expression.args[0];
  const frame = owner ? openFrame(module, owner) : null;
  const callee = evaluator.evaluate(expression.callee, module, frame);
  if (!options || !modelCallsNamed(name).some((entry) => isCalled(entry, callee))) return null;
  const given = evaluator.evaluate(options, module, frame);
  const at = place(module, expression.span);
  if (given.kind !== "object") return { call: name, at, secrets: [], open: [at] };
  const parts = readByModel.flatMap((option) => {
    const held = given.entries.get(option);
    return held ? shownIn(evaluator, evaluator.force(held)).map((part) => ({ option, part })) : [];
  });
  return {
    call: name,
    at,
    secrets: parts.flatMap(({ option, part }) => {
      const variable = secretVariable(part);
      return variable === null ? [] : [{ variable, option, at: part.at }];
    }),
    open: [
      ...parts.flatMap(({ part }) => (isOpen(part) ? [part.at] : [])),
      ...(given.rest !== null && parts.length === 0 ? [at] : []),
    ],
  };
}

const deepest = 8;

/** What a text is made of, as it is: what a call makes of a part is another text. */
function shownIn(evaluator: Evaluator, value: Value, depth = 0): readonly Value[] {
  const inside = (values: readonly Value[]) => values.flatMap((v) => shownIn(evaluator, v, depth + 1));
  if (depth > deepest) return [value];
  switch (value.kind) {
    case "template":
      return inside(value.parts);
    case "operation":
      return value.operator === "+" ? inside(value.operands) : [];
    case "fallback":
      return inside([value.first, value.second]);
    case "choice":
      return inside(value.options.map((o) => o.value));
    case "array":
      return inside(value.elements.map((element) => evaluator.force(element)));
    case "object":
      return inside(
        ["content", "text", "parts"].flatMap((key) => {
          const held = value.entries.get(key);
          return held ? [evaluator.force(held)] : [];
        }),
      );
    default:
      return [value];
  }
}

function secretVariable(value: Value): string | null {
  if (value.kind !== "variable" || typeof value.name !== "string") return null;
  return hasCredentialName(value.name) && !isPublicName(value.name) ? value.name : null;
}

/** Anything may be in what a call outside the repository gives, or what was not followed. */
function isOpen(value: Value): boolean {
  if (value.kind === "member") return isOpen(value.object);
  return value.kind === "unknown" || value.kind === "applied" || value.kind === "select";
}
