import { isIssuedPerRun, isPublic } from "./bound-value.ts";
import type { Credential } from "./credential.ts";
import { type Location, locate } from "./location.ts";

/** Whether a credential is a secret that lasts: not meant for everyone, nor issued for one run. */
export function isSecretCredential({ publicAt, values }: Credential): boolean {
  return publicAt === undefined && !values.some(({ value }) => isPublic(value) || isIssuedPerRun(value));
}

/** Where the settings say of credentials that they are meant for everyone: what a pass relies on. */
export function declaredPublic(credentials: readonly Credential[]): Location[] {
  return credentials.flatMap(({ publicAt, name }) =>
    publicAt ? [locate(publicAt, "declared here", `that ${name} is known to everyone`)] : [],
  );
}
