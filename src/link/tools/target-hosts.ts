import type { Selection } from "../../model/agent-tool.ts";
import { isEnvironmentWord, splitHost, splitWords } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Value } from "../program/value.ts";
import { eachPart } from "./dependence.ts";

/** The host of an address that is written down. */
export function hostOf(part: Value): string | null {
  if (part.kind !== "literal") return null;
  return part.sealed?.address?.host ?? (typeof part.value === "string" ? hostIn(part.value) : null);
}

/** The host of an address. */
export function hostIn(text: string): string | null {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)/i.exec(text)?.[1] ?? null;
}

/**
 * `api.sandbox.example.com` is a sandbox; a host without such a word is what is left beside it: production. Where the
 * configuration gives a host to an environment, its words do not matter, nor what stands beside it.
 */
export function hostEnvironment(
  evaluator: Evaluator,
  host: string,
): { readonly environment: string; readonly host: string | null; readonly declaredAt?: Place } {
  const declared = evaluator.environmentOfHost(host);
  if (declared !== null) {
    const { environment, declaredAt } = declared;
    return { environment, host: null, ...(declaredAt ? { declaredAt } : {}) };
  }
  const word = splitHost(host).find(isEnvironmentWord);
  return { environment: word ?? `production of ${domainOf(host)}`, host };
}

/** A possible target; `said` where a key or a tag beside it names the environment, and not its host alone. */
export interface Told {
  readonly environment: string;
  readonly said?: true;
  readonly host?: string | null;
  /** Where the settings say so. */
  readonly declaredAt?: Place;
  readonly at: Place;
}

/** What a target is, once it is told. */
export type Target = Selection["targets"][number];

/**
 * A host tells an environment only beside another of the same vendor: unnamed ones are production there, and of a list of
 * vendors each has its own.
 */
export function settled(targets: readonly Told[]): readonly Target[] {
  const named = targets.filter((t) => !t.environment.startsWith("production of "));
  return targets.flatMap(({ environment, at, host, said, declaredAt }): readonly Target[] => {
    if (!host || said) return [{ environment, at, ...(declaredAt ? { declaredAt } : {}) }];
    const isUnnamed = environment.startsWith("production of ");
    const isPaired = named.some((t) => t.host && t.environment !== environment && isSameVendor(t.host, host));
    if (isUnnamed) return isPaired ? [{ environment: "production", at }] : [];
    const unnamed = targets.some((t) => t.host && !named.includes(t) && isSameVendor(t.host, host));
    return isPaired || unnamed ? [{ environment, at }] : [];
  });
}

function isSameVendor(a: string, b: string): boolean {
  return domainOf(a) === domainOf(b) || domainOf(withoutEnvironment(a)) === domainOf(withoutEnvironment(b));
}

/** `api.acme-staging.example` without the word that tells it from `api.acme.example`. */
function withoutEnvironment(host: string): string {
  return host
    .split(".")
    .map((label) =>
      label
        .split("-")
        .filter((word) => !isEnvironmentWord(word))
        .join("-"),
    )
    .filter((label) => label !== "")
    .join(".");
}

function domainOf(host: string): string {
  return host.replace(/:\d+$/, "").split(".").slice(-2).join(".");
}

/** The word for an environment in a target's host, or in the name of the variable that holds it. */
export function wordOf(evaluator: Evaluator, target: Value): string | null {
  let found: string | null = null;
  eachPart(evaluator, target, (part) => {
    const host = hostOf(part);
    const words =
      part.kind === "variable" && typeof part.name === "string"
        ? splitWords(part.name)
        : host === null
          ? []
          : splitHost(host);
    found ??= words.find(isEnvironmentWord) ?? null;
    return found === null;
  });
  return found;
}
