import type { BindingValue } from "../model/binding-facts.ts";
import type { Sealed } from "../model/sealed.ts";
import type { Seal } from "./extractor.ts";
import { redact } from "./redact.ts";

/** A part of a written value: fixed text, a value kept elsewhere, or an expression that is not evaluated. */
export type Segment =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "reference"; readonly store: string; readonly name: string; readonly fallback: string | null }
  | { readonly kind: "expression"; readonly text: string; readonly mentions: readonly Mention[] };

export interface Mention {
  readonly store: string;
  readonly name: string;
}

/** How one format writes references; splits a value into its segments. */
export type Syntax = (text: string) => readonly Segment[];

/** What a variable is given, from the value as written. */
export function bindingValue(text: string, name: string, syntax: Syntax, seal: Seal): BindingValue {
  const outside = keptElsewhere(text.trim());
  if (outside) return outside;
  const segments = syntax(text).filter((segment) => segment.kind !== "text" || segment.text !== "");
  const [first] = segments;
  if (segments.length <= 1 && first?.kind !== "expression") {
    if (first?.kind !== "reference") return { kind: "literal", sealed: seal(first?.text ?? "", { name }) };
    const fallback = first.fallback === null ? null : seal(first.fallback, { name });
    return { kind: "reference", store: first.store, name: first.name, default: fallback };
  }
  const opaque = segments.some((segment) => segment.kind === "expression");
  if (!opaque) return template(segments, name, seal);
  return { kind: "expression", text: redact(text.trim(), seal), mentions: segments.flatMap(mentionsOf) };
}

function template(segments: readonly Segment[], name: string, seal: Seal): BindingValue {
  // Cut into parts, a password in a URL no longer looks like one; whole, with names in place of references, it does.
  const whole = segments.map((segment) => (segment.kind === "text" ? segment.text : "reference")).join("");
  const sealed = seal(whole, { name });
  const filled = seal(segments.map((segment) => (segment.kind === "text" ? segment.text : "another")).join(""), {
    name,
  });
  const hasLiteralSecret =
    sealed.nature === "secret" && sealed.credential !== undefined && sealed.credential === filled.credential;
  const address = JSON.stringify(sealed.address) === JSON.stringify(filled.address) ? sealed.address : undefined;
  const parts = segments.flatMap((segment): readonly (Sealed | Mention)[] => {
    if (segment.kind !== "text")
      return segment.kind === "reference" ? [{ store: segment.store, name: segment.name }] : [];
    // Half a URL has no address, and spaces at the ends of a part are a part of it.
    const { digest, nature, shape, form, text } = seal(segment.text);
    if (hasLiteralSecret && nature === "plain") {
      return [{ digest, nature: "secret", shape: "part of a secret", ...(sealed.form ? { form: sealed.form } : {}) }];
    }
    return [
      { digest, nature, shape, ...(form ? { form } : {}), ...(text === undefined ? {} : { text: segment.text }) },
    ];
  });
  return { kind: "template", parts, ...(address ? { address } : {}) };
}

function mentionsOf(segment: Segment): readonly Mention[] {
  if (segment.kind === "text") return [];
  return segment.kind === "expression" ? segment.mentions : [{ store: segment.store, name: segment.name }];
}

const outsideStores: readonly (readonly [RegExp, string])[] = [
  [/^op:\/\/(\S+)$/, "1password"],
  [/^(arn:aws[\w-]*:secretsmanager:\S+)$/, "aws-secrets-manager"],
  [/^(arn:aws[\w-]*:ssm:\S+)$/, "aws-ssm"],
  [/^(projects\/[^/\s]+\/secrets\/\S+)$/, "gcp-secret-manager"],
  [/^(?:gcp|sm):\/\/(\S+)$/, "gcp-secret-manager"],
  [/^@Microsoft\.KeyVault\((.+)\)$/, "azure-key-vault"],
  [/^(?:ref\+)?vault:(?:\/\/)?(\S+)$/, "vault"],
  [/^doppler:\/\/(\S+)$/, "doppler"],
  [/^infisical:\/\/(\S+)$/, "infisical"],
];

/** A value that names its place in a secret store, and one that is encrypted where it stands. */
function keptElsewhere(text: string): BindingValue | null {
  for (const [pattern, store] of outsideStores) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined) return { kind: "reference", store, name, default: null };
  }
  // Two encryptions of one value differ, so that nothing can be told from comparing them.
  if (/^(?:encrypted:|ENC\[)/.test(text)) return { kind: "expression", text: "encrypted", mentions: [] };
  return null;
}

/** No references at all. */
export const literalSyntax: Syntax = (text) => [{ kind: "text", text }];
