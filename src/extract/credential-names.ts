import { isEnvironmentWord, splitWords } from "../model/environment.ts";

const credentialWords = new Set([
  ...["key", "apikey", "token", "secret", "secrets", "password", "passwd", "pass", "pwd", "passphrase", "pat"],
  ...["credential", "credentials", "auth", "salt", "private", "signing", "authorization", "bearer"],
]);

/** `CACHE_KEY`, `MAX_TOKEN`: the word before says that it opens nothing. */
const harmlessBefore = new Set([
  ...["primary", "foreign", "cache", "sort", "partition", "hash", "range", "index", "object", "idempotency", "storage"],
  ...["row", "lookup", "map", "group", "property", "feature", "flag", "max", "min", "next", "page", "continuation"],
]);

/** After the word that matters: `API_KEY_STAGING`, `API_KEY_2`, `PRIVATE_KEY_BASE64`. */
const suffixes = new Set([
  "base64",
  "b64",
  "json",
  "pem",
  "value",
  "v1",
  "v2",
  "old",
  "new",
  "next",
  "previous",
  "current",
  "default",
  "rw",
  "ro",
]);

/** Names of things that look like keys and are none: 32 hexadecimal digits of an account, a commit. */
const identifierWords = new Set([
  ...["id", "ids", "uuid", "guid", "sha", "hash", "digest", "checksum", "commit", "revision", "version", "etag"],
  ...["account", "address", "fingerprint", "integrity", "ref", "nonce"],
]);

const publicPrefixes = /^(next|nuxt|expo|gatsby)_public_|^(vite|public|react_app|ng_app)_/;
const publicNames =
  /(^|_)(publishable|public_key|anon_key|anonymous_key|client_id|dsn|site_key|measurement_id|client_side)(_|$)|(^|_)post_?hog_(project_)?(api_)?(key|token)(_|$)/;

/** Whether a variable of this name holds something secret: `OPENAI_API_KEY`, `dbPassword`, `X-Api-Key`. */
export function isCredentialName(name: string): boolean {
  const words = stem(name);
  const last = words.at(-1) ?? "";
  if (!credentialWords.has(last)) return false;
  return !harmlessBefore.has(words.at(-2) ?? "") && !(words.length === 1 && isCodeName(name) && last.length <= 5);
}

/** Whether the name says that everyone may see the value: bundled into a browser, or published by its vendor. */
export function isPublicName(name: string): boolean {
  const joined = splitWords(name).join("_");
  if (publicPrefixes.test(joined) || publicNames.test(joined)) return true;
  return /(^|_)(launchdarkly|launch_darkly|ld)_/.test(joined) && joined.includes("client");
}

export function isIdentifierName(name: string): boolean {
  return identifierWords.has(stem(name).at(-1) ?? "");
}

/** Written as code writes names, `apiKey`, and not as variables of a process are, `API_KEY`. */
export function isCodeName(name: string): boolean {
  return /^[a-z]/.test(name) && !name.includes("-") && !name.includes("_");
}

/** `password`, `pwd`: what stands there is secret even if it is a number. */
export function isPasswordName(name: string): boolean {
  return /^(pass|password|passwd|pwd|passphrase)$/.test(stem(name).at(-1) ?? "");
}

function stem(name: string): readonly string[] {
  const words = [...splitWords(name)];
  while (words.length > 1) {
    const last = words.at(-1) ?? "";
    if (!suffixes.has(last) && !isEnvironmentWord(last) && !/^\d+$/.test(last)) break;
    words.pop();
  }
  return words;
}
