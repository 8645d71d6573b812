import { splitWords } from "../../model/environment.ts";
import type { Value } from "../program/value.ts";
import type { StoreUse } from "../stores/uses.ts";
import { secretWords } from "./names.ts";
import { nameOf, type Use } from "./use.ts";

/** The keys that a client of a store is given, apart or in its address. */
export function usesOfStore(use: StoreUse): readonly Use[] {
  const { handle } = use;
  const provider = handle.entries[0]?.provider ?? null;
  const label = handle.entries[0]?.label ?? "store";
  const own: Use[] = handle.credential
    ? [{ value: handle.credential, provider, what: `${label} client`, at: handle.at }]
    : [];
  // A connection string holds its password; where a key is given apart, the address is no secret.
  const host = handle.credential || !carriesPassword(handle) ? undefined : handle.levels.get("host");
  const password = host?.kind === "template" ? passwordIn(host) : host;
  return password ? [...own, { value: password, provider, what: `${label} client`, at: handle.at }] : own;
}

/** The password among the parts of a connection string; a user's name is none. */
function passwordIn(template: Extract<Value, { kind: "template" }>): Value | undefined {
  return template.parts.find(
    (part) => nameOf(part) !== null && splitWords(nameOf(part) ?? "").some((w) => secretWords.has(w)),
  );
}

/** Whether the product's clients are opened by one string that holds address and password. */
function carriesPassword(handle: StoreUse["handle"]): boolean {
  return ["postgres", "mysql", "mongodb", "redis", "sql", "mariadb", "cockroach", "neon", "libsql", "prisma"].some(
    (p) => handle.entries[0]?.provider.startsWith(p),
  );
}
