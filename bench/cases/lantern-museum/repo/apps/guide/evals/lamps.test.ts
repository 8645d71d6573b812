import { expect, it } from "vitest";
import { reply } from "../src/guide.ts";

it("finds the lighthouse lens", async () => {
  expect(await reply("eval", "Where is the lens of the lighthouse?")).toMatch(/hall/i);
});
