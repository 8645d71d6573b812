import type { ProgramEntry } from "./program-entry.ts";

/** What clients of AWS read their key from; a program that runs under a role has the role in its place. */
export const roleVariable = "AWS_SECRET_ACCESS_KEY";

/** Tokens that clients ask for before they sign in by a role: whoever runs a program under a role of its own hands it none. */
export const tokensBesideRole: ReadonlySet<string> = new Set(["AWS_BEARER_TOKEN_BEDROCK"]);

/** How a program of a cloud signs in as itself: the variable that its identity takes the place of, and where identities are kept. */
export function signInOf({ type }: ProgramEntry): { readonly variable: string; readonly store: string } {
  return type.source.startsWith("^google")
    ? { variable: accountVariable, store: "gcp-service-account" }
    : { variable: roleVariable, store: "aws-role" };
}

/** What clients of Google read the file with their key from; the account that a program runs as takes its place. */
export const accountVariable = "GOOGLE_APPLICATION_CREDENTIALS";

/** The variable by which clients of Azure would sign in with a secret; the identity of a program takes its place. */
export const identityVariable = "AZURE_CLIENT_SECRET";
