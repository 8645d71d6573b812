import type { Value } from "../../../src/link/program/value.ts";
import { findStoreUses } from "../../../src/link/stores/uses.ts";
import { contextOf } from "../../link/repository.ts";

/**
 * What code does to stores, one operation a line and in its order: `read pinecone query name=articles key=$PINECONE_API_KEY`.
 * Levels that the code does not name are left out; a variable is written `$NAME`, what is put together of parts as its parts.
 */
export function operationsIn(code: string, files: Readonly<Record<string, string>> = {}): string[] {
  const context = contextOf({ "package.json": `{"name":"desk"}`, ...files, "src/store.ts": code });
  return findStoreUses(context.program, context.evaluator)
    .filter(({ effect }) => effect === "read" || effect === "write")
    .sort((a, b) => a.at.span.startLine - b.at.span.startLine || a.at.span.endColumn - b.at.span.endColumn)
    .map(({ effect, name, handle }) => {
      const parts = [...handle.levels].map(([level, value]) => `${level}=${textOf(value)}`);
      if (handle.port) parts.push(`port=${textOf(handle.port)}`);
      if (handle.credential) parts.push(`key=${textOf(handle.credential)}`);
      return [effect, name, ...parts].join(" ");
    });
}

function textOf(value: Value): string {
  switch (value.kind) {
    case "literal":
      return String(value.sealed ? (value.sealed.text ?? value.sealed.address?.host ?? "sealed") : value.value);
    case "variable":
      return typeof value.name === "string" ? `$${value.name}` : "$?";
    case "template":
      return value.parts.map(textOf).join("");
    case "fallback":
      return `${textOf(value.first)}|${textOf(value.second)}`;
    case "applied":
      return value.callee.kind === "external" ? `${value.callee.path.at(-1)}()` : "call()";
    default:
      return value.kind;
  }
}
