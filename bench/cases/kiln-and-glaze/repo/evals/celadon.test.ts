import { expect, it } from "vitest";
import { glazer } from "../src/mastra";

it("knows what makes a celadon green", async () => {
  const { text } = await glazer.generate("What makes a celadon green?", { memory: { thread: "eval", resource: "eval" } });
  expect(text).toMatch(/iron/i);
});
