import type { BoundValue } from "../../model/bound-value.ts";
import type { Sealed } from "../../model/sealed.ts";

/** What an expression of a CI system, or a text with expressions in it, can stand for. */
export type Meaning =
  | { readonly kind: "text"; readonly text: string; readonly sealed?: Sealed }
  /** A secret written out in the workflow. */
  | { readonly kind: "sealed"; readonly sealed: Sealed }
  | SecretMeaning
  /** `secrets` as a whole. */
  | { readonly kind: "all-secrets" }
  /** A comparison; null if its outcome is not known. */
  | { readonly kind: "flag"; readonly value: boolean | null }
  | { readonly kind: "choice"; readonly options: readonly Meaning[] }
  | { readonly kind: "mixed"; readonly parts: readonly Meaning[]; readonly address?: Sealed["address"] }
  /** Kept in a store that is not GitHub's: a vault path, say. */
  | { readonly kind: "elsewhere"; readonly store: string; readonly name: string; readonly scope?: string }
  | { readonly kind: "unknown"; readonly reason: string };

export interface SecretMeaning {
  readonly kind: "secret";
  /** `github-secret`, `github-variable`, `gitlab-variable`, … */
  readonly store: string;
  readonly name: string;
  readonly scope: Scope;
}

/** Which environment, or what else the CI system scopes secrets by, answers for one. */
export type Scope =
  | { readonly kind: "repository" }
  | { readonly kind: "environment"; readonly name: string }
  | { readonly kind: "unknown"; readonly reason: string };

/** More alternatives than this are not told apart. */
export const maximumChoices = 12;

export function textMeaning(text: string): Meaning {
  return { kind: "text", text };
}

export function unknownMeaning(reason: string): Meaning {
  return { kind: "unknown", reason };
}

export function optionsOf(meaning: Meaning): readonly Meaning[] {
  return meaning.kind === "choice" ? meaning.options : [meaning];
}

/** One of several; alternatives that mean the same are one. */
export function choiceOf(options: readonly Meaning[]): Meaning {
  const distinct = new Map<string, Meaning>();
  for (const option of options.flatMap(optionsOf)) distinct.set(JSON.stringify(option), option);
  const all = [...distinct.values()];
  const [only] = all;
  if (all.length === 1 && only) return only;
  if (all.length > maximumChoices) return unknownMeaning("there are too many alternatives");
  return { kind: "choice", options: all };
}

/** Whether a condition holds on this value; null if that is only known when the job runs. */
export function truthOf(meaning: Meaning): boolean | null {
  // An input of type boolean arrives as text, and `'false'` as a text holds.
  if (meaning.kind === "text") return meaning.text === "false" ? null : meaning.text !== "";
  if (meaning.kind === "flag") return meaning.value;
  return meaning.kind === "sealed" || meaning.kind === "all-secrets" ? true : null;
}

/** The text a meaning comes to in a template or a comparison; null if it is not one certain text. */
export function textOf(meaning: Meaning): string | null {
  if (meaning.kind === "text") return meaning.text;
  return meaning.kind === "flag" && meaning.value !== null ? String(meaning.value) : null;
}

/** Parts put together; alternatives of short texts are multiplied out. */
export function joinMeanings(parts: readonly Meaning[]): Meaning {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  let texts: readonly string[] = [""];
  for (const part of parts) {
    const options = optionsOf(part).map(textOf);
    const known = options.filter((option) => option !== null);
    if (known.length !== options.length || known.length * texts.length > maximumChoices)
      return { kind: "mixed", parts };
    texts = texts.flatMap((before) => known.map((text) => before + text));
  }
  return choiceOf(texts.map(textMeaning));
}

/** What a variable is bound to if it is given this. */
export function boundValueOf(meaning: Meaning): BoundValue {
  switch (meaning.kind) {
    case "text":
      return { kind: "literal", sealed: meaning.sealed ?? plain(meaning.text) };
    case "sealed":
      return { kind: "literal", sealed: meaning.sealed };
    case "flag":
      return meaning.value === null
        ? unresolved("a condition that is known when the job runs")
        : boundValueOf(textMeaning(String(meaning.value)));
    case "secret":
      return boundSecret(meaning);
    case "elsewhere":
      return {
        kind: "reference",
        store: meaning.store,
        name: meaning.name,
        scope: meaning.scope ?? null,
        reference: `${meaning.store}:${meaning.scope ?? "*"}:${meaning.name}`,
      };
    case "all-secrets":
      return unresolved("all secrets of the repository at once");
    case "choice":
      return unresolved(`one of ${meaning.options.map(describe).join(", ")}`);
    case "mixed":
      return boundMixed(meaning);
    case "unknown":
      return unresolved(meaning.reason);
  }
}

function boundSecret({ store, name, scope }: SecretMeaning): BoundValue {
  if (scope.kind === "unknown") return unresolved(`${describeStore(store)}.${name}, and ${scope.reason}`);
  const inEnvironment = scope.kind === "environment" ? scope.name : null;
  return {
    kind: "reference",
    store,
    name,
    scope: inEnvironment,
    reference: `${store}:${inEnvironment ?? "*"}:${name}`,
  };
}

function boundMixed(meaning: Extract<Meaning, { kind: "mixed" }>): BoundValue {
  const { parts, address } = meaning;
  const isKnown = parts.every((part) => part.kind !== "unknown" && part.kind !== "choice");
  if (!address || !isKnown) return unresolved(parts.map(describe).join(""));
  // The parts stand for the whole: two texts put together from the same parts are equal.
  const digest = `parts:${parts.map((part) => JSON.stringify(boundValueOf(part))).join("+")}`;
  return { kind: "literal", sealed: { digest, nature: "secret", shape: "text with references", address } };
}

/** For messages: what it is, never a secret's value. */
export function describe(meaning: Meaning): string {
  switch (meaning.kind) {
    case "text":
      return meaning.text.length > 80 ? `${meaning.text.slice(0, 80)}…` : meaning.text;
    case "sealed":
      return `[${meaning.sealed.shape}]`;
    case "secret":
      return `${describeStore(meaning.store)}.${meaning.name}`;
    case "all-secrets":
      return "all secrets";
    case "flag":
      return meaning.value === null ? "a condition" : String(meaning.value);
    case "choice":
      return meaning.options.map(describe).join(" or ");
    case "mixed":
      return meaning.parts.map(describe).join("");
    case "elsewhere":
      return `${meaning.store} ${meaning.name}`;
    case "unknown":
      return `[${meaning.reason}]`;
  }
}

function describeStore(store: SecretMeaning["store"]): string {
  if (store === "github-secret") return "secrets";
  return store === "github-variable" ? "vars" : store;
}

function unresolved(reason: string): BoundValue {
  return { kind: "unresolved", reason };
}

/** Text that an expression gave. The run's key is not at hand here; `plain` values are compared by what they say. */
function plain(text: string): Sealed {
  return text === ""
    ? { digest: "text:", nature: "empty", shape: "empty" }
    : { digest: `text:${text}`, nature: "plain", shape: "text", text };
}
