import type { Expression } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { isEmpty, literalsOf } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import type { FunctionValue, Value } from "../program/value.ts";
import { eachExpressionIn } from "../program/walk.ts";
import { covers } from "../tools/matchers.ts";

/** A hook before the calls of a tool that looks at what is called; one that only looks at a switch lets every call through. */
export function decidingHook({ evaluator }: LinkContext, list: Value, tool: string): Place | null {
  if (list.kind !== "array") return isEmpty(list) ? null : list.at;
  if (list.open) return list.at;
  const found = list.elements
    .map((thunk) => evaluator.force(thunk))
    .find((entry) => {
      const matcher = evaluator.member(entry, "matcher", entry.at);
      const [pattern] = literalsOf(matcher);
      // What is not known of a hook may be what decides.
      if (!isEmpty(matcher) && pattern !== undefined && covers(pattern, tool) === false) return false;
      const own = evaluator.member(entry, "hooks", entry.at);
      if (own.kind !== "array" || own.open) return true;
      return own.elements.some((hook) => {
        const functions = functionsOf(evaluator.force(hook));
        return functions.length === 0 || functions.some(looksAtCall);
      });
    });
  return found?.at ?? null;
}

const called: ReadonlySet<string> = new Set(["tool_name", "tool_input"]);

/** Whether it reads what is called, or hands its whole input on to something that may. */
function looksAtCall({ fn, module }: FunctionValue): boolean {
  const [input] = fn.parameters;
  if (!input) return false;
  // Taken apart where it is declared.
  if (input.name === "") return true;
  const isInput = (e: Expression): boolean => e.kind === "name" && e.binding === input.binding;
  let found = false;
  eachExpressionIn(fn.body, module, (e) => {
    found ||= (e.kind === "member" && called.has(e.property)) || (e.kind === "call" && e.args.some(isInput));
  });
  return found;
}
