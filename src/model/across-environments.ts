import { classOf, type EnvironmentClass } from "./environment.ts";
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
  return stack.environments.find(({ name }) => name === environment)?.class ?? classOf(environment);
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

const nonLive: ReadonlySet<EnvironmentClass> = new Set(["staging", "preview", "development", "test"]);
const deployed: ReadonlySet<EnvironmentClass> = new Set(["production", "staging", "preview"]);
