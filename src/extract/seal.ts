import { createHmac } from "node:crypto";
import type { Address, Sealed } from "../model/sealed.ts";
import { looksLikeKey, type Opened, openAddress } from "./address.ts";
import { isCodeName, isCredentialName, isIdentifierName, isPasswordName, isPublicName } from "./credential-names.ts";
import type { Seal } from "./extractor.ts";
import { findKey, isWholeKey, type KnownKey } from "./known-keys.ts";
import { isKnownPassword, isPlaceholder, isPlaceholderHost } from "./placeholders.ts";
import { isRandom, lengthBand, looksLikeWords } from "./randomness.ts";
import { projectTag } from "./scope-tag.ts";

/** Longer plain text is no address, name or setting, and is not worth keeping. */
const longestText = 512;

/** What is decided of a value before it is digested. */
interface Reading {
  readonly nature: Sealed["nature"];
  readonly shape: string;
  readonly keepsText?: boolean;
  readonly opened?: Opened;
  readonly secretPart?: string;
  readonly tag?: { readonly says: string; readonly rest: string; readonly issuedBy: "vendor" | "project" };
}

/**
 * Makes the function through which every string of the audited repository passes. The key is random for each run, so
 * digests compare within a run and cannot be looked up afterwards.
 */
export function createSeal(key: Uint8Array): Seal {
  const digest = (text: string): string => createHmac("sha256", key).update(text, "utf8").digest("hex").slice(0, 32);

  return (written, hint = {}) => {
    const text = written.trim();
    const reading = read(text, hint.name ?? null, 0);
    const { opened, tag, secretPart } = reading;
    return {
      digest: digest(text),
      nature: reading.nature,
      shape: reading.shape,
      ...(reading.keepsText && text.length <= longestText ? { text } : {}),
      ...(opened?.address ? { address: opened.address } : {}),
      ...(secretPart === undefined ? {} : { credential: digest(secretPart) }),
      ...(tag ? { tag: { ...tag, rest: digest(tag.rest) } } : {}),
    };
  };
}

function read(text: string, name: string | null, depth: number): Reading {
  if (text === "") return { nature: "empty", shape: "empty" };
  const known = findKey(text);
  if (known && isWholeKey(text, known)) return readKey(text, known, name);
  const opened = openAddress(text);
  if (opened) return readOpened(text, opened, name);
  const expected = name === null ? "anything" : isCredentialName(name) ? "credential" : "value";
  if (isPlaceholder(text, expected)) return { nature: "placeholder", shape: "placeholder" };
  if (known) return readAround(text, known);
  const inside = depth < 3 ? readUrlsInside(text) : null;
  if (inside) return inside;
  const labelled = depth < 3 ? readLabelled(text, name !== null, depth) : null;
  if (labelled) return labelled;

  const suspicion = suspect(text, name);
  if (suspicion === "placeholder") return { nature: "placeholder", shape: "placeholder" };
  if (suspicion === "hidden") return { nature: "plain", shape: `text, ${lengthBand(text)}` };
  if (suspicion === "plain") return { nature: "plain", shape: plainShape(text), keepsText: true };
  if (name !== null && isPublicName(name)) return { nature: "public-key", shape: lengthBand(text) };
  return readTagged(text, lengthBand(text));
}

function readKey(text: string, known: KnownKey, name: string | null): Reading {
  if (isPlaceholder(text, "credential") || isPlaceholder(known.rest, "credential") || isRepetitive(known.rest)) {
    return { nature: "placeholder", shape: `${known.shape} placeholder` };
  }
  const shape = `${known.shape}, ${lengthBand(text)}`;
  const opened = known.opened;
  const isPublic = known.audience === "public" || (known.audience === "by-name" && name !== null && isPublicName(name));
  const tag = known.environment
    ? { tag: { says: known.environment, rest: known.rest, issuedBy: "vendor" as const } }
    : {};
  return { nature: isPublic ? "public-key" : "secret", shape, ...(opened ? { opened } : {}), ...tag };
}

/** A key inside a longer text, such as a project's tag with the key behind it. */
function readAround(text: string, known: KnownKey): Reading {
  if (known.audience === "public") return { nature: "public-key", shape: `text with ${known.shape}` };
  const key = text.slice(known.index, known.index + known.length);
  return { ...readTagged(text, `text with ${known.shape}`), secretPart: key };
}

function readOpened(text: string, opened: Opened, name: string | null): Reading {
  const { shape, secret, address } = opened;
  const isNowhere = address?.host !== undefined && address.host !== null && isPlaceholderHost(address.host);
  if (isNowhere || (secret !== null && isPlaceholder(secret, "credential")))
    return { nature: "placeholder", shape: `${shape} placeholder` };
  if (shape === "http URL" && isDsn(text))
    return { nature: "public-key", shape: "Sentry DSN", opened: { ...opened, address: dsnAddress(address) } };
  // Whoever knows this word knows it of every database: what it opens still counts, that it is equal does not.
  if (secret === null || isKnownPassword(secret)) {
    if (findKey(text)) return { nature: "secret", shape };
    return { nature: "plain", shape, keepsText: !opened.hasPrivateParts && secret === null, opened };
  }
  if (name !== null && isPublicName(name) && shape === "http URL" && !/:[^/]*@/.test(text)) {
    return { nature: "public-key", shape, opened };
  }
  return { nature: "secret", shape, opened, secretPart: secret };
}

