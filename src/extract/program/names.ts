import type { ts } from "ts-morph";
import type { Expression } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import type { Lowering } from "./lowering.ts";

/** Modules whose default or namespace import is the object that carries `env`. */
export const PROCESS_MODULES: ReadonlyMap<string, string> = new Map([
  ["process", "process.env"],
  ["node:process", "process.env"],
  ["bun", "Bun.env"],
]);

const ENVIRONMENT_OF_GLOBAL: ReadonlyMap<string, string> = new Map([
  ["process", "process.env"],
  ["Bun", "Bun.env"],
  ["Deno", "Deno.env"],
]);

const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(["globalThis", "global", "window", "self"]);

/** What a use of an identifier refers to. */
export function lowerIdentifier(m: Lowering, node: ts.Identifier): Expression {
  return resolveName(m, node.text, m.span(node));
}

/** What a name refers to from the current scope. */
export function resolveName(m: Lowering, name: string, span: Span): Expression {
  const meaning = m.scope.find(name);
  if (typeof meaning === "number") {
    const source = m.environments.get(meaning);
    return source === undefined
      ? { kind: "name", binding: meaning, name, span }
      : { kind: "environment", source, span };
  }
  if (meaning !== undefined) return meaning;
  if (name === "undefined") return { kind: "undefined", span };
  // The parser puts an empty name where one is missing.
  if (name === "") return { kind: "opaque", syntax: "missing", children: [], span };
  return { kind: "global", name, span };
}

/** `object.property`, which is the environment itself for `process.env` and its like. */
export function memberOf(
  m: Lowering,
  object: Expression,
  property: string,
  span: Span,
  at: Span,
  optional = false,
): Expression {
  if (property === "env") {
    const source = environmentBelow(m, object);
    if (source !== undefined) return { kind: "environment", source, span };
  }
  if (object.kind === "global" && GLOBAL_OBJECTS.has(object.name) && ENVIRONMENT_OF_GLOBAL.has(property)) {
    return { kind: "global", name: property, span };
  }
  return { kind: "member", object, property, optional, span, at };
}

function environmentBelow(m: Lowering, object: Expression): string | undefined {
  if (object.kind === "global") return ENVIRONMENT_OF_GLOBAL.get(object.name);
  if (object.kind === "name") return m.processes.has(object.binding) ? "process.env" : undefined;
  if (object.kind === "import")
    return object.name === "*" || object.name === "default" ? PROCESS_MODULES.get(object.specifier) : undefined;
  // `require("process").default`, and what bundlers of CommonJS make of it.
  if (object.kind === "member") return object.property === "default" ? environmentBelow(m, object.object) : undefined;
  return object.kind === "opaque" && object.syntax === "import.meta" ? "import.meta.env" : undefined;
}
