import { splitWords } from "../../model/environment.ts";
import type { Expression } from "../../model/ir.ts";
import type { Thunk } from "../program/value.ts";

/** Words that say what a property or a name is about. */
export const tagWords = new Set([
  "env",
  "environment",
  "stage",
  "tier",
  "scope",
  "realm",
  "envtag",
  "tag",
  "deployment",
]);
export const secretWords = new Set([
  "key",
  "token",
  "secret",
  "password",
  "credential",
  "credentials",
  "apikey",
  "bearer",
  "passphrase",
  "pat",
  "cred",
  "creds",
]);
export const targetWords = new Set([
  "url",
  "baseurl",
  "host",
  "hostname",
  "endpoint",
  "origin",
  "address",
  "uri",
  "dsn",
  "target",
  "server",
  "domain",
  "connection",
  "index",
  "database",
  "endpoints",
  "hosts",
  "targets",
  "registry",
  "registrations",
  "registered",
]);

/** The words of a name and of what it was looked up by: `const entry = await registry.get(endpoint.host)`. */
export function originWords(e: Expression, thunk: Thunk, depth = 0): readonly string[] {
  const own = nameWords(e);
  if (depth > 3) return own;
  if (e.kind === "name") {
    const binding = thunk.module.bindings[e.binding];
    if (binding?.value && binding.value.kind !== "parameter" && binding.kind !== "import")
      return [...own, ...originWords(binding.value, thunk, depth + 1)];
  }
  if (e.kind === "await") return originWords(e.operand, thunk, depth + 1);
  if (e.kind === "call") return [...own, ...e.args.flatMap(nameWords)];
  if (e.kind === "index") return [...own, ...nameWords(e.index)];
  return own;
}

/** The words of the names that an expression is written with. */
export function nameWords(e: Expression): readonly string[] {
  switch (e.kind) {
    case "name":
    case "global":
      return splitWords(e.name);
    case "member":
      return [...nameWords(e.object), ...splitWords(e.property)];
    case "call":
      return nameWords(e.callee);
    case "index":
      return nameWords(e.object);
    case "await":
      return nameWords(e.operand);
    default:
      return [];
  }
}
