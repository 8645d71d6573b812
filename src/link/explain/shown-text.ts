import { isEnvironmentWord, splitWords } from "../../model/environment.ts";
import type { Sealed } from "../../model/sealed.ts";
import { describeIdentity } from "../../model/wording.ts";

const secretWords = new Set([
  ...[
    "key",
    "keys",
    "apikey",
    "token",
    "tokens",
    "secret",
    "secrets",
    "password",
    "passwd",
    "passphrase",
    "pass",
    "pwd",
  ],
  ...["pw", "pat", "pin", "credential", "credentials", "creds", "cred", "auth", "authorization", "bearer", "salt"],
  ...["private", "signing", "signature", "cookie", "session", "nonce", "dsn", "login", "cipher", "hmac"],
]);

/** Whether anything of this name may be secret. Wider than what counts as a credential: what is hidden here is only not shown. */
export function mayHoldSecret(names: readonly string[]): boolean {
  return names.some((name) => splitWords(name).some((word) => secretWords.has(word)));
}

const longestShown = 80;

/**
 * A text of the audited code as it may be shown, or null. The extractor has already taken out whatever looks like a
 * key; this keeps back whatever a name says may be secret, and shows words, names and numbers only. Errs towards hiding.
 */
export function shownText(text: string, names: readonly string[]): string | null {
  if (mayHoldSecret(names) || text.length > longestShown) return null;
  if (isEnvironmentWord(text)) return text;
  const parts = text.split(/[-_./:@ ]+/).filter((part) => part !== "");
  return parts.length > 0 && parts.every(isWord) ? text : null;
}

/** What may be told of a text that was sealed: the address in it, or its shape. */
export function describeSealed(sealed: Sealed): string {
  if (sealed.nature === "empty") return "an empty text";
  if (sealed.address && sealed.nature === "plain")
    return `the address ${describeIdentity({ kind: "known", address: sealed.address })}`;
  // A word for an environment is no secret, whatever it is bound to.
  if (sealed.text !== undefined && isEnvironmentWord(sealed.text)) return `the text "${sealed.text}"`;
  return sealed.shape === "text" ? "a plain text (not shown)" : `a value (${sealed.shape})`;
}

/** `gpt`, `4o`, `2024`, `KnowledgeBase`; no run of letters that nobody can pronounce. */
function isWord(part: string): boolean {
  if (/^\d{1,6}$/.test(part) || /^[A-Za-z0-9]{1,3}$/.test(part)) return true;
  const isCased = /^[A-Z]?[a-z]+(?:[A-Z][a-z]+)*\d?$|^[A-Z]+$/.test(part);
  return isCased && /[aeiouy]/i.test(part) && !/[^aeiouy\d]{5}/i.test(part);
}
