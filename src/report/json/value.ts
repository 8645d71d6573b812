import type { BoundValue } from "../../model/bound-value.ts";
import type { JsonValue } from "./stack-schema.ts";

/** What may be told of a value: its shape or where it is kept. Digests stay inside. */
export function valueToJson(value: BoundValue): JsonValue {
  switch (value.kind) {
    case "literal":
      return { kind: "literal", shape: value.sealed.shape };
    case "reference":
      return { kind: "reference", store: value.store, name: value.name, scope: value.scope };
    case "unresolved":
      return { kind: "unresolved", reason: value.reason };
  }
}
