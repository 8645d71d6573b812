import type { InfraExpression } from "../../model/infrastructure.ts";
import type { Place } from "../../model/location.ts";
import { directoryOf, join } from "../program/resolve.ts";
import { indexOf } from "./access.ts";
import { elementsOf, mostElements, type TerraformEvaluator } from "./evaluate.ts";
import { decodeJson } from "./json.ts";
import { numberOf, sameValue } from "./operations.ts";
import { type Context, concatenate, isNull, type TerraformValue, text, textOf, unknown } from "./value.ts";

type Call = Extract<InfraExpression, { kind: "call" }>;
type Function = (args: readonly TerraformValue[], at: Place, evaluator: TerraformEvaluator) => TerraformValue | null;

/** What a function of Terraform makes of its arguments. */
export function callFunction(evaluator: TerraformEvaluator, call: Call, context: Context, at: Place): TerraformValue {
  const name = call.name.replace(/^core::/, "");
  if (name === "try" || name === "coalesce" || name === "coalescelist") return firstOf(evaluator, call, context, at);
  const given = call.args.map((arg) => evaluator.evaluate(arg, context));
  const last = given.at(-1);
  const args = call.expands && last?.kind === "list" ? [...given.slice(0, -1), ...last.items] : given;
  if (name === "templatefile") return fill(evaluator, args, context, at);
  const found = Object.hasOwn(functions, name) ? functions[name]?.(args, at, evaluator) : null;
  return found ?? args.find((arg) => arg.kind === "unknown") ?? unknown(`${name}() is not followed`, at);
}

/** The first argument that there is; one that is not known may be it, and then it is. */
function firstOf(evaluator: TerraformEvaluator, { name, args }: Call, context: Context, at: Place): TerraformValue {
  for (const arg of args) {
    const value = evaluator.evaluate(arg, context);
    if (name === "try" ? value.kind === "unknown" : isEmpty(value)) continue;
    return value;
  }
  return unknown(`no argument of ${name}() is known`, at);
}

function isEmpty(value: TerraformValue): boolean {
  return isNull(value) || textOf(value) === "" || (value.kind === "list" && value.items.length === 0);
}

/** A JSON file with places that are filled in from the second argument. */
function fill(
  evaluator: TerraformEvaluator,
  [path, names]: readonly TerraformValue[],
  context: Context,
  at: Place,
): TerraformValue {
  const written = path && textOf(path);
  if (!written || names?.kind !== "object") return unknown("which template is filled in is not known", at);
  // `path.module` is told from the root of the repository, a bare path from the folder of the root module.
  const found = [join(written), join(directoryOf(context.path), written)].find((file) => evaluator.templates.has(file));
  const content = found === undefined ? undefined : evaluator.templates.get(found);
  if (found === undefined || !content) return unknown("the template that is filled in was not read", at);
  return evaluator.evaluate(content, { ...context, path: found, names: names.entries });
}

function texts(values: readonly TerraformValue[]): readonly string[] | null {
  const known = values.map(textOf);
  return known.every((one) => one !== null) ? known : null;
}

function onText(change: (text: string, ...more: readonly string[]) => string): Function {
  return (args, at) => {
    // What is made when it is applied is no less its own in lower case or without its end.
    if (args[0]?.kind === "generated") return args[0];
    const [first = null, ...more] = texts(args) ?? [];
    return first === null ? null : text(change(first, ...more), at);
  };
}

function onTruth(test: (text: string, ...more: readonly string[]) => boolean): Function {
  return (args, at) => {
    const [first = null, ...more] = texts(args) ?? [];
    return first === null ? null : { kind: "scalar", value: test(first, ...more), at };
  };
}

const same: Function = ([value]) => value ?? null;

const encoded: Function = ([value], at) => (value ? { kind: "encoded", value, at } : null);

const decoded: Function = ([value], at) => {
  if (value?.kind === "encoded") return value.value;
  // What is kept in a secret store as an object is taken apart by its keys.
  if (value?.kind === "stored" || value?.kind === "generated") return value;
  const known = value ? textOf(value) : null;
  return known === null ? null : decodeJson(known, at);
};

const list = (args: readonly TerraformValue[]): readonly TerraformValue[] | null =>
  args[0]?.kind === "list" ? args[0].items : null;

