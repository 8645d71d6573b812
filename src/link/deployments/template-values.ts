import type { DocumentNode, DocumentScalar } from "../../model/document.ts";
import type { Place } from "../../model/location.ts";
import type { Sealed } from "../../model/sealed.ts";

/** What an action of a template comes to. */
export type Result =
  | { readonly kind: "node"; readonly node: DocumentNode }
  /** Not set: `default` answers for it, and a condition on it does not hold. */
  | { readonly kind: "nothing" }
  | { readonly kind: "unknown"; readonly why: string };

export const nothing: Result = { kind: "nothing" };

export function unknown(why: string): Result {
  return { kind: "unknown", why };
}

/** A text that is no secret. The run's key is not at hand here; `plain` values are compared by what they say. */
export function sealedText(text: string): Sealed {
  const nature = text === "" ? "empty" : "plain";
  return { digest: `text:${text}`, nature, shape: "text", ...(text === "" ? {} : { text }) };
}

/** A text that is known, and no secret. */
export function scalarOf(text: string, at: Place): DocumentScalar {
  return { kind: "scalar", value: { kind: "literal", sealed: sealedText(text) }, text, at };
}

/** A value that something else decides. */
export function undecided(why: string, at: Place): DocumentScalar {
  return { kind: "scalar", value: { kind: "expression", text: why, mentions: [] }, text: null, at };
}

export function textOfNode(node: DocumentNode): string | null {
  if (node.kind !== "scalar") return null;
  return node.text ?? (node.value?.kind === "literal" && node.value.sealed.nature === "empty" ? "" : null);
}

export function textResult(result: Result): string | null {
  if (result.kind === "nothing") return "";
  return result.kind === "node" ? textOfNode(result.node) : null;
}

/** Whether a condition on it holds; null if that is not known. */
export function isTrue(result: Result): boolean | null {
  if (result.kind === "nothing") return false;
  if (result.kind === "unknown") return null;
  const { node } = result;
  if (node.kind === "list") return node.items.length > 0;
  if (node.kind === "map") return node.entries.length > 0;
  const text = textOfNode(node);
  if (text !== null) return text !== "" && text !== "false" && text !== "0";
  return node.value?.kind === "literal" ? true : node.value === null ? false : null;
}
