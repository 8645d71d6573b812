import type { BindingEntry, BindingValue } from "../../model/binding-facts.ts";
import type { Place } from "../../model/location.ts";
import type { InputFact } from "../../model/workflow-facts.ts";
import { type Context, meaningOfTemplate, secretNamed, variableNamed } from "./expression.ts";
import { joinMeanings, type Meaning, textMeaning, unknownMeaning } from "./meaning.ts";

/** What a value of a workflow means where it stands. */
export function meaningOfValue(value: BindingValue, context: Context): Meaning {
  switch (value.kind) {
    case "literal": {
      const { sealed } = value;
      if (sealed.text === undefined)
        return sealed.nature === "empty" ? { kind: "text", text: "", sealed } : { kind: "sealed", sealed };
      return sealed.text.includes("${{")
        ? meaningOfTemplate(sealed.text, context)
        : { kind: "text", text: sealed.text, sealed };
    }
    case "reference":
      return meaningOfReference(value.store, value.name, context);
    case "template": {
      const parts = value.parts.map((part) =>
        "store" in part
          ? meaningOfReference(part.store, part.name, context)
          : meaningOfValue({ kind: "literal", sealed: part }, context),
      );
      const joined = joinMeanings(parts);
      return joined.kind === "mixed" && value.address ? { ...joined, address: value.address } : joined;
    }
    case "expression":
      if (context.outside && !value.text.includes("${{")) return unknownMeaning(value.text);
      return meaningOfTemplate(value.text.includes("${{") ? value.text : `\${{ ${value.text} }}`, context);
  }
}

function meaningOfReference(store: string, name: string, context: Context): Meaning {
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (store === "github-secret") return secretNamed(last, context);
  if (store === "github-variable") return { kind: "secret", store, name: last, scope: context.scope };
  if (!store.startsWith("github") && store !== "environment") return { kind: "elsewhere", store, name };
  if (store === "environment" || store === "github-env")
    return variableNamed(last, context) ?? unknownMeaning(`\`${name}\` is not set in the workflow`);
  return meaningOfTemplate(`\${{ ${rootOf(store, name)}${name} }}`, context);
}

/** The context that a name is of, unless the name says so itself. */
function rootOf(store: string, name: string): string {
  if (store === "github-input") return "inputs.";
  if (store === "github-matrix") return name.startsWith("matrix.") ? "" : "matrix.";
  return store === "github-context" && !/^(github|runner)\./.test(name) ? "github." : "";
}

/** The entries by name, lower case as inputs are, with what they mean to whoever receives them. */
export function meaningsOf(
  entries: readonly BindingEntry[],
  context: Context,
  nameOf: (name: string) => string,
): ReadonlyMap<string, Meaning> {
  return new Map(entries.map((entry) => [nameOf(entry.name), meaningOfValue(entry.value, context)]));
}

/** A context in which these variables are set as well; each may use those before it. */
export function withVariables(context: Context, entries: readonly BindingEntry[]): Context {
  if (entries.length === 0) return context;
  if (context.outside) return withNeighbours(context, entries);
  const env = new Map(context.env);
  // Every entry of one `env:` block sees the block outside it and not its neighbours.
  for (const entry of entries) env.set(entry.name, meaningOfValue(entry.value, context));
  return { ...context, env };
}

/** Outside GitHub variables of one block see each other, in whatever order they stand; one that names itself sees the one outside. */
function withNeighbours(context: Context, entries: readonly BindingEntry[]): Context {
  const env = new Map(context.env);
  const open = new Map(entries.map((entry) => [entry.name, entry]));
  const settle = (entry: BindingEntry): void => {
    open.delete(entry.name);
    for (const name of namesIn(entry.value)) {
      const neighbour = open.get(name);
      if (neighbour) settle(neighbour);
    }
    env.set(entry.name, meaningOfValue(entry.value, { ...context, env }));
  };
  for (const entry of entries) if (open.has(entry.name)) settle(entry);
  return { ...context, env };
}

function namesIn(value: BindingValue): readonly string[] {
  if (value.kind === "reference") return [value.name];
  if (value.kind === "template") return value.parts.flatMap((part) => ("store" in part ? [part.name] : []));
  return value.kind === "expression" ? value.mentions.map(({ name }) => name) : [];
}

/** Where the entries stand, by the names that whoever receives them has for them; what was handed on keeps its place. */
export function placesOf(
  entries: readonly BindingEntry[],
  path: string,
  context: Context,
  prefix = "",
): ReadonlyMap<string, Place> {
  return new Map(
    entries.map(({ name, value, span, path: written }) => {
      const from = value.kind === "reference" ? value.name.slice(value.name.lastIndexOf(".") + 1) : "";
      const outer =
        value.kind === "reference" && value.store === "github-input"
          ? context.handedAt.get(from.toLowerCase())
          : undefined;
      const key = prefix === "" ? name.toLowerCase() : `${prefix}${name.toUpperCase()}`;
      return [key, outer ?? { path: written ?? path, span }];
    }),
  );
}

/** What inputs are where nobody gives them, by name in lower case. */
export function defaultsOf(inputs: readonly InputFact[]): ReadonlyMap<string, Meaning> {
  return new Map(
    inputs.flatMap((input) =>
      input.default === null || input.default.includes("${{")
        ? []
        : [[input.name.toLowerCase(), textMeaning(input.default)] as const],
    ),
  );
}
