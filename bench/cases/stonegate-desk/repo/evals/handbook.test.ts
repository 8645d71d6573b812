import { expect, it } from "vitest";
import { answer } from "../src/agent.ts";

it("names the right mortar", async () => {
  expect(await answer("eval-1", "Which mortar suits soft limestone?")).toMatch(/lime/i);
});
