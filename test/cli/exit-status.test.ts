import { expect, it } from "vitest";
import { exitStatusOf } from "../../src/cli/exit-status.ts";
import { judge } from "../../src/judge/judge.ts";
import { fail, pass, unknown, type Verdict } from "../../src/model/rule.ts";
import { checkOf, controlOf, findingOf, location, place, reportOf, stackOf } from "../harness/report.ts";

const verdicts = {
  pass: pass([location(".env", 1, "binding")]),
  fail: fail([findingOf()]),
  unknown: unknown("Not in the repository.", "?"),
} satisfies Record<string, Verdict>;

const plain = { strict: false, allowEmpty: false };

it.each([
  [["pass"], true, plain, 0],
  [["pass", "fail"], true, plain, 1],
  [["pass", "unknown"], true, plain, 0],
  [["pass", "unknown"], true, { ...plain, strict: true }, 1],
  [["pass"], true, { ...plain, strict: true }, 0],
  [["fail"], false, plain, 3],
  [["fail"], false, { ...plain, strict: true }, 3],
  [["fail"], false, { ...plain, allowEmpty: true }, 0],
  [["fail"], true, { ...plain, allowEmpty: true }, 1],
] as const)("%j, an agent stack found: %j, %j is %i", (names, found, options, status) => {
  const stack = stackOf({ agentEvidence: found ? [place("src/agent.ts")] : [] });
  const checks = names.map((name, index) =>
    checkOf({ id: `sandbox-separation/${index}`, judge: () => verdicts[name] }),
  );
  expect(exitStatusOf(reportOf({ ...judge(stack, [controlOf(checks)]), stack }), options)).toBe(status);
});
