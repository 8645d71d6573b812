import { expect, it } from "vitest";
import { judge } from "../../src/judge/judge.ts";
import { fail, unknown } from "../../src/model/rule.ts";
import { checkOf, controlOf, findingOf, stackOf } from "../harness/report.ts";

it("is open where a proven finding opens it, from the test side through what is shared to production", () => {
  const check = checkOf({ judge: () => fail([findingOf({ failurePath: 2 })]) });
  const { failurePaths } = judge(stackOf(), [controlOf([check])]);
  expect(failurePaths.map(({ number, open }) => [number, open])).toEqual([
    [1, false],
    [2, true],
    [3, false],
    [4, false],
  ]);
  expect(failurePaths[1]?.steps.map(({ role }) => role)).toEqual(["staging binding", "use", "production binding"]);
});

it("stays closed on suspicion", () => {
  const check = checkOf({ judge: () => unknown("Names only.", "?", { suspected: [findingOf({ failurePath: 1 })] }) });
  const { failurePaths } = judge(stackOf(), [controlOf([check])]);
  expect(failurePaths.every(({ open, steps }) => !open && steps.length === 0)).toBe(true);
});
