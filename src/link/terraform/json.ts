import type { Place } from "../../model/location.ts";
import { type TerraformValue, unknown } from "./value.ts";

const deepest = 50;

/** JSON that is known as a text, as the value that it writes. */
export function decodeJson(written: string, at: Place): TerraformValue {
  try {
    return toValue(JSON.parse(written), at, 0);
  } catch {
    return unknown("it is not valid JSON", at);
  }
}

function toValue(json: unknown, at: Place, depth: number): TerraformValue {
  if (depth > deepest) return unknown("the JSON is nested too deeply", at);
  if (Array.isArray(json)) return { kind: "list", items: json.map((item) => toValue(item, at, depth + 1)), at };
  if (typeof json === "object" && json !== null) {
    const entries = Object.entries(json).map(([key, value]) => [key, toValue(value, at, depth + 1)] as const);
    return { kind: "object", entries: new Map(entries), at };
  }
  const isScalar = typeof json === "string" || typeof json === "number" || typeof json === "boolean";
  return { kind: "scalar", value: isScalar ? json : null, at };
}
