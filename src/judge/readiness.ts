import type { CheckResult, Readiness } from "../model/report.ts";

export interface ReadinessInput {
  readonly checks: readonly CheckResult[];
  /** False if the user asked for some of the checks only. */
  readonly complete: boolean;
}

/** Rolls the checks of one control up: a gap beats everything, and code that no test has shown to refuse is not ready. */
export function readinessOf(input: ReadinessInput): { readonly readiness: Readiness; readonly reason: string | null } {
  const { checks, complete } = input;
  if (checks.some((check) => check.status === "fail")) return { readiness: "gap", reason: null };
  if (!complete) return { readiness: "unknown", reason: "Not all of its checks were run." };

  const controls = checks.filter((check) => !check.isTestLeg);
  if (controls.every((check) => check.status === "not-applicable"))
    return { readiness: "not-applicable", reason: attestedReason(controls) };
  const open = controls.filter((check) => check.status === "unknown").length;
  if (open > 0)
    return { readiness: "unknown", reason: `${open} of its ${controls.length} checks could not be decided.` };
  const isTested = checks.some((check) => check.isTestLeg && check.status === "pass");
  if (!isTested) return { readiness: "unknown", reason: "No test was found that shows it at work." };
  return { readiness: "ready", reason: attestedReason(checks) };
}

/** How much of a verdict rests on what somebody states and not on the repository. */
function attestedReason(checks: readonly CheckResult[]): string | null {
  const count = checks.filter((check) => check.attestation !== null).length;
  if (count === 0) return null;
  return `${count} of its ${checks.length} checks ${count === 1 ? "is" : "are"} answered by attestation.`;
}
