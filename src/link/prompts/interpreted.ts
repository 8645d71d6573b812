import { matches, modelCallsNamed } from "../../catalog/match.ts";
import { functionMaker, interpreters } from "../../catalog/prompts.ts";
import { comparePlaces } from "../../model/location.ts";
import type { InterpretedOutput } from "../../model/prompts.ts";
import type { LinkContext } from "../context.ts";
import { isCalled } from "../model-calls.ts";
import { openFrame } from "../program/parameters.ts";
import { type AppliedValue, place, type Thunk, type Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";

const maximumDepth = 12;

/** Calls of deployed code that run what a model answered. */
export function interpretedOutputs(context: LinkContext): readonly InterpretedOutput[] {
  const { program, evaluator } = context;
  const found: InterpretedOutput[] = [];
  const names = new Set([...interpreters.flatMap(({ symbol }) => symbol.names), ...functionMaker.names]);
  for (const name of names) {
    for (const { module, owner, expression } of program.sitesNamed(name)) {
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) continue;
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      if (callee.kind !== "external") continue;
      const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
      const last = args.at(-1);
      const entry = interpreters.find(({ symbol }) => matches(symbol, callee));
      const text = entry
        ? argumentAt(evaluator, args, entry.text)
        : matches(functionMaker, callee) && last
          ? evaluator.force(last)
          : null;
      const model = text ? answerIn(context, text, 0) : null;
      if (!model) continue;
      found.push({
        interpreter: callee.package === "" ? name : `${callee.package.replace(/^node:/, "")} ${name}`,
        kind: "code",
        at: place(module, expression.span),
        model: { operation: operationOf(model.callee), at: model.at },
      });
    }
  }
  return found
    .filter((f, i) => found.findIndex((g) => comparePlaces(f.at, g.at) === 0) === i)
    .sort((a, b) => comparePlaces(a.at, b.at));
}

/** The call of a model whose answer, or a part of it, is in a text as it is. */
function answerIn(context: LinkContext, value: Value, depth: number): AppliedValue | null {
  if (depth > maximumDepth) return null;
  const go = (inner: Value): AppliedValue | null => answerIn(context, inner, depth + 1);
  const first = (list: readonly Value[]): AppliedValue | null => {
    for (const one of list) {
      const found = go(one);
      if (found) return found;
    }
    return null;
  };
  switch (value.kind) {
    case "template":
      return first(value.parts);
    case "fallback":
      return first([value.first, value.second]);
    case "choice":
      return first(value.options.map((o) => o.value));
    case "member":
      return value.property === "length" ? null : go(value.object);
    case "applied": {
      if (isModelCall(value)) return value;
      const { callee } = value;
      return callee.kind === "member" && keeping.test(callee.property) ? go(callee.object) : null;
    }
    default:
      return null;
  }
}

/** Methods of a text that leave the model's words in it. */
const keeping = /^(trim(Start|End)?|slice|substring|replace(All)?|toString|concat|at|join|split)$/;

function isModelCall({ callee }: AppliedValue): boolean {
  return modelCallsNamed(operationOf(callee)).some((entry) => isCalled(entry, callee));
}

function operationOf(callee: Value): string {
  if (callee.kind === "member") return callee.property;
  return callee.kind === "external" ? (callee.path.at(-1) ?? "") : "";
}
