import type { Explanation } from "../../model/explanation.ts";
import { neutraliseJson } from "../neutralise.ts";
import type { JsonExplanation } from "./explanation-schema.ts";

/** One line explained as JSON, version 1: whole, and byte-identical for the same input. */
export function jsonExplanation(explanation: Explanation): string {
  const json: JsonExplanation = { version: 1, ...explanation };
  return `${neutraliseJson(JSON.stringify(json, null, 2))}\n`;
}
