import { type Place, placeText } from "./location.ts";

/** What something is in an environment; several for one environment are alternatives. */
export interface InEnvironment {
  readonly environment: string;
  readonly text: string;
  readonly places: readonly Place[];
}

/** Environments in which the same holds, with what that is. */
export interface AlikeEnvironments {
  readonly environments: readonly string[];
  readonly alternatives: readonly { readonly text: string; readonly places: readonly Place[] }[];
}

/** Puts together the environments of which the same is known, for the same reason and from the same places. */
export function alikeEnvironments(list: readonly InEnvironment[]): readonly AlikeEnvironments[] {
  const groups = new Map<string, string[]>();
  for (const environment of new Set(list.map((one) => one.environment))) {
    const key = JSON.stringify(
      alternativesIn(list, environment).map((one) => [impersonal(one), one.places.map(placeText)]),
    );
    groups.set(key, [...(groups.get(key) ?? []), environment]);
  }
  return [...groups.values()].map((environments) => ({
    environments,
    alternatives: alternativesIn(list, environments[0] ?? "").map((one) => ({
      text: environments.length > 1 ? impersonal(one) : one.text,
      places: one.places,
    })),
  }));
}

function alternativesIn(list: readonly InEnvironment[], environment: string): readonly InEnvironment[] {
  const seen = new Set<string>();
  return list.filter((one) => one.environment === environment && !seen.has(one.text) && seen.add(one.text));
}

/** `X is not set in the repository for staging` is the same for every environment that it says it of. */
function impersonal({ environment, text }: InEnvironment): string {
  return text.replaceAll(new RegExp(`\\b(for|in) ${escaped(environment)}(?=[),;.]|$)`, "g"), "$1 it");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
