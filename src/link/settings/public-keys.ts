import type { Credential } from "../../model/credential.ts";
import { placeOfLocation } from "../../model/location.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import type { PublicKeys } from "../../model/public-keys.ts";

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
