import { classOfTarget, type EnvironmentClass } from "./environment.ts";
import { groupBy } from "./group.ts";
import { compareText } from "./location.ts";
import type { Stack } from "./stack.ts";

/** Two values of one thing: in production and in an environment that is not. */
export interface Sides<V> {
  readonly live: V;
  readonly other: V;
  /** False where the name of the other environment does not tell that it is not live (`blue`, `eu`). */
  readonly certain: boolean;
}

/** The class of an environment by its declaration, or by its name if it is declared nowhere. */
export function classIn(stack: Stack, environment: string): EnvironmentClass {
  const declared =
    stack.environments.find(({ name }) => name === environment) ??
    stack.environments.find(({ alsoCalled }) => alsoCalled?.includes(environment.toLowerCase()));
  return declared?.class ?? classOfTarget(environment);
}

export function isLiveIn(stack: Stack, environment: string): boolean {
  return classIn(stack, environment) === "production";
}

/** Whether this is certainly not production: class `other` may be production under a name of its own. */
export function isNonLiveIn(stack: Stack, environment: string): boolean {
  return nonLive.has(classIn(stack, environment));
}

/**
 * Production with every other environment, production first. What CI hands to its jobs is left out: signal 5 judges it
 * (CONTROLS §5.1.1).
 */
export function sidesOf<V extends { readonly environment: string }>(
  stack: Stack,
  values: readonly V[],
  others: readonly V[] = values,
): Sides<V>[] {
  const live = values.filter(({ environment }) => isLiveIn(stack, environment));
  const rest = others.filter(
    ({ environment }) => isNonLiveIn(stack, environment) || classIn(stack, environment) === "other",
  );
  return live.flatMap((side) =>
    rest.map((other) => ({ live: side, other, certain: isNonLiveIn(stack, other.environment) })),
  );
}

/** The names once each as a reader looks for them: production first, then what stands closest to it. */
export function inOrderOfCloseness(stack: Stack, environments: Iterable<string>): string[] {
  const distance = (name: string) => closeness.indexOf(classIn(stack, name));
  return [...new Set(environments)].sort((a, b) => distance(a) - distance(b) || compareText(a, b));
}

/** Every two values of different environments, the one closer to production first, and production's before all others. */
export function* pairsAcross<V extends { readonly environment: string }>(
  stack: Stack,
  values: readonly V[],
): Generator<readonly [V, V]> {
  const groups = groupBy(values, ({ environment }) => environment);
  const byName = new Map(groups.map((group) => [group[0]?.environment ?? "", group]));
  const ordered = inOrderOfCloseness(stack, byName.keys()).map((name) => byName.get(name) ?? []);
  for (const [index, near] of ordered.entries()) {
    for (const a of near) for (const far of ordered.slice(index + 1)) for (const b of far) yield [a, b];
  }
}

/**
 * Environments of a service about which `values` says nothing, though what is deployed there needs a value: production,
 * staging and preview always, a developer's machine or a test only if nothing else can be compared.
 */
export function environmentsWithout(
  stack: Stack,
  service: string,
  values: readonly { readonly environment: string }[],
): string[] {
  const has = (predicate: (name: string) => boolean) => values.some(({ environment }) => predicate(environment));
  const comparable = has((name) => !isLiveIn(stack, name) && classIn(stack, name) !== "ci");
  const needed = (name: string) => {
    const found = classIn(stack, name);
    if (found === "ci") return false;
    return deployed.has(found) || !comparable;
  };
  return environmentsOf(stack, service).filter((name) => needed(name) && !has((other) => other === name));
}

/** The environments that a service is declared for; those of the whole stack if it says nothing. */
export function environmentsOf(stack: Stack, service: string): readonly string[] {
  const own = stack.services.find(({ name }) => name === service)?.environments ?? [];
  return own.length > 0 ? own : stack.environments.map(({ name }) => name);
}

const closeness: readonly EnvironmentClass[] = [
  "production",
  "staging",
  "preview",
  "other",
  "development",
  "test",
  "ci",
];
const nonLive: ReadonlySet<EnvironmentClass> = new Set(["staging", "preview", "development", "test"]);
const deployed: ReadonlySet<EnvironmentClass> = new Set(["production", "staging", "preview"]);
