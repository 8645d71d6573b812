import type { Value } from "../program/value.ts";
import type { Wording } from "./wording.ts";

const deepest = 6;
const longest = 160;
/** Alternatives that stand in a phrase; inside another phrase fewer. */
const mostAlternatives = 3;

/** A value whose parts are not told one by one, as a phrase that can stand in another. */
export function phrase(value: Value, wording: Wording): string {
  const text = phraseOf(value, wording, 0);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function phraseOf(value: Value, wording: Wording, depth: number): string {
  if (depth > deepest) return "something";
  const inner = (v: Value): string => phraseOf(v, wording, depth + 1);
  switch (value.kind) {
    case "variable":
      return typeof value.name === "string"
        ? `the environment variable ${value.name}`
        : "an environment variable whose name is computed";
    case "environment":
      return "the environment of the process";
    case "function":
      return value.fn.name === "" ? "a function without a name" : `the function ${value.fn.name}`;
    case "class":
      return `the class ${value.cls.name}`;
    case "instance":
      return `an instance of ${value.of.cls.name || "a class"}`;
    case "namespace":
      return `the module ${value.module.path}`;
    case "external":
      return externalName(value.package, value.path);
    case "applied":
      return appliedPhrase(value, inner);
    case "member":
      return `${value.property === "[]" ? "an element" : `.${value.property}`} of ${inner(value.object)}`;
    case "input":
      return inputPhrase(value, wording);
    case "operation":
      return "computed";
    case "stored":
      return `a secret of ${value.store}${value.name.kind === "literal" ? "" : ", by a name that is computed"}`;
    case "unknown":
      return `not known: ${value.reason}`;
    case "choice":
    case "fallback":
      return alternatives(leavesOf(value), inner, depth);
    case "select":
      return `an entry of {${someOf(value.from.entries.keys())}}`;
    case "object":
      return "an object";
    case "array":
      return "a list";
    case "template":
      return "a text that is put together";
    case "literal":
      return value.value === undefined || value.value === null ? "nothing" : "a value written in the code";
  }
}

/** Alternatives inside alternatives, as one list. */
function leavesOf(value: Value, depth = 0): readonly Value[] {
  if (depth > 3) return [value];
  if (value.kind === "fallback") return [value.first, value.second].flatMap((v) => leavesOf(v, depth + 1));
  return value.kind === "choice" ? value.options.flatMap((o) => leavesOf(o.value, depth + 1)) : [value];
}

/** Only those that are told are put into words: there may be many, and many in each of them. */
function alternatives(values: readonly Value[], inner: (v: Value) => string, depth: number): string {
  const limit = depth === 0 ? mostAlternatives : 1;
  const phrases = new Set<string>();
  let looked = 0;
  for (const value of values) {
    if (phrases.size >= limit || looked >= limit * 4) break;
    phrases.add(inner(value));
    looked++;
  }
  const shown = [...phrases].join(" or ");
  return looked < values.length ? `${shown} or something else` : shown;
}

function appliedPhrase(value: Extract<Value, { kind: "applied" }>, inner: (v: Value) => string): string {
  const { callee, form } = value;
  if (callee.kind === "member") return `.${callee.property}() of ${inner(callee.object)}`;
  const name = callee.kind === "external" ? externalName(callee.package, callee.path) : inner(callee);
  if (value.assumed) return `something of the declared type ${name}, which is passed in`;
  return form === "new" ? `a new ${name}` : `what ${name} gives`;
}

function inputPhrase({ fn, index, tool }: Extract<Value, { kind: "input" }>, { toolOf }: Wording): string {
  const handled = tool ?? (index === 0 ? toolOf(fn) : null);
  if (handled !== null) return `what the model passes to ${handled}`;
  const name = fn.parameters[index]?.name;
  const parameter = name ? `the parameter ${name}` : `parameter ${index + 1}`;
  return `${parameter} of ${fn.name || "a function without a name"}, for which no call in the repository passes a value`;
}

/** `Pinecone of @pinecone-database/pinecone`, `fetch`. */
function externalName(packageName: string, path: readonly string[]): string {
  const names = path.filter((part) => part !== "default").join(".");
  if (packageName === "") return names || "something global";
  return names === "" ? `the package ${packageName}` : `${names} of ${packageName}`;
}

/** The first names of a list, and how many more there are. */
export function someOf(names: Iterable<string>): string {
  const all = [...names];
  const shown = all.slice(0, 6).join(", ");
  return all.length > 6 ? `${shown} and ${all.length - 6} more` : shown;
}
