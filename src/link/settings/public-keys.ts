import { globOf } from "../../model/glob.ts";
import { placeOfLocation } from "../../model/location.ts";
import type { DeclaredGlob } from "../../model/settings.ts";
import type { Credential, Pipeline } from "../../model/stack.ts";

/** The entry of the settings by which the value of a variable is known to everyone; null if there is none. */
export type PublicKeys = (variable: string) => DeclaredGlob | null;

export function publicKeys(declared: readonly DeclaredGlob[]): PublicKeys {
  const globs = declared.map((entry) => ({ entry, fits: globOf(entry.pattern) }));
  return (variable) => globs.find(({ fits }) => fits(variable))?.entry ?? null;
}

/** A credential that is meant for everyone says so, wherever it is compared. */
export function withPublicKeys(credentials: readonly Credential[], publicKey: PublicKeys): readonly Credential[] {
  return credentials.map((credential) => {
    const declared = publicKey(credential.name);
    return declared ? { ...credential, publicAt: placeOfLocation(declared.at) } : credential;
  });
}

/** What a job is handed that everyone may know opens nothing. */
export function withoutPublicKeys(pipelines: readonly Pipeline[], publicKey: PublicKeys): readonly Pipeline[] {
  return pipelines.map((pipeline) => ({
    ...pipeline,
    credentials: pipeline.credentials.filter(({ variable }) => publicKey(variable) === null),
  }));
}
