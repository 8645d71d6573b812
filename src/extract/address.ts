import { ConnectionString } from "mongodb-connection-string-url";
import { parse as parsePostgres } from "pg-connection-string";
import { secretPaths } from "../catalog/hosts.ts";
import { type StoreScheme, storeSchemes } from "../catalog/schemes.ts";
import type { Address } from "../model/sealed.ts";
import { readKeyValueString } from "./key-value-string.ts";
import { isRandom } from "./randomness.ts";
import { vendorOf } from "./vendor-host.ts";

/** A connection string or URL taken apart: what it opens, and what in it is secret. */
export interface Opened {
  /** `postgres URL`, `http URL`, `file path`. */
  readonly shape: string;
  /** Null if the string does not tell, as when the key decides which account it is. */
  readonly address: Address | null;
  /** Password or token; null if it has none. */
  readonly secret: string | null;
  /** Something in it should not be shown, though it opens nothing: a user, a path that looks like a key. */
  readonly hasPrivateParts: boolean;
  /** The account that may do everything, where it is the one that logs in. */
  readonly superuser?: string;
}

/** Null for a string that is neither a URL nor a connection string. Opens no file and no connection. */
export function openAddress(value: string): Opened | null {
  // Several URLs, or a sentence with one in it, are no address.
  if (value.length > 4096 || /^[a-z][a-z0-9+.-]*:\/\/.*(?:\s|,\s*[a-z]+:\/\/)/is.test(value)) return null;
  const text = value.replace(/^jdbc:/i, "");
  const match = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text);
  if (!match) return openEmbedded(text) ?? openBareHost(text) ?? readKeyValueString(text);
  const written = (match[1] ?? "").toLowerCase();
  if (written === "file" || written.startsWith("sqlite")) return openFile(text.slice(match[0].length));
  const scheme = storeSchemes[written] ?? storeSchemes[written.replace(/\+(?!srv|s$).*$/, "")];
  const rest = text.slice(match[0].length);
  if (scheme?.provider === "sqlserver" && rest.includes(";")) return readKeyValueString(`server=${rest}`);
  if (!scheme) return openUnknown(written, rest);
  const parts = split(scheme, rest, written === "mongodb+srv");
  return parts ? open(scheme, parts) : openUnknown(written, rest);
}

/** A URL taken apart, before what it means is known. */
interface Parts {
  readonly user: string;
  readonly password: string;
  /** With ports, in lower case, as written. */
  readonly hosts: readonly string[];
  /** Without the leading slash. */
  readonly path: string;
  readonly rawPath: string;
  readonly query: URLSearchParams;
}

function split(scheme: StoreScheme, rest: string, isSrv: boolean): Parts | null {
  const raw = splitByHand(rest);
  if (!raw) return null;
  try {
    if (scheme.provider === "mongodb") {
      const url = new ConnectionString(`mongodb${isSrv ? "+srv" : ""}://${rest}`, { looseValidation: true });
      return { ...raw, hosts: url.hosts.map((host) => host.toLowerCase()), path: decode(url.pathname.slice(1)) };
    }
    if (scheme.provider === "postgres" && raw.hosts.length <= 1) {
      // Only the parameters that name a place: the library reads the certificate files that others point to.
      const kept = new URLSearchParams([...raw.query].filter(([name]) => name === "host" || name === "port"));
      const { host, port, database } = parsePostgres(`postgres://${raw.hosts[0] ?? ""}/${raw.rawPath}?${kept}`);
      if (host) return { ...raw, hosts: [port ? `${host}:${port}` : host], path: database ?? "" };
    }
  } catch {
    // What a library refuses, a client may still take: passwords that should have been escaped.
  }
  return raw;
}

/**
 * Passwords with unescaped `#`, `/` or `@` are common and break strict parsers, which then take a part of the
 * password for the host. The last `@` before the query ends the password; we err towards calling too much a secret.
 */
