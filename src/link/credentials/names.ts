import { splitWords } from "../../model/environment.ts";

/** Words of which one is in the name of most secrets. */
export const secretWords = new Set([
  "key",
  "token",
  "secret",
  "password",
  "passwd",
  "pwd",
  "credential",
  "credentials",
  "apikey",
  "pat",
  "dsn",
  "auth",
]);
const publicWords = new Set(["public", "publishable", "anon"]);
const addressWords = new Set(["url", "uri", "connection", "database", "dsn", "conn"]);

/** Whether a variable is called like a secret, or like an address that holds one. */
export function hasCredentialName(variable: string): boolean {
  const words = splitWords(variable);
  return (
    words.some((w) => secretWords.has(w)) ||
    (words.some((w) => addressWords.has(w)) &&
      words.length > 1 &&
      /database|postgres|mongo|redis|connection/i.test(variable))
  );
}

/** Whether a variable is called like what everyone may know. */
export function isPublicName(variable: string): boolean {
  return variable.startsWith("VITE_") || splitWords(variable).some((w) => publicWords.has(w));
}

/**
 * Kept among the secrets for convenience, and opens nothing: an account id, a region, a project's name, an address where
 * no password is part of one. Whoever has the address of a webhook can call it.
 */
export function namesNoSecret(variable: string): boolean {
  const isAddress = /(^|_)(URL|URI|ENDPOINT|NODE|NODES|INDEX|TABLE|COLLECTION|DATASET|QUEUE|MODEL)$/.test(variable);
  if (isAddress) return !hasCredentialName(variable) && !/HOOK/.test(variable);
  return /(^|_)(ID|IDS|NAME|REGION|ZONE|EMAIL|ORG|ORGANIZATION|PROJECT|SLUG|BUCKET|DOMAIN|USER|USERNAME|TEAM|WORKSPACE|ARN|CHANNEL|VERSION|HOST|PORT)$/.test(
    variable,
  );
}
