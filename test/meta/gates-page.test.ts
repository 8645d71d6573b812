import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { gatesPage } from "../link/gates/table.ts";

it("docs/gates.md lists the variants that are tested", () => {
  expect(readFileSync("docs/gates.md", "utf8"), "Run npm run gates and commit the result.").toBe(gatesPage());
});
