import { looksLikeKey } from "./address.ts";
import { isCodeName, isCredentialName, isIdentifierName, isPasswordName } from "./credential-names.ts";
import { isKnownPassword } from "./placeholders.ts";
import { isRandom, looksLikeWords } from "./randomness.ts";

/** `hidden`: probably no secret, and not to be shown all the same. */
export type Suspicion = "secret" | "hidden" | "plain" | "placeholder";

/** Whether a value without a known form is secret, from how it looks and from the name it has. */
export function suspect(written: string, name: string | null): Suspicion {
  const text = written.replace(/^["'`]+|["'`]+$/g, "");
  if (name !== null && isCredentialName(name) && isKnownPassword(text)) return "placeholder";
  if (isPlainForm(text)) return name !== null && isPasswordName(name) && /^\d{8,}$/.test(text) ? "secret" : "plain";
  if (name !== null && isCredentialName(name)) {
    if (!isCodeName(name)) return text.length >= 8 ? "secret" : "hidden";
    // In code, `token: "access_token"` and `secretKey: "OPENAI_API_KEY"` name things.
    if (text.length >= 12 && /\d/.test(text) && /[a-z]/i.test(text) && !/\s/.test(text) && !looksLikeWords(text))
      return "secret";
  }
  if (isHash(text)) return name && isCredentialName(name) ? "secret" : name ? "plain" : "hidden";
  if (isRandom(text)) return name !== null && isIdentifierName(name) ? "hidden" : "secret";
  return hasGeneratedWord(text) ? "hidden" : "plain";
}

/** A hash, a trace, an account, or the key of a vendor that gives them this form. */
function isHash(text: string): boolean {
  return /^(?:0x)?[0-9a-f]{32,}$/i.test(text) && /\d/.test(text) && /[a-f]/i.test(text);
}

/** What may be a key in the middle of a sentence, a query or a script. */
function hasGeneratedWord(text: string): boolean {
  if (!/[A-Za-z0-9_+/=-]{20}/.test(text)) return false;
  return text
    .split(/[^A-Za-z0-9+/=_~.-]+/)
    .some((word) => word.length < text.length && (isHash(word) || isRandom(word)));
}

function isPlainForm(text: string): boolean {
  return (
    /^(?:true|false|yes|no|on|off|null|undefined|none|[-+]?[\d_.]+(?:e\d+)?(?:ms|s|m|h|d|[kmg]b?)?)$/i.test(text) ||
    /^(?:arn:|projects\/[^/]+\/|urn:|data:[a-z]|sha(?:1|256|384|512)[-:])/i.test(text) ||
    (/^(?:\.{0,2}\/|~\/)[\w./@-]+$/.test(text) && !text.split("/").some(looksLikeKey)) ||
    /^[\w./-]+\.(?:json|pem|key|crt|cert|p12|txt|ya?ml|toml|ts|js|mjs|md|sh|csv|png|svg)$/i.test(text)
  );
}
