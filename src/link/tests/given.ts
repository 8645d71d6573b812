import type { Expression } from "../../model/ir.ts";
import type { Given, Written } from "../../model/test-case.ts";
import type { LinkContext } from "../context.ts";
import { place, type Thunk } from "../program/value.ts";
import { eachExpression, eachExpressionIn } from "../program/walk.ts";
import { keyIn } from "../stops/reads.ts";
import { operationsOf } from "../stores/operations.ts";
import type { Course } from "./course.ts";
import type { DraftTest } from "./shown.ts";

const longest = 200;
const most = 60;

/** What a test and what runs before it hand to calls: their own literals, and entries of stores that deployed code writes for them. */
export function givenIn(context: LinkContext, { deeds, hooks }: DraftTest, { visits }: Course): readonly Given[] {
  const before = hooks.flatMap(({ fn, module }) => {
    const calls: Thunk[] = [];
    eachExpressionIn(fn.body, module, (expression) => {
      if (expression.kind === "call") calls.push({ expression, module, frame: null });
    });
    return calls;
  });
  const own = [...before, ...deeds].flatMap((thunk) => givenBy(thunk));
  const written = visits.flatMap(({ at, callee, args }): readonly Given[] => {
    const key = keyIn(context.evaluator, args);
    if (key === null || operationsOf(context.evaluator, callee, args)[0]?.effect !== "write") return [];
    const values = args.flatMap((arg): Written[] => {
      const value = context.evaluator.force(arg);
      return value.kind === "literal" && !value.sealed && value.value !== key ? [value.value ?? null] : [];
    });
    return [{ at, names: [key], values }];
  });
  return [...own, ...written].slice(0, most);
}

function givenBy({ expression, module }: Thunk): readonly Given[] {
  const names = new Set<string>();
  const values: Written[] = [];
  eachExpression(expression, (e) => {
    if (e.kind === "literal" && !e.sealed) {
      if (typeof e.value === "string") names.add(e.value.slice(0, longest));
      values.push(typeof e.value === "string" ? e.value.slice(0, longest) : e.value);
    }
    if (e.kind === "object") for (const key of keysOf(e)) names.add(key);
  });
  return names.size === 0 ? [] : [{ at: place(module, expression.span), names: [...names], values }];
}

function keysOf({ properties }: Extract<Expression, { kind: "object" }>): readonly string[] {
  return properties.flatMap((p) => (p.kind === "value" ? [p.key] : []));
}
