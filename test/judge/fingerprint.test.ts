import { expect, it } from "vitest";
import { fingerprintAll } from "../../src/judge/fingerprint.ts";
import { judge } from "../../src/judge/judge.ts";
import { fail } from "../../src/model/rule.ts";
import { checkOf, controlOf, findingOf, location, stackOf } from "../harness/report.ts";

const identity = { check: "sandbox-separation/x", fault: "same", subject: "KEY", path: ".env" };

it("never changes: baselines hold these", () => {
  expect(fingerprintAll([identity, identity])).toEqual(["fda64849a3909681", "adcc8793a2df42bd"]);
});

it.each(["check", "fault", "subject", "path"] as const)("differs by %s", (field) => {
  const [one, other] = fingerprintAll([identity, { ...identity, [field]: "other" }]);
  expect(one).not.toBe(other);
});

it("does not run fields together", () => {
  const [one, other] = fingerprintAll([
    { ...identity, fault: "a", subject: "b|c" },
    { ...identity, fault: "a|b", subject: "c" },
  ]);
  expect(one).not.toBe(other);
});

it("survives lines that move", () => {
  const run = (line: number) =>
    judge(stackOf(), [controlOf([checkOf({ judge: () => fail([findingOf({ at: location(".env", line, "use") })]) })])]);
  expect(run(3).findings[0]?.fingerprint).toBe(run(90).findings[0]?.fingerprint);
});
