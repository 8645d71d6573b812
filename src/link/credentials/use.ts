import type { Place } from "../../model/location.ts";
import { literalsOf } from "../program/evaluate.ts";
import type { Value } from "../program/value.ts";

/** A value handed to a client as its key. */
export interface Use {
  readonly value: Value;
  readonly provider: string | null;
  readonly what: string;
  readonly at: Place;
}

/** The variable a key is read from. */
export function nameOf(value: Value): string | null {
  switch (value.kind) {
    case "stored":
      return literalsOf(value.name)[0] ?? null;
    case "variable":
      return typeof value.name === "string" ? value.name : null;
    case "fallback":
      return nameOf(value.first) ?? nameOf(value.second);
    case "choice":
      return value.options.map((o) => nameOf(o.value)).find((n) => n !== null) ?? null;
    case "template":
      return value.parts.map(nameOf).find((n) => n !== null) ?? null;
    default:
      return null;
  }
}

/** What a key without a variable of its own is called: by the product it opens, or by the file that sends it. */
export function keyName({ provider, at }: Use): string {
  return provider === null ? `the key sent by ${at.path.slice(at.path.lastIndexOf("/") + 1)}` : `${provider} key`;
}