const functions: Readonly<Record<string, Function>> = {
  lower: onText((one) => one.toLowerCase()),
  upper: onText((one) => one.toUpperCase()),
  title: onText((one) => one.replace(/\b\w/g, (letter) => letter.toUpperCase())),
  trimspace: onText((one) => one.trim()),
  trimprefix: onText((one, prefix = "") => (one.startsWith(prefix) ? one.slice(prefix.length) : one)),
  trimsuffix: onText((one, suffix = "") =>
    suffix !== "" && one.endsWith(suffix) ? one.slice(0, -suffix.length) : one,
  ),
  // A pattern between slashes would be one of the audited repository: it is not run.
  replace: (args, at) => {
    const [one = null, from = "", to = ""] = texts(args) ?? [];
    return one === null || /^\/.*\/$/s.test(from) || from === "" ? null : text(one.replaceAll(from, to), at);
  },
  substr: onText((one, from = "0", length = "-1") =>
    one.slice(Number(from), Number(length) < 0 ? undefined : Number(from) + Number(length)),
  ),
  basename: onText((one) => one.slice(one.lastIndexOf("/") + 1)),
  dirname: onText((one) => directoryOf(one)),
  abspath: same,
  pathexpand: same,
  startswith: onTruth((one, prefix = "") => one.startsWith(prefix)),
  endswith: onTruth((one, suffix = "") => one.endsWith(suffix)),
  strcontains: onTruth((one, part = "") => one.includes(part)),
  tostring: ([value], at) => {
    const known = value ? textOf(value) : null;
    return known === null || (value?.kind === "scalar" && value.sealed)
      ? (value ?? null)
      : text(known, value?.at ?? at);
  },
  tonumber: same,
  tobool: same,
  tolist: same,
  tomap: same,
  toset: same,
  sensitive: same,
  nonsensitive: same,
  one: ([value], at) => (value?.kind === "list" ? (value.items[0] ?? { kind: "scalar", value: null, at }) : null),
  jsonencode: encoded,
  yamlencode: encoded,
  jsondecode: decoded,
  yamldecode: ([value]) => (value?.kind === "encoded" ? value.value : null),
  base64encode: ([value]) => (value?.kind === "scalar" && value.sealed ? value : null),
  join: ([separator, items], at) => {
    const between = separator ? textOf(separator) : null;
    if (between === null || items?.kind !== "list") return null;
    return concatenate(
      items.items.flatMap((item, index) => (index === 0 ? [item] : [text(between, at), item])),
      at,
    );
  },
  split: (args, at) => {
    const [separator = "", one = null] = texts(args) ?? [];
    if (one === null || separator === "") return null;
    return {
      kind: "list",
      items: one
        .split(separator)
        .slice(0, mostElements)
        .map((part) => text(part, at)),
      at,
    };
  },
  format: ([pattern, ...args], at) => {
    const known = pattern ? textOf(pattern) : null;
    return known === null ? null : format(known, args, at);
  },
  merge: (args, at) => {
    const entries = new Map<string, TerraformValue>();
    const places = new Map<string, Place>();
    for (const arg of args) {
      // What is not known may hold anything, and what is known of the others still holds.
      if (arg.kind !== "object") continue;
      for (const [key, value] of arg.entries) entries.set(key, value);
      for (const [key, place] of arg.places ?? []) places.set(key, place);
    }
    return { kind: "object", entries, places, at };
  },
  concat: (args, at) => {
    const lists = args.filter((arg) => arg.kind === "list");
    return lists.length === 0 ? null : { kind: "list", items: lists.flatMap(({ items }) => items), at };
  },
  flatten: (args, at) => {
    const items = list(args);
    return items && { kind: "list", items: items.flatMap((i) => (i.kind === "list" ? i.items : [i])), at };
  },
  compact: (args, at) => {
    const items = list(args);
    return items && { kind: "list", items: items.filter((item) => !isEmpty(item)), at };
  },
  distinct: ([value]) => value ?? null,
  sort: same,
  reverse: (args, at) => {
    const items = list(args);
    return items && { kind: "list", items: [...items].reverse(), at };
  },
  keys: ([value], at) =>
    value?.kind === "object"
      ? { kind: "list", items: [...value.entries.keys()].map((key) => text(key, at)), at }
      : null,
  values: ([value], at) => (value?.kind === "object" ? { kind: "list", items: [...value.entries.values()], at } : null),
  length: ([value], at) => {
    const elements = value ? elementsOf(value) : null;
    const known = value ? textOf(value) : null;
    const size = elements?.length ?? known?.length ?? null;
    return size === null ? null : { kind: "scalar", value: size, at };
  },
  contains: ([items, value], at) => {
    if (items?.kind !== "list" || !value) return null;
    const each = items.items.map((item) => sameValue(item, value));
    const found = each.includes(true) ? true : each.every((one) => one === false) ? false : null;
    return found === null ? null : { kind: "scalar", value: found, at };
  },
  element: ([items, index], at) => {
    const number = index ? numberOf(index) : null;
    if (items?.kind !== "list" || number === null || items.items.length === 0) return null;
    return items.items.at(number % items.items.length) ?? unknown("the list has no such element", at);
  },
  lookup: ([map, key, fallback], at, evaluator) => {
    if (!map || !key) return null;
    const found = indexOf(evaluator, map, key, at);
    return isNull(found) && fallback ? fallback : found;
  },
  zipmap: ([names, values], at) => {
    if (names?.kind !== "list" || values?.kind !== "list") return null;
    const entries = names.items.flatMap((name, index) => {
      const [key, value] = [textOf(name), values.items[index]];
      return key === null || !value ? [] : [[key, value] as const];
    });
    return { kind: "object", entries: new Map(entries), at };
  },
  can: ([value], at) => ({ kind: "scalar", value: value !== undefined && value.kind !== "unknown", at }),
};

/** `%s` and `%d` in order; anything else of the kind is not followed. */
function format(pattern: string, args: readonly TerraformValue[], at: Place): TerraformValue | null {
  const parts: TerraformValue[] = [];
  let next = 0;
  for (const part of pattern.split(/(%%|%[sdvq])/)) {
    if (part === "%%") parts.push(text("%", at));
    else if (/^%[sdv]$/.test(part)) parts.push(args[next++] ?? unknown("an argument of format() is missing", at));
    else if (part.includes("%")) return null;
    else if (part !== "") parts.push(text(part, at));
  }
  return concatenate(parts, at);
}
