import type { Message } from "sarif";
import { neutralise } from "../neutralise.ts";

/**
 * Text that a viewer shows as it is: SARIF reads `[text](target)` in a message as a link and `{0}` as a placeholder, and
 * names of the audited repository may look like either.
 */
export function plainText(text: string): string {
  return neutralise(text)
    .replaceAll("](", "] (")
    .replace(/\{(\d+)\}/g, "{ $1 }");
}

export function messageOf(text: string): Message {
  return { text: plainText(text) };
}

/** A link to a related location of the same result. */
export function linkTo(text: string, id: number): string {
  return `[${plainText(text).replace(/[[\]\\]/g, "\\$&")}](${id})`;
}
