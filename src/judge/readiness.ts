import type { CheckResult, Readiness } from "../model/report.ts";

/** Whether a test or drill shows that the control refuses; nothing looks for one yet, so today it is always absent. */
export type TestLeg = "shown" | "absent";

export interface ReadinessInput {
  readonly checks: readonly CheckResult[];
  /** False if the user asked for some of the checks only. */
  readonly complete: boolean;
  readonly testLeg: TestLeg;
}

/** Rolls the checks of one control up: a gap beats everything, and code that no test has shown to refuse is not ready. */
export function readinessOf(input: ReadinessInput): { readonly readiness: Readiness; readonly reason: string | null } {
  const { checks, complete, testLeg } = input;
  if (checks.some((check) => check.status === "fail")) return { readiness: "gap", reason: null };
  if (!complete) return { readiness: "unknown", reason: "Not all of its checks were run." };

  const open = checks.filter((check) => check.status === "unknown").length;
  if (open > 0) return { readiness: "unknown", reason: `${open} of its ${checks.length} checks could not be decided.` };
  if (checks.every((check) => check.status === "not-applicable")) return { readiness: "not-applicable", reason: null };
  if (testLeg === "absent") return { readiness: "unknown", reason: "No test was found that shows a refusal." };
  return { readiness: "ready", reason: null };
}
