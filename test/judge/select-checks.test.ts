import { expect, it } from "vitest";
import { selectChecks } from "../../src/judge/select-checks.ts";
import { checkOf, controlOf } from "../harness/report.ts";

const unscoped = checkOf();
const shared = checkOf({ id: "sandbox-separation/shared-context-store" });
const limits = checkOf({ id: "execution-limits/steps" });
const controls = [controlOf([unscoped, shared]), controlOf([limits], { slug: "execution-limits" })];
const chosen = (selection: Parameters<typeof selectChecks>[1]) =>
  [unscoped, shared, limits].filter(selectChecks(controls, selection)).map(({ id }) => id);

it("is everything where nothing is named", () => {
  expect(chosen({})).toHaveLength(3);
  expect(chosen({ controls: [], checks: [] })).toHaveLength(3);
});

it("joins whole controls and single checks, by full or short name", () => {
  expect(chosen({ controls: ["execution-limits"], checks: ["shared-context-store"] })).toEqual([shared.id, limits.id]);
  expect(chosen({ checks: [unscoped.id] })).toEqual([unscoped.id]);
});

it.each([
  [{ checks: ["shared-contxt-store"] }, "Did you mean shared-context-store?"],
  [{ controls: ["sandbox-seperation"] }, "Did you mean sandbox-separation?"],
  [{ controls: ["zzz"] }, "The controls are sandbox-separation, execution-limits."],
])("refuses %j with a hint", (selection, hint) => {
  expect(() => chosen(selection)).toThrow(
    expect.objectContaining({ blame: "usage", hint: expect.stringContaining(hint) }),
  );
});
