import { matches, modelSymbols } from "../catalog/match.ts";
import type { ModelName } from "../model/model-call.ts";
import { hostOf } from "./model-hosts.ts";
import { type Evaluator, isEmpty, literalsOf } from "./program/evaluate.ts";
import { pickEntries } from "./program/picking.ts";
import type { Thunk, Value } from "./program/value.ts";

const deepest = 6;

/** The models that a value stands for: its name as text, what a provider makes of a name, or the alternatives of both. */
export function modelNamesOf(evaluator: Evaluator, value: Value, depth = 0): readonly ModelName[] {
  if (isEmpty(value)) return [];
  if (depth > deepest) return [{ kind: "unresolved", reason: "too many steps lead to it", at: value.at }];
  const next = (v: Value) => modelNamesOf(evaluator, v, depth + 1);
  switch (value.kind) {
    case "literal":
    case "template": {
      const names = literalsOf(value);
      if (names.length > 0) return names.map((name) => ({ kind: "name", provider: null, name, at: value.at }));
      return [{ kind: "unresolved", reason: "its name is put together at run time", at: value.at }];
    }
    case "variable":
      return typeof value.name === "string"
        ? [{ kind: "variable", variable: value.name, otherwise: null, at: value.at }]
        : [{ kind: "unresolved", reason: "the variable that names it is computed", at: value.at }];
    case "fallback": {
      const [first] = next(value.first);
      const others = next(value.second);
      const [other] = others;
      if (first?.kind === "variable" && others.length === 1 && other?.kind === "name")
        return [{ ...first, otherwise: other.name, at: other.at }];
      return [...(first ? [first] : []), ...others];
    }
    case "choice":
      return distinct(value.options.flatMap((o) => next(o.value)));
    case "select":
      return distinct(pickEntries(evaluator, value, null).flatMap(next));
    case "applied":
      return ofProvider(evaluator, value, next);
    case "member":
      return ofRegistry(value) ?? [{ kind: "unresolved", reason: "it is passed in", at: value.at }];
    case "object": {
      const id = value.entries.get("id") ?? value.entries.get("modelId") ?? value.entries.get("model");
      return id ? next(evaluator.force(id)) : [{ kind: "unresolved", reason: "it is an object", at: value.at }];
    }
    default:
      return [
        {
          kind: "unresolved",
          reason: value.kind === "unknown" ? value.reason : "it is passed in",
          at: value.at,
        },
      ];
  }
}

/** `openai("gpt-4o")`, `new ChatOpenAI({ model })`, `createOpenAI({…}).chat("…")`, `wrapLanguageModel({ model })`. */
function ofProvider(
  evaluator: Evaluator,
  value: Extract<Value, { kind: "applied" }>,
  next: (value: Value) => readonly ModelName[],
): readonly ModelName[] {
  const [first] = value.args;
  const given = first ? evaluator.force(first) : null;
  const name = given?.kind === "object" ? (entryOf(given, "model") ?? entryOf(given, "modelName")) : (first ?? null);
  if (!name) return [{ kind: "unresolved", reason: "nothing that makes it says its name", at: value.at }];
  const provider = hostOf(evaluator, value.callee, value.args) ?? providerOf(value.callee);
  return next(evaluator.force(name)).map((one) =>
    one.kind === "name" && one.provider === null ? { ...one, provider } : one,
  );
}

function entryOf(value: Extract<Value, { kind: "object" }>, property: string): Thunk | undefined {
  return value.entries.get(property);
}

function providerOf(callee: Value): string | null {
  let root: Value = callee;
  while (root.kind === "member" || root.kind === "applied") root = root.kind === "member" ? root.object : root.callee;
  if (root.kind !== "external") return null;
  const found = root;
  const written = found.path.at(-1) ?? "default";
  return modelSymbols(written).find((e) => matches(e.symbol, found))?.provider ?? null;
}

/** A constant of a package that stands for a model: what it holds is in the package, and its name is not told. */
function ofRegistry(value: Extract<Value, { kind: "member" }>): readonly ModelName[] | null {
  return value.object.kind === "external"
    ? [{ kind: "unresolved", reason: `${value.property} is a constant of a package`, at: value.at }]
    : null;
}

function distinct(names: readonly ModelName[]): readonly ModelName[] {
  const seen = new Set<string>();
  return names.filter((one) => {
    const key =
      one.kind === "name" ? `${one.provider} ${one.name}` : one.kind === "variable" ? one.variable : one.reason;
    return !seen.has(key) && seen.add(key);
  });
}
