import { hiddenIn } from "../../model/hidden-characters.ts";
import type { InstructionText } from "../../model/prompts.ts";
import type { LinkContext } from "../context.ts";
import type { Value } from "../program/value.ts";
import { eachPart } from "../tools/dependence.ts";

/** The files of rules for agents, with what they hide. */
export function ruleFiles({ facts }: LinkContext): readonly InstructionText[] {
  return facts.flatMap((fact) => {
    if (fact.kind !== "instructions") return [];
    const { path, hidden } = fact;
    const start = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    return [
      {
        name: path,
        at: { path, span: start },
        hidden: hidden.map(({ kind, count, span }) => ({ kind, count, at: { path, span } })),
      },
    ];
  });
}

/** The literals that a prompt is made of, where they hide something; lines inside a literal are counted from its own. */
export function hiddenInPrompt({ evaluator }: LinkContext, operation: string, text: Value): readonly InstructionText[] {
  const found: InstructionText[] = [];
  eachPart(evaluator, text, (part) => {
    if (part.kind !== "literal" || typeof part.value !== "string") return true;
    const { startLine, startColumn, endColumn } = part.at.span;
    const quote = endColumn - startColumn > part.value.length ? 1 : 0;
    const hidden = hiddenIn(part.value, startLine, startColumn + quote);
    if (hidden.length > 0)
      found.push({
        name: `the system text of ${operation}`,
        at: part.at,
        hidden: hidden.map(({ kind, count, span }) => ({ kind, count, at: { path: part.at.path, span } })),
      });
    return true;
  });
  return found;
}
