import type { Fact, Located } from "../../model/facts.ts";
import type { InfraExpression } from "../../model/infrastructure.ts";
import type { Expression } from "../../model/ir.ts";
import { ancestors, directoryOf } from "../program/resolve.ts";

/** Files of data beside modules, by path, as what `loadJsonContent` gives of them: names of kinds of resources say. */
export function loadedFiles(
  facts: readonly Located<Fact>[],
  modules: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, InfraExpression> {
  const folders = new Set([...modules.keys()].map(directoryOf));
  return new Map(
    facts.flatMap((fact): readonly (readonly [string, InfraExpression])[] => {
      if (fact.kind !== "module" || !/\.(?:jsonc?|ya?ml)$/i.test(fact.path)) return [];
      if (!ancestors(directoryOf(fact.path)).some((folder) => folders.has(folder))) return [];
      const whole = fact.module.exports.find((one) => one.kind === "commonjs");
      return whole ? [[fact.path, lowered(whole.value)]] : [];
    }),
  );
}

function lowered(e: Expression): InfraExpression {
  const { span } = e;
  if (e.kind === "array") return { kind: "list", items: e.elements.map(lowered), span };
  if (e.kind === "object") {
    const entries = e.properties.flatMap((one) =>
      one.kind === "value" && typeof one.key === "string"
        ? [{ key: one.key, value: lowered(one.value), span: one.span }]
        : [],
    );
    return { kind: "object", entries, span };
  }
  if (e.kind !== "literal") return { kind: "opaque", syntax: "value that is computed", span };
  const { value } = e;
  if (e.sealed) return { kind: "text", text: "", sealed: e.sealed, span };
  if (typeof value === "string") return { kind: "text", text: value, span };
  return typeof value === "number" || typeof value === "boolean" || value === null
    ? { kind: "scalar", value, span }
    : { kind: "opaque", syntax: "value that is no text", span };
}
