import { expect, it } from "vitest";
import { type ReadinessInput, readinessOf } from "../../src/judge/readiness.ts";
import type { CheckResult, Status } from "../../src/model/report.ts";

function result(status: Status): CheckResult {
  return {
    id: "c/x",
    asks: "?",
    signal: null,
    status,
    findings: [],
    evidence: [],
    reason: null,
    question: null,
    notes: [],
  };
}

const cases: readonly (readonly [statuses: readonly Status[], more: Partial<ReadinessInput>, readiness: string])[] = [
  [["pass", "fail", "unknown"], {}, "gap"],
  [["fail"], { complete: false }, "gap"],
  [["fail"], { testLeg: "shown" }, "gap"],
  [["pass", "unknown"], { testLeg: "shown" }, "unknown"],
  [["pass", "not-applicable"], {}, "unknown"],
  [["pass", "not-applicable"], { testLeg: "shown" }, "ready"],
  [["pass"], { testLeg: "shown", complete: false }, "unknown"],
  [["not-applicable", "not-applicable"], {}, "not-applicable"],
];

it.each(cases)("%j %j is %s", (statuses, more, readiness) => {
  const outcome = readinessOf({ checks: statuses.map(result), complete: true, testLeg: "absent", ...more });
  expect(outcome.readiness).toBe(readiness);
  expect(outcome.reason === null).toBe(readiness !== "unknown");
});

it("says that the test is what is missing", () => {
  const { reason } = readinessOf({ checks: [result("pass")], complete: true, testLeg: "absent" });
  expect(reason).toBe("No test was found that shows a refusal.");
});
