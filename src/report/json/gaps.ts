import { compareText } from "../../model/location.ts";
import type { Gap } from "../../model/tree.ts";
import type { JsonReport } from "./report-schema.ts";

/** What was not inspected or not resolved, in the order of its place. */
export function gapsToJson(gaps: readonly Gap[]): JsonReport["gaps"] {
  return gaps
    .map(({ path, reason, line = null }) => ({ path, reason, line }))
    .sort((a, b) => compareText(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.reason, b.reason));
}
