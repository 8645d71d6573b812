import type { Credential } from "../../src/model/credential.ts";
import { classOf } from "../../src/model/environment.ts";
import { withoutEnvironmentWords } from "../../src/model/names.ts";

/** Two credentials of one process, production's first, that only the names of their variables tell apart (CONTROLS §5.1.3). */
export function pairsToldApartByName(credentials: readonly Credential[]): (readonly [Credential, Credential])[] {
  return credentials
    .filter(({ name }) => classOf(name) === "production")
    .flatMap((live) => credentials.filter((other) => isTwin(live, other)).map((other) => [live, other] as const));
}

function isTwin(live: Credential, other: Credential): boolean {
  const theirClass = classOf(other.name);
  return (
    live.service === other.service &&
    theirClass !== "production" &&
    theirClass !== "other" &&
    withoutEnvironmentWords(live.name) === withoutEnvironmentWords(other.name) &&
    live.uses.length > 0 &&
    other.uses.length > 0 &&
    areInOneProcess(live, other)
  );
}

/** If each is bound in environments of its own, no process ever holds both. */
function areInOneProcess(a: Credential, b: Credential): boolean {
  if (a.values.length === 0 || b.values.length === 0) return true;
  return a.values.some(({ environment }) => b.values.some((other) => other.environment === environment));
}
