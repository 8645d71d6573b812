import { type KeyShape, keyShapes } from "../catalog/key-shapes.ts";
import type { Opened } from "./address.ts";

/** A key of known form found in a text. */
export interface KnownKey {
  /** Prefix and kind, never the rest: `sk_live_…`, `JWT`, `private key`. */
  readonly shape: string;
  readonly audience: KeyShape["audience"];
  readonly environment?: string;
  readonly chosenByOwner?: true;
  readonly index: number;
  readonly length: number;
  /** What follows the prefix. */
  readonly rest: string;
  /** The project that the key itself names. */
  readonly opened?: Opened;
}

const byInitial = new Map<string, readonly KeyShape[]>();
for (const shape of keyShapes) {
  const initial = shape.prefix.charAt(0);
  byInitial.set(initial, [...(byInitial.get(initial) ?? []), shape]);
}

const alternatives = keyShapes.map(({ prefix, rest }) => `${prefix.replace(/[.]/g, "[.]")}${rest}`);
// One pass for all vendors; which of them it was is looked up afterwards.
const anyKey = new RegExp(`(?<![A-Za-z0-9_-])(?:${alternatives.join("|")})`, "g");
/** Every form above has this much in one piece, and most strings do not. */
const longRun = /[A-Za-z0-9_+/=-]{16}/;
const jwt = /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.(eyJ[A-Za-z0-9_-]{8,})\.[A-Za-z0-9_-]{8,}/;
const pem = /-----BEGIN ([A-Z0-9 ]{0,40})(?:KEY|KEY BLOCK|CERTIFICATE)-----/;

/** The first key of a known vendor form in the text, or a token or private key of a standard form. */
export function findKey(text: string): KnownKey | null {
  if (text.length < 12) return null;
  const block = text.includes("-----BEGIN") ? pem.exec(text) : null;
  if (block) return readPem(text, block);
  const token = text.includes("eyJ") ? jwt.exec(text) : null;
  if (token) return readJwt(token);
  if (!longRun.test(text)) return null;
  for (const match of text.matchAll(anyKey)) {
    const [found] = match;
    const shape = byInitial.get(found.charAt(0))?.find(({ prefix }) => found.startsWith(prefix));
    if (shape && !isWords(found.slice(shape.prefix.length))) return describe(shape, match.index, found);
  }
  return null;
}

function describe(shape: KeyShape, index: number, found: string): KnownKey {
  return {
    shape: `${shape.prefix}…`,
    audience: shape.audience,
    ...(shape.environment === undefined ? {} : { environment: shape.environment }),
    ...(shape.chosenByOwner ? { chosenByOwner: true } : {}),
    index,
    length: found.length,
    rest: found.slice(shape.prefix.length),
  };
}

/** Whether the key is the whole text and not a part of it. */
export function isWholeKey(text: string, key: KnownKey): boolean {
  return key.index === 0 && key.length === text.length;
}

function readPem(text: string, block: RegExpExecArray): KnownKey {
  const isPrivate = (block[1] ?? "").includes("PRIVATE");
  const isWhole = block.index === 0;
  return {
    shape: isPrivate ? "private key" : "public key or certificate",
    audience: isPrivate ? "secret" : "public",
    index: block.index,
    length: isWhole ? text.length : block[0].length,
    rest: text.slice(block.index + block[0].length),
  };
}

function readJwt(match: RegExpExecArray): KnownKey {
  const claims = claimsOf(match[1] ?? "");
  const role = claims.role;
  const ref = claims.ref;
  const common = { index: match.index, length: match[0].length, rest: match[1] ?? "" };
  if (typeof role !== "string" || typeof ref !== "string") return { ...common, shape: "JWT", audience: "by-name" };
  const address = { provider: "supabase", host: `${ref}.supabase.co`, name: ref, container: null, scope: null };
  const opened = { shape: "JWT", address, secret: null, hasPrivateParts: true };
  return {
    ...common,
    shape: `JWT for ${role === "anon" ? "anon" : "service"}`,
    audience: role === "anon" ? "public" : "secret",
    opened,
  };
}

function claimsOf(payload: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** `sk-your-openai-api-key` and `re_something_else` have the prefix of a key and are words. */
function isWords(rest: string): boolean {
  return !/\d/.test(rest) && /^[a-z]+(?:[-_][a-z]+)+$/i.test(rest);
}
