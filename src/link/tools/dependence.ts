import { remember } from "../../model/remember.ts";
import { type Evaluator, isEmpty } from "../program/evaluate.ts";
import type { Thunk, Value } from "../program/value.ts";

const maximumDepth = 10;
const maximumNodes = 160;

/** Walks everything a value is made of, outermost first; the callback may stop the descent by returning false. */
export function eachPart(evaluator: Evaluator, value: Value, visit: (v: Value) => boolean): void {
  let budget = maximumNodes;
  const seen = new Set<Value>();
  const go = (v: Value, depth: number): void => {
    if (budget-- <= 0 || depth > maximumDepth || seen.has(v)) return;
    seen.add(v);
    if (!visit(v)) return;
    const parts = partsOf(evaluator, v);
    // Too deep to be looked at, they count all the same.
    if (depth === maximumDepth) budget -= parts.length;
    else
      for (const part of parts) {
        if (budget <= 0) return;
        go("kind" in part ? part : evaluator.force(part), depth + 1);
      }
  };
  go(value, 0);
}

/** Those that stand behind thunks are not evaluated before it is their turn: many never are. */
function partsOf(evaluator: Evaluator, v: Value): readonly (Value | Thunk)[] {
  switch (v.kind) {
    case "template":
      return v.parts;
    case "operation":
      return v.operands;
    case "fallback":
      return [v.first, v.second];
    case "choice":
      return v.options.map((o) => o.value);
    case "select":
      return [
        v.key,
        ...[...v.from.entries.values()].map((t) =>
          v.taken.reduce((x, p) => evaluator.member(x, p, v.at), evaluator.force(t)),
        ),
      ];
    case "object":
      return [...v.entries.values()];
    case "array":
      return v.elements;
    case "applied":
      return [v.callee, ...v.args];
    case "instance":
      return v.args ?? [];
    case "member":
      return [v.object];
    case "variable":
      return typeof v.name === "string" ? [] : [v.name];
    default:
      return [];
  }
}

/** Whether a value is made of nothing else, nor of what a caller passes; most are, and need no keeping in mind. */
export function isWhole({ kind }: Value): boolean {
  return (
    kind === "literal" ||
    kind === "external" ||
    kind === "function" ||
    kind === "class" ||
    kind === "namespace" ||
    kind === "environment" ||
    kind === "unknown"
  );
}

/** The tool parameters that decide what a value is, as dotted names; what only its alternatives hold does not count. */
export function parametersIn(evaluator: Evaluator, value: Value, under: readonly string[]): readonly string[] {
  if (isWhole(value)) return [];
  // Values are shared between the calls that use them, so each is looked through once.
  const memo = remember(memos, evaluator, () => new Map<string, WeakMap<Value, readonly string[]>>());
  const table = remember(memo, under.join("."), () => new WeakMap<Value, readonly string[]>());
  return remember(table, value, () => {
    const found = new Set<string>();
    eachPart(evaluator, value, (v) => {
      const name = inputName(v, under);
      if (name !== null) found.add(name);
      return name === null;
    });
    return [...found];
  });
}

const memos = new WeakMap<Evaluator, Map<string, WeakMap<Value, readonly string[]>>>();

/** `args.target.env` is the parameter `target.env`; "" is the whole input; null is no input of a tool. */
export function inputName(value: Value, under: readonly string[]): string | null {
  const path: string[] = [];
  let current = value;
  while (current.kind === "member") {
    path.unshift(current.property);
    current = current.object;
  }
  if (current.kind !== "input" || current.tool === undefined) return null;
  const prefix = under.every((p, i) => path[i] === p) ? under.length : 0;
  return path.slice(prefix).join(".");
}

/** Whether a value opens something: an address, a key, a client, or an object that holds one. */
export function opensSomething(evaluator: Evaluator, value: Value, depth = 0): boolean {
  if (depth > 4 || isEmpty(value)) return false;
  switch (value.kind) {
    case "literal":
      return value.sealed !== undefined
        ? value.sealed.nature !== "plain" ||
            value.sealed.address !== undefined ||
            looksLikeAddress(String(value.sealed.text ?? ""))
        : typeof value.value === "string" && looksLikeAddress(value.value);
    case "variable":
    case "applied":
    case "instance":
    case "function":
      return true;
    case "template":
      return value.parts.some((p) => opensSomething(evaluator, p, depth + 1));
    case "fallback":
      return opensSomething(evaluator, value.first, depth + 1) || opensSomething(evaluator, value.second, depth + 1);
    case "choice":
      return value.options.some((o) => opensSomething(evaluator, o.value, depth + 1));
    case "select":
      return true;
    case "object":
      return [...value.entries.values()].some((t) => opensSomething(evaluator, evaluator.force(t), depth + 1));
    case "member":
      return true;
    default:
      return false;
  }
}

function looksLikeAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/|$)/i.test(text);
}
