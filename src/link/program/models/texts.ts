import type { Place } from "../../../model/location.ts";
import { type Evaluator, literalsOf } from "../evaluate.ts";
import type { Thunk, Value } from "../value.ts";

/** What a method of texts makes of a text, where both are known; null for any other method. */
export function methodOfText(
  text: string,
  method: string,
  args: readonly (string | number)[],
): string | readonly string[] | null {
  const [a, b] = args;
  const at = (value: string | number | undefined): number | undefined =>
    typeof value === "number" ? value : undefined;
  switch (method) {
    case "toLowerCase":
    case "toLocaleLowerCase":
      return text.toLowerCase();
    case "toUpperCase":
    case "toLocaleUpperCase":
      return text.toUpperCase();
    case "trim":
      return text.trim();
    case "trimStart":
      return text.trimStart();
    case "trimEnd":
      return text.trimEnd();
    case "slice":
      return text.slice(at(a), at(b));
    case "substring":
      return text.substring(at(a) ?? 0, at(b));
    case "charAt":
      return text.charAt(at(a) ?? 0);
    case "at":
      return text.at(at(a) ?? 0) ?? "";
    case "concat":
      return text + args.join("");
    case "split":
      return typeof a === "string" ? text.split(a, maximumPieces) : null;
    case "replace":
      return typeof a === "string" && b !== undefined ? text.replace(a, () => String(b)) : null;
    case "replaceAll":
      return typeof a === "string" && a !== "" && b !== undefined ? text.replaceAll(a, () => String(b)) : null;
    case "padStart":
    case "padEnd":
      return typeof a === "number" && a <= maximumLength ? text[method](a, b === undefined ? " " : String(b)) : null;
    case "repeat":
      return typeof a === "number" && a >= 0 && a * text.length <= maximumLength ? text.repeat(a) : null;
    default:
      return null;
  }
}

const maximumPieces = 100;
const maximumLength = 1000;

/** Methods that leave a text what it is, as far as telling environments apart goes. */
const sameText = new Set([
  ...["trim", "trimEnd", "trimStart", "toString", "valueOf", "normalize", "toWellFormed"],
  ...["toLowerCase", "toUpperCase", "toLocaleLowerCase", "toLocaleUpperCase"],
]);

/** What `text.method(…)` is; null for what is not followed. */
export function textMethod(
  evaluator: Evaluator,
  text: Value,
  method: string,
  args: readonly Thunk[],
  at: Place,
): Value | null {
  const given = (i: number): Value | null => (args[i] ? evaluator.force(args[i]) : null);
  const known = plainText(text);
  const plain = known === null ? null : constantsIn(evaluator, args);
  const made = known === null || plain === null ? null : methodOfText(known, method, plain);
  if (typeof made === "string") return { kind: "literal", value: made, at: text.at };
  if (made !== null) return listOfTexts(made, text.at, args[0]);
  if (/^to(Locale)?(Lower|Upper)Case$/.test(method)) return inCase(text, method.includes("Upper") ? "upper" : "lower");
  if (sameText.has(method)) return text;
  if (method === "concat") return { kind: "template", parts: [text, ...args.map((t) => evaluator.force(t))], at };
  if (method !== "replace" && method !== "replaceAll") return null;
  const [pattern, by] = [given(0), given(1)];
  return pattern ? replaced(text, pattern, by, at) : null;
}

/** A constant in place of a constant tells no environments apart; anything else put into a known text makes a template. */
function replaced(text: Value, pattern: Value, by: Value | null, at: Place): Value | null {
  if (by?.kind === "literal") return text;
  const known = plainText(text);
  const mark = plainText(pattern);
  if (known === null || mark === null || !by || by.kind === "function") return null;
  const found = known.indexOf(mark);
  if (found < 0) return text;
  const literal = (value: string): Value => ({ kind: "literal", value, at: text.at });
  const after = known.slice(found + mark.length);
  return { kind: "template", parts: [literal(known.slice(0, found)), by, literal(after)], at };
}

/** The same text in capitals or small letters: what a variable is, and so what a name put together of it is. */
function inCase(value: Value, letters: "upper" | "lower"): Value {
  switch (value.kind) {
    case "literal": {
      const text = plainText(value);
      if (text === null) return value;
      return { kind: "literal", value: letters === "upper" ? text.toUpperCase() : text.toLowerCase(), at: value.at };
    }
    case "variable":
      return { ...value, letters };
    case "template":
      return { ...value, parts: value.parts.map((p) => inCase(p, letters)) };
    case "fallback":
      return { ...value, first: inCase(value.first, letters), second: inCase(value.second, letters) };
    case "choice":
      return { ...value, options: value.options.map((o) => ({ ...o, value: inCase(o.value, letters) })) };
    default:
      return value;
  }
}

/** `format("docs-%s", env)` of Node's util. */
export function formatted(evaluator: Evaluator, args: readonly Thunk[], at: Place): Value | null {
  const [first, ...rest] = args.map((t) => evaluator.force(t));
  const text = first ? plainText(first) : null;
  if (!first || text === null) return null;
  const pieces = text.split(/%[sdifjoO]/);
  const parts = pieces.flatMap((piece, i): Value[] => {
    const value = i === 0 ? undefined : rest[i - 1];
    return [...(value ? [value] : []), { kind: "literal", value: piece, at: first.at }];
  });
  return { kind: "template", parts, at };
}

function plainText(value: Value): string | null {
  const [text] = value.kind === "literal" && typeof value.value !== "number" ? literalsOf(value) : [];
  return text ?? (value.kind === "literal" && value.value === "" && !value.sealed ? "" : null);
}

/** The arguments, if all are constants. */
export function constantsIn(evaluator: Evaluator, args: readonly Thunk[]): readonly (string | number)[] | null {
  const constants = args.map((t) => {
    const value = evaluator.force(t);
    const number = value.kind === "operation" && value.operator === "-" ? value.operands[0] : undefined;
    if (number?.kind === "literal" && typeof number.value === "number") return -number.value;
    if (value.kind === "literal" && typeof value.value === "number") return value.value;
    return plainText(value);
  });
  return constants.every((c) => c !== null) ? constants : null;
}

function listOfTexts(texts: readonly string[], at: Place, like: Thunk | undefined): Value | null {
  if (!like) return null;
  const elements = texts.map((value): Thunk => ({ ...like, value: { kind: "literal", value, at } }));
  return { kind: "array", elements, open: false, at };
}

/** Whether methods of texts may be called on it. */
export function isText(value: Value): boolean {
  return ["literal", "template", "variable", "choice", "fallback", "select", "input"].includes(value.kind);
}
