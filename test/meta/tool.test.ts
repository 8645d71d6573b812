import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { tool } from "../../src/model/tool.ts";

it("reports name the version that is published", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(tool.version).toBe(version);
});
