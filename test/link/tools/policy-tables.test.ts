import { expect, it } from "vitest";
import { policiesOf } from "../../../src/link/tools/policy-tables.ts";
import { contextOf } from "../repository.ts";

const tools = new Set(["refund", "cancel", "look_up"]);

function linesIn(code: string): readonly string[] {
  const context = contextOf({ "package.json": "{}", "src/policies.ts": code });
  return [...policiesOf(context, tools)].map(([tool, at]) => `${tool} ${at.span.startLine}`);
}

it("finds what a table says of tools by their names", () => {
  const code = `export const POLICIES = {
  refund: { defaultMode: "confirm_before_execution" },
  cancel: { defaultMode: "auto" },
  look_up: { defaultMode: "auto" },
};`;
  expect(linesIn(code)).toEqual(["refund 2", "cancel 3", "look_up 4"]);
});

it.each([
  ["two tools only", `export const T = { refund: { mode: "ask" }, cancel: { mode: "ask" }, other: { mode: "ask" } };`],
  ["handlers", "export const T = { refund: () => 1, cancel: () => 2, look_up: () => 3 };"],
  ["labels", `export const T = { refund: { icon: "€" }, cancel: { icon: "x" }, look_up: { icon: "?" } };`],
])("takes no table of %s for one", (_, code) => {
  expect(linesIn(code)).toEqual([]);
});
