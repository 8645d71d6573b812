import { splitWords } from "../../model/environment.ts";

const verbs = new Set([
  "is",
  "has",
  "have",
  "can",
  "may",
  "must",
  "check",
  "assert",
  "ensure",
  "require",
  "requires",
  "verify",
  "enforce",
  "evaluate",
  "validate",
  "guard",
  "deny",
  "refuse",
  "reject",
  "with",
]);
const rights = new Set([
  "allowed",
  "permitted",
  "permission",
  "permissions",
  "authorized",
  "authorised",
  "authorization",
  "authorisation",
  "authenticated",
  "forbidden",
  "policy",
  "policies",
  "role",
  "roles",
  "admin",
  "owner",
  "ownership",
  "entitled",
  "entitlement",
  "acl",
  "scopes",
  "protected",
  "access",
  "privilege",
  "privileges",
  "allowlisted",
  "whitelisted",
]);
const alone = new Set(["authorize", "authorise", "authz", "permitted", "allowed", "permits"]);
/** A size or a number that is allowed is a limit. */
const limits = new Set([
  "size",
  "length",
  "limit",
  "count",
  "number",
  "type",
  "types",
  "format",
  "extension",
  "mime",
  "range",
]);

/** Whether a function of this name checks what somebody may do: `assertAllowed`, `hasPermission`, `authorize`. */
export function isCheck(name: string): boolean {
  const words = splitWords(name);
  const [first] = words;
  if (first === undefined || words.some((w) => limits.has(w))) return false;
  if (first.startsWith("authori") || (words.length === 1 && alone.has(first))) return true;
  return verbs.has(first) && words.slice(1).some((w) => rights.has(w));
}

const lists = /^(allow|white|deny|block)_?list(ed)?$/;
const listWords = /^(allow|allowed|permitted|approved|trusted|denied|blocked|protected|forbidden)$/;
/** What a list of rights is about. A list of allowed statuses or file types says what is well formed. */
const listed =
  /^(domains?|hosts?|hostnames|origins?|urls?|tools?|commands?|users?|roles?|environments?|envs?|projects?|actions?|operations?|methods|tables?|schemas?|emails?|recipients?|accounts?|tenants?|repos|repositories|branches|channels?|buckets?|paths|queries|ids)$/;

/** Whether a list of this name holds what is allowed, or what is not: `allowedDomains`, `protectedEnvironments`. */
export function isListOfRights(name: string): boolean {
  const words = splitWords(name);
  if (lists.test(words.join("_")) || words.some((w) => lists.test(w))) return true;
  return words.some((w) => listWords.test(w)) && words.some((w) => listed.test(w));
}

/** Whether a setting of this name says by itself what may be done: `readOnly`, `isAdmin`, `allowWrites`. */
export function isMode(name: string): boolean {
  return /^(is_?)?read_?only(_?mode)?$|^is_?(admin|owner)$|^allow_?(writes?|mutations?|destructive)$/i.test(name);
}
