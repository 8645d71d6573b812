import { expect, it } from "vitest";
import { adjuster } from "../src/agent.ts";

it("quotes the clause on storm damage", async () => {
  const { messages } = await adjuster.invoke(
    { messages: [{ role: "user", content: "A storm broke my mast. Am I covered?" }] },
    { configurable: { thread_id: "eval-storm" } },
  );
  expect(String(messages.at(-1)?.content)).toMatch(/clause/i);
});
