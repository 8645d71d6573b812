import { extractFile } from "../../src/extract/extract.ts";
import { createSeal } from "../../src/extract/seal.ts";
import type { BindingEntry, BindingsFact, BindingValue } from "../../src/model/binding-facts.ts";
import type { Fact, GapFact, Located } from "../../src/model/facts.ts";
import type { Span } from "../../src/model/location.ts";
import type { Sealed } from "../../src/model/sealed.ts";
import type { Zone } from "../../src/model/tree.ts";

/** The seal of all extractor tests; with one key, digests compare between them. */
export const seal = createSeal(new Uint8Array(32).fill(7));

/** The facts of one file of the given text, as the pipeline would get them. */
export function factsOf(path: string, text: string, zone: Zone = "source"): Located<Fact>[] {
  return extractFile({ path, zone, bytes: text.length }, { read: () => text }, seal);
}

export function ofKind<K extends Fact["kind"]>(facts: readonly Fact[], kind: K): Extract<Fact, { kind: K }>[] {
  return facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
}

export function bindingsOf(path: string, text: string): BindingsFact[] {
  return ofKind(factsOf(path, text), "bindings");
}

export function gapsOf(path: string, text: string): GapFact[] {
  return ofKind(factsOf(path, text), "gap");
}

/** `KEY = value` for each entry, with values short enough to stand in a table. */
export function shown(entries: readonly BindingEntry[]): string[] {
  return entries.map(({ name, value, resource }) => `${name}${resource ? ` (${resource})` : ""} = ${showValue(value)}`);
}

export function showValue(value: BindingValue): string {
  if (value.kind === "literal") return showSealed(value.sealed);
  if (value.kind === "reference") {
    return `${value.store}:${value.name}${value.default ? ` or ${showSealed(value.default)}` : ""}`;
  }
  if (value.kind === "expression") {
    return `${value.text} <${value.mentions.map(({ store, name }) => `${store}:${name}`).join(", ")}>`;
  }
  const parts = value.parts.map((part) => ("store" in part ? `{${part.store}:${part.name}}` : showSealed(part)));
  return `${parts.join(" + ")}${value.address ? ` @ ${showAddress(value.address)}` : ""}`;
}

export function showSealed(sealed: Sealed): string {
  const text = sealed.text === undefined ? `[${sealed.nature}]` : sealed.text;
  return sealed.address ? `${text} @ ${showAddress(sealed.address)}` : text;
}

/** `provider host name container scope`, with `-` for what is not known. */
export function showAddress({ provider, host, name, container, scope }: NonNullable<Sealed["address"]>): string {
  return [provider, host, name, container, scope].map((part) => part ?? "-").join(" ");
}

/** `line:column-line:column`. */
export function showSpan({ startLine, startColumn, endLine, endColumn }: Span): string {
  return `${startLine}:${startColumn}-${endLine}:${endColumn}`;
}
