import type { Address, Sealed, SecretForm } from "../model/sealed.ts";
import { looksLikeKey, type Opened, openAddress } from "./address.ts";
import { isCredentialName, isIdentifierName, isPublicName } from "./credential-names.ts";
import { findKey, isWholeKey, type KnownKey } from "./known-keys.ts";
import { isKnownPassword, isPlaceholder, isPlaceholderHost } from "./placeholders.ts";
import { isRandom, lengthBand } from "./randomness.ts";
import { projectTag } from "./scope-tag.ts";
import { suspect } from "./suspicion.ts";

/** What is decided of a value before it is digested. */
export interface Reading {
  readonly nature: Sealed["nature"];
  readonly shape: string;
  readonly form?: SecretForm;
  readonly keepsText?: boolean;
  readonly opened?: Opened;
  readonly secretPart?: string;
  readonly tag?: { readonly says: string; readonly rest: string; readonly issuedBy: "vendor" | "project" };
}

/** Reads one value; `depth` counts the values that it stands inside. */
export function readValue(text: string, name: string | null, depth = 0): Reading {
  if (text === "") return { nature: "empty", shape: "empty" };
  const known = findKey(text);
  if (known && isWholeKey(text, known)) return readKey(text, known, name);
  const opened = openAddress(text);
  if (opened) return readOpened(text, opened, name);
  const expected = name === null ? "anything" : isCredentialName(name) ? "credential" : "value";
  if (isPlaceholder(text, expected)) return { nature: "placeholder", shape: "placeholder" };
  if (known) return readAround(text, known);
  const inside = depth < 3 ? readUrlsInside(text) : null;
  if (inside) return name !== null && isPublicName(name) ? { ...inside, nature: "public-key" } : inside;
  const labelled = depth < 3 ? readLabelled(text, name !== null, depth) : null;
  if (labelled) return labelled;

  const suspicion = suspect(text, name);
  if (suspicion === "placeholder") return { nature: "placeholder", shape: "placeholder" };
  if (suspicion === "hidden") return { nature: "plain", shape: `text, ${lengthBand(text)}` };
  if (suspicion === "plain") return { nature: "plain", shape: plainShape(text), keepsText: true };
  if (name !== null && isPublicName(name)) return { nature: "public-key", shape: lengthBand(text) };
  return readTagged(text, lengthBand(text), isRandom(text) ? "generated" : "named");
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
  const rest = { shape, ...(opened ? { opened } : {}), ...tag };
  return isPublic ? { nature: "public-key", ...rest } : { nature: "secret", form: formOf(known, name), ...rest };
}

/** The number of an account may have the form of a key, and its name says what it is: `TWILIO_ACCOUNT_SID`. */
function formOf({ audience, shape, chosenByOwner }: KnownKey, name: string | null): SecretForm {
  if (name !== null && isIdentifierName(name)) return "named";
  if (audience === "by-name") return "token";
  if (chosenByOwner) return "generated";
  return shape === "private key" ? "private-key" : "vendor-key";
}

/** A key inside a longer text, such as a project's tag with the key behind it. */
function readAround(text: string, known: KnownKey): Reading {
  if (known.audience === "public") return { nature: "public-key", shape: `text with ${known.shape}` };
  const key = text.slice(known.index, known.index + known.length);
  const read = readTagged(text, `text with ${known.shape}`, formOf(known, null));
  // A sentence about a key may quote one; behind a project's own tag it is the value.
  return { ...read, ...(read.tag ? {} : { form: "token" as const }), secretPart: key };
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
    if (findKey(text)) return { nature: "secret", shape, form: "vendor-key" };
    return { nature: "plain", shape, keepsText: !opened.hasPrivateParts && secret === null, opened };
  }
  if (name !== null && isPublicName(name) && shape === "http URL" && !/:[^/]*@/.test(text)) {
    return { nature: "public-key", shape, opened };
  }
  return { nature: "secret", shape, form: "login", opened, secretPart: secret };
}

/** URLs in a longer text, or a list of them: only whether one of them is secret matters. */
function readUrlsInside(text: string): Reading | null {
  if (!text.includes("://")) return null;
  for (const [url] of text.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s,"'`<>]+/gi)) {
    const inner = url === text ? null : readValue(url, null, 3);
    if (inner?.nature !== "secret") continue;
    const { shape, form } = inner;
    return {
      nature: "secret",
      shape: `text with a ${shape}`,
      ...(form ? { form } : {}),
      secretPart: inner.secretPart ?? url,
    };
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
  const inner = readValue(value, isValue ? called : isCredentialName(called) ? "accessToken" : null, depth + 1);
  if (inner.nature === "plain" || inner.nature === "empty") return null;
  const { nature, opened, form } = inner;
  const secretPart = nature === "secret" ? { secretPart: inner.secretPart ?? value } : {};
  const says = scheme || label.startsWith("-") || isCredentialName(envName(label)) ? `${label} ` : "";
  const kind = form ? { form } : {};
  return { nature, shape: `${says}${inner.shape}`, ...kind, ...secretPart, ...(opened ? { opened } : {}) };
}

/** Flags and headers are named as variables are, in other letters. */
function envName(label: string): string {
  return label.replace(/^-+/, "").replace(/[.-]/g, "_").toUpperCase();
}

/** The environment that a project writes in front of its own secrets: `prd.…`, `staging:…`. */
function readTagged(text: string, shape: string, form: SecretForm): Reading {
  const tag = projectTag(text);
  if (!tag) return { nature: "secret", shape, form };
  return { nature: "secret", form, shape: `${tag.says}…, ${shape}`, tag: { ...tag, issuedBy: "project" } };
}

function plainShape(text: string): string {
  if (/^[-+]?\d+(?:\.\d+)?$/.test(text)) return "number";
  if (/^(?:true|false)$/i.test(text)) return "boolean";
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? "UUID" : "text";
}

function isRepetitive(text: string): boolean {
  return new Set(text).size <= 2 || (!looksLikeKey(text) && /^(?:0?1?234567890?|abc+d?)/i.test(text));
}