function splitByHand(rest: string): Parts | null {
  const strict = /^(?:([^/?#]*)@)?([^/?#@]*)(?:\/([^?#]*))?(?:\?([^#]*))?/.exec(rest);
  const loose = /^(.*)@([^/?#@]*)(?:\/([^?#]*))?(?:\?(.*))?$/s.exec(rest);
  const isBroken = strict?.[1] === undefined && /^[^/?#@]*:(?!\d{1,5}(?:[/?]|$))[^@]*@/.test(rest);
  const match = isBroken ? loose : strict;
  if (!match) return null;
  const [, userInfo = "", hosts = "", path = "", query = ""] = match;
  if (hosts === "" && path === "") return null;
  const colon = userInfo.indexOf(":");
  return {
    user: decode(colon < 0 ? userInfo : userInfo.slice(0, colon)),
    password: colon < 0 ? "" : decode(userInfo.slice(colon + 1)),
    hosts: hosts
      .toLowerCase()
      .split(",")
      .filter((host) => host !== ""),
    path: decode(path),
    rawPath: path,
    query: new URLSearchParams(query),
  };
}

function open(scheme: StoreScheme, parts: Parts): Opened {
  const { user, password, query } = parts;
  const isWeb = scheme.provider === "http";
  const hosts = parts.hosts.map((host) => withoutPort(host, scheme.ports)).sort();
  const path = parts.path.replace(/\/+$/, "");
  const pathIsSecret =
    isWeb && secretPaths.some((known) => known.path.test(path) && hosts.some((host) => known.host.test(host)));
  const token = tokenIn(query) ?? (pathIsSecret && path !== "" ? path : null);
  // A user name alone in a web URL is an access token, unless it is a word such as `git` or `x-access-token`.
  const isToken = isWeb && user.length >= 16 && /\d/.test(user);
  const secret = password || (isToken ? user : "") || token || null;
  const address = addressOf(scheme, hosts, pathIsSecret ? "" : path, query, user);
  const isUnclear = path.includes("@") || path.split("/").some(looksLikeKey);
  const hasPrivateParts = user !== "" || [...query].length > 0 || isUnclear;
  const superuser = vendorOf(hosts.join(","), user) === null && superusers[scheme.provider] === user ? user : null;
  return { shape: `${scheme.provider} URL`, address, secret, hasPrivateParts, ...(superuser ? { superuser } : {}) };
}

/** What a server of its own calls the account that is above all rights. Hosting services hand out others under such names. */
const superusers: Readonly<Record<string, string>> = { postgres: "postgres", mysql: "root", sqlserver: "sa" };

function addressOf(
  scheme: StoreScheme,
  hosts: readonly string[],
  path: string,
  query: URLSearchParams,
  user: string,
): Address | null {
  const written = hosts.join(",");
  if (scheme.provider === "s3" || scheme.provider === "gcs") {
    return { provider: scheme.provider, host: null, name: written, container: null, scope: path || null };
  }
  const vendor = vendorOf(written, user);
  if (vendor === "shared") return null;
  const provider = vendor?.provider ?? scheme.provider;
  const host = vendor ? vendor.host : written || null;
  const at = (name: string | null, scope: string | null): Address | null =>
    host === null && name === null ? null : { provider, host, name, container: null, scope };

  if (scheme.path === "database") return at(vendor?.name ?? (query.get("database") || path || null), schemaIn(query));
  const number = provider === "redis" || provider === "upstash" ? (query.get("db") ?? path) : path;
  const says = scheme.path === "scope" && number !== "" && number !== "0" && !path.split("/").some(looksLikeKey);
  return at(vendor?.name ?? null, says ? number : null);
}

function withoutPort(host: string, usual: readonly string[]): string {
  const match = /^(.*):(\d+)$/.exec(host);
  return match && usual.includes(match[2] ?? "") ? (match[1] ?? host) : host;
}

/** A schema is a part of its database, whichever way it is chosen. */
function schemaIn(query: URLSearchParams): string | null {
  const path = /(?:-c\s*)?search_path=([^\s]+)/.exec(query.get("options") ?? "")?.[1];
  return query.get("schema") || query.get("currentSchema") || query.get("search_path") || path || null;
}

const tokenParameter =
  /^(?:x-)?(?:.*[-_])?(?:token|api[-_]?key|key|secret|password|passwd|pwd|sig|signature|auth)$|^code$/i;

function tokenIn(query: URLSearchParams): string | null {
  for (const [name, value] of query) if (tokenParameter.test(name) && value.length >= 8) return value;
  return null;
}

/** Long and mixed: a document id or a key, and the difference does not show. */
export function looksLikeKey(segment: string): boolean {
  if (isRandom(segment)) return true;
  return segment.length >= 20 && /\d/.test(segment) && /[a-z]/i.test(segment) && /^[\w~.-]+$/.test(segment);
}

function openFile(path: string): Opened {
  const [plain = ""] = path.split("?");
  const host = plain.replace(/^\/(?=\.)/, "") || ":memory:";
  return { shape: "file path", address: fileAddress(host), secret: null, hasPrivateParts: false };
}

/** `file:./dev.db`, `./data/app.sqlite`, `:memory:`. */
function openEmbedded(text: string): Opened | null {
  const url = /^(?:file|sqlite):(\S+)$/i.exec(text);
  if (url?.[1]) return openFile(url[1]);
  const isFile = /^(?:\.{0,2}\/)?[\w./@-]+\.(?:db|sqlite3?|duckdb|lancedb|lance)$/i.test(text) || text === ":memory:";
  return isFile ? openFile(text) : null;
}

function fileAddress(host: string): Address {
  return { provider: "sqlite", host, name: null, container: null, scope: null };
}

/** A vendor's host name without a scheme, as some clients want it. */
function openBareHost(text: string): Opened | null {
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?$/i.test(text)) return null;
  const vendor = vendorOf(text.toLowerCase(), "");
  if (vendor === null || vendor === "shared" || vendor.provider === null) return null;
  const { provider, host, name } = vendor;
  const address = { provider, host, name, container: null, scope: null };
  return { shape: "host name", address, secret: null, hasPrivateParts: false };
}

function openUnknown(scheme: string, rest: string): Opened {
  const user = /^([^/?#@]*)@/.exec(rest)?.[1] ?? /^([^@\s]+:[^@\s]+)@/.exec(rest)?.[1] ?? "";
  const password = user.includes(":") ? user.slice(user.indexOf(":") + 1) : "";
  const query = new URLSearchParams(/\?([^#]*)/.exec(rest)?.[1] ?? "");
  const secret = password || tokenIn(query) || null;
  return { shape: `${scheme} URL`, address: null, secret, hasPrivateParts: user !== "" || [...query].length > 0 };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
