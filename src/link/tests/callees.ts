import { answering, failing, replacing, spyMakers } from "../../catalog/test-words.ts";
import type { Place } from "../../model/location.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf } from "../program/functions.ts";
import type { AppliedValue, FunctionValue, Value } from "../program/value.ts";

/**
 * What a call can call, as names that are equal for what is called in code and for what a test puts in its place: a
 * function by its definition, a symbol of a package, a method by its name on what was made somewhere.
 */
export function calleeNames(value: Value): readonly string[] {
  switch (value.kind) {
    case "function":
      return [nameOfFunction(value)];
    case "choice":
      return value.options.flatMap((option) => calleeNames(option.value));
    case "fallback":
      return [...calleeNames(value.first), ...calleeNames(value.second)];
    case "external": {
      const path = value.path.filter((name) => !/^(default|globalThis|global|window|self)$/.test(name));
      return [`${value.package}#${path.join(".")}`];
    }
    case "applied":
      return [
        `made ${nameOfPlace(value.at)}`,
        ...(value.callee.kind === "external" ? madeBy(calleeNames(value.callee)) : []),
      ];
    case "instance":
      return [`made ${nameOfPlace(value.at)}`];
    case "member":
      return calleeNames(value.object).map((name) =>
        name.endsWith("#") && !name.startsWith("of ") ? `${name}${value.property}` : `${name}.${value.property}`,
      );
    default:
      return [];
  }
}

/** What a symbol of a package makes, wherever it is made: a test that replaces the symbol replaces all of it. */
export function madeBy(names: readonly string[]): readonly string[] {
  return names.map((name) => `of ${name}`);
}

export function nameOfFunction({ module, fn }: Pick<FunctionValue, "module" | "fn">): string {
  return `function ${nameOfPlace({ path: module.path, span: fn.span })}`;
}

function nameOfPlace({ path, span }: Place): string {
  return `${path}:${span.startLine}:${span.startColumn}-${span.endLine}:${span.endColumn}`;
}

/** What a spy, as a test writes it, stands in for: itself, and the method that it took over. */
export function spiedNames(evaluator: Evaluator, value: Value): readonly string[] {
  const found = [...calleeNames(value)];
  for (let at = value, i = 0; at.kind === "applied" && i < 6; i++) {
    const call = at;
    const { callee, args } = call;
    if (callee.kind === "member" && isConfigured(callee.property)) {
      at = callee.object;
      found.push(...calleeNames(at));
      continue;
    }
    const [first, second] = args;
    const called = lastName(callee);
    if (called === "mocked" && first) {
      at = evaluator.force(first);
      found.push(...calleeNames(at));
      continue;
    }
    const method = second ? evaluator.force(second) : null;
    if (spyMakers.has(called) && first && method?.kind === "literal" && typeof method.value === "string") {
      const object = evaluator.force(first);
      found.push(...calleeNames(evaluator.member(object, method.value, call.at)));
      found.push(...calleeNames({ kind: "member", object, property: method.value, at: call.at }));
    }
    break;
  }
  return [...new Set(found)];
}

function isConfigured(property: string): boolean {
  return answering.has(property) || failing.has(property) || replacing.has(property) || property === "mockName";
}

/** The last name of what is called: `spyOn` of `vi.spyOn`. */
function lastName(callee: Value): string {
  if (callee.kind === "member") return callee.property;
  return callee.kind === "external" ? (callee.path.at(-1) ?? "") : "";
}

/** What a spy is made of: the function that it was given, and how it was told to answer, innermost first. */
export interface SpyMaking {
  readonly functions: readonly FunctionValue[];
  readonly told: readonly { readonly method: string; readonly args: AppliedValue["args"] }[];
}

export function makingOf(evaluator: Evaluator, value: Value): SpyMaking {
  const told: SpyMaking["told"][number][] = [];
  let at = value;
  for (let i = 0; at.kind === "applied" && at.callee.kind === "member" && i < 6; i++) {
    if (!isConfigured(at.callee.property)) break;
    told.unshift({ method: at.callee.property, args: at.args });
    at = at.callee.object;
  }
  const functions =
    at.kind === "applied" ? at.args.flatMap((arg) => functionsOf(evaluator.force(arg))) : functionsOf(at);
  return { functions, told };
}
