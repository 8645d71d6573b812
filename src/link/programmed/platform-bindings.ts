import { createHash } from "node:crypto";
import { constructEntry } from "../../catalog/infrastructure/constructs.ts";
import type { BindingEntry } from "../../model/binding-facts.ts";
import type { Value } from "../program/value.ts";
import { shownName } from "../terraform/attributes.ts";
import type { Settler } from "./settle.ts";

/** A resource of the platform under the name that a Worker knows it by; null for what is none. */
export function platformEntry(settler: Settler, name: string, value: Value): BindingEntry | null {
  if (value.kind === "choice") {
    const entries = value.options.flatMap((option) => platformEntry(settler, name, option.value) ?? []);
    return entries.length === 1 ? (entries[0] ?? null) : null;
  }
  if (value.kind !== "applied" || value.callee.kind !== "external") return null;
  const entry = constructEntry(value.callee.package, value.callee.path);
  if (!entry?.binding) return null;
  const { resource, provider } = entry.binding;
  const settled = settler.resource(entry, value);
  const named = settled.kind === "object" ? settled.entries.get("name") : undefined;
  if (!named || named.kind === "unknown") return null;
  const text = shownName(named);
  return {
    name,
    resource,
    span: { ...named.at.span },
    value: {
      kind: "literal",
      sealed: {
        digest: createHash("sha256").update(text).digest("hex").slice(0, 32),
        nature: "plain",
        shape: "identifier",
        text,
        address: { provider, host: null, name: text, container: null, scope: null },
      },
    },
  };
}
