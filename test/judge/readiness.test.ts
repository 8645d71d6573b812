import { expect, it } from "vitest";
import { type ReadinessInput, readinessOf } from "../../src/judge/readiness.ts";
import type { CheckResult, Status } from "../../src/model/report.ts";

function result(status: Status, isTestLeg = false): CheckResult {
  return {
    id: "c/x",
    asks: "?",
    signal: null,
    isTestLeg,
    references: [],
    status,
    findings: [],
    evidence: [],
    reason: null,
    question: null,
    notes: [],
    attestation: null,
  };
}

const cases: readonly (readonly [
  statuses: readonly Status[],
  testLeg: Status | null,
  more: Partial<ReadinessInput>,
  readiness: string,
])[] = [
  [["pass", "fail", "unknown"], null, {}, "gap"],
  [["fail"], null, { complete: false }, "gap"],
  [["fail"], "pass", {}, "gap"],
  [["pass", "unknown"], "pass", {}, "unknown"],
  [["pass", "not-applicable"], null, {}, "unknown"],
  [["pass", "not-applicable"], "unknown", {}, "unknown"],
  [["pass", "not-applicable"], "not-applicable", {}, "unknown"],
  [["pass", "not-applicable"], "pass", {}, "ready"],
  [["pass"], "pass", { complete: false }, "unknown"],
  [["not-applicable", "not-applicable"], null, {}, "not-applicable"],
  [["not-applicable"], "unknown", {}, "not-applicable"],
];

it.each(cases)("%j with the test leg %j %j is %s", (statuses, testLeg, more, readiness) => {
  const leg = testLeg === null ? [] : [result(testLeg, true)];
  const outcome = readinessOf({ checks: [...statuses.map((s) => result(s)), ...leg], complete: true, ...more });
  expect(outcome.readiness).toBe(readiness);
  expect(outcome.reason === null).toBe(readiness !== "unknown");
});

it("says that the test is what is missing", () => {
  const { reason } = readinessOf({ checks: [result("pass"), result("unknown", true)], complete: true });
  expect(reason).toBe("No test was found that shows it at work.");
});