/** URLs in a longer text, or a list of them: only whether one of them is secret matters. */
function readUrlsInside(text: string): Reading | null {
  if (!text.includes("://")) return null;
  for (const [url] of text.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s,"'`<>]+/gi)) {
    const inner = url === text ? null : read(url, null, 3);
    if (inner?.nature !== "secret") continue;
    return { nature: "secret", shape: `text with a ${inner.shape}`, secretPart: inner.secretPart ?? url };
  }
  return null;
}

/** The address that errors are sent to, on Sentry's hosts or one's own: a key and the number of a project. */
function isDsn(text: string): boolean {
  return /^https?:\/\/(?:[0-9a-f]{32}(?::[0-9a-f]{32})?@[^/]+|[^/@:]+@[^/]*\.ingest\.[^/]*)\/(?:.*\/)?\d+$/i.test(text);
}

function dsnAddress(address: Address | null): Address | null {
  if (address === null) return null;
  return { ...address, provider: "sentry", name: address.name ?? address.scope, scope: null };
}

/** `Bearer …`, `--api-key=…`, `X-Api-Key: …`: a name and a value in one string. */
function readLabelled(text: string, isValue: boolean, depth: number): Reading | null {
  const scheme = /^(?:bearer|basic|token|bot|apikey)\s+([\w.~+/=:-]+)$/i.exec(text);
  const pair = scheme ? null : /^(-{0,2}[A-Za-z][\w.-]{0,60})(?:=|:\s+)(?=\S)(.+)$/s.exec(text);
  const value = scheme?.[1] ?? pair?.[2];
  if (value === undefined) return null;
  const label = scheme ? text.slice(0, text.search(/\s/)) : (pair?.[1] ?? "");
  const called = scheme ? "TOKEN" : envName(label);
  // What stands in code without a name may be a message about a token as well as one.
  const inner = read(value, isValue ? called : isCredentialName(called) ? "accessToken" : null, depth + 1);
  if (inner.nature === "plain" || inner.nature === "empty") return null;
  const { nature, opened } = inner;
  const secretPart = nature === "secret" ? { secretPart: inner.secretPart ?? value } : {};
  const says = scheme || label.startsWith("-") || isCredentialName(envName(label)) ? `${label} ` : "";
  return { nature, shape: `${says}${inner.shape}`, ...secretPart, ...(opened ? { opened } : {}) };
}

/** Flags and headers are named as variables are, in other letters. */
function envName(label: string): string {
  return label.replace(/^-+/, "").replace(/[.-]/g, "_").toUpperCase();
}

/** `hidden`: probably no secret, and not to be shown all the same. */
type Suspicion = "secret" | "hidden" | "plain" | "placeholder";

/** Whether a value without a known form is secret, from how it looks and from the name it has. */
function suspect(written: string, name: string | null): Suspicion {
  const text = written.replace(/^["'`]+|["'`]+$/g, "");
  if (isPlainForm(text)) return name !== null && isPasswordName(name) && /^\d{8,}$/.test(text) ? "secret" : "plain";
  if (name !== null && isCredentialName(name)) {
    if (isKnownPassword(text)) return "placeholder";
    if (!isCodeName(name)) return text.length >= 8 ? "secret" : "plain";
    // In code, `token: "access_token"` and `secretKey: "OPENAI_API_KEY"` name things.
    if (text.length >= 12 && /\d/.test(text) && /[a-z]/i.test(text) && !/\s/.test(text) && !looksLikeWords(text))
      return "secret";
  }
  if (isHash(text)) return name !== null && isCredentialName(name) ? "secret" : name === null ? "hidden" : "plain";
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
    /^(?:\.{0,2}\/|~\/)[\w./@-]+$/.test(text) ||
    /^[\w./-]+\.(?:json|pem|key|crt|cert|p12|txt|ya?ml|toml|ts|js|mjs|md|sh|csv|png|svg)$/i.test(text)
  );
}

/** The environment that a project writes in front of its own secrets: `prd.…`, `staging:…`. */
function readTagged(text: string, shape: string): Reading {
  const tag = projectTag(text);
  if (!tag) return { nature: "secret", shape };
  return { nature: "secret", shape: `${tag.says}…, ${shape}`, tag: { ...tag, issuedBy: "project" } };
}

function plainShape(text: string): string {
  if (/^[-+]?\d+(?:\.\d+)?$/.test(text)) return "number";
  if (/^(?:true|false)$/i.test(text)) return "boolean";
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? "UUID" : "text";
}

function isRepetitive(text: string): boolean {
  return new Set(text).size <= 2 || (!looksLikeKey(text) && /^(?:0?1?234567890?|abc+d?)/i.test(text));
}
