import { type Sides, sidesOf } from "../../src/model/across-environments.ts";
import type { Binding, Stack } from "../../src/model/stack.ts";

/** Production and other environments of a service that the repository starts with the same NODE_ENV (CONTROLS §5.1.6). */
export function sharedNodeEnv(stack: Stack, service: string): Sides<Binding>[] {
  const bindings = stack.bindings.filter(
    (one) => one.service === service && one.variable === "NODE_ENV" && nodeEnvOf(one) !== null,
  );
  return sidesOf(stack, bindings).filter(({ live, other, certain }) => certain && nodeEnvOf(live) === nodeEnvOf(other));
}

/** The NODE_ENV that a binding sets; null if it is not written out. */
export function nodeEnvOf({ value }: Binding): string | null {
  return value.kind === "literal" ? (value.sealed.text ?? null) : null;
}
