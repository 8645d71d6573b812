import { type Check, type Finding, unknown, type Verdict } from "../model/rule.ts";
import type { Stack } from "../model/stack.ts";

/**
 * The verdict of one check, whatever happens inside it: a check that throws or answers without evidence is a defect
 * of this tool and must neither end the audit nor read as a pass.
 */
export function runCheck(check: Check, stack: Stack, rethrow: boolean): Verdict {
  try {
    const verdict = check.judge(stack);
    const flaw = flawOf(check, verdict);
    if (flaw !== null) throw new UnsoundVerdict(`${check.id} ${flaw}`);
    return verdict;
  } catch (error) {
    if (rethrow) throw error;
    // Only the kind of error is told: its message may quote the audited files.
    const kind = error instanceof Error ? error.name : "an unknown error";
    return unknown(
      `The check ${check.id} itself failed (${kind}); this is a defect of Bulkhead, not of the repository.`,
      `Until it is repaired: ${check.asks}`,
    );
  }
}

class UnsoundVerdict extends Error {
  override name = "UnsoundVerdict";
}

function flawOf(check: Check, verdict: Verdict): string | null {
  switch (verdict.status) {
    case "pass":
      return verdict.evidence.length === 0 ? "passes without evidence" : null;
    case "fail":
      if (check.leg === "test") return "is a test leg, and a missing test is no violation";
      return verdict.findings.length === 0 ? "fails without a finding" : undeclaredFault(check, verdict.findings);
    case "unknown":
      return verdict.reason === "" ? "is unknown without a reason" : undeclaredFault(check, verdict.suspected);
    case "not-applicable":
      return verdict.reason === "" ? "is not-applicable without a reason" : null;
  }
}

function undeclaredFault(check: Check, findings: readonly Finding[]): string | null {
  const undeclared = findings.find((finding) => !Object.hasOwn(check.faults, finding.fault));
  return undeclared ? `reports the undeclared fault ${undeclared.fault}` : null;
}
