import { expect, it } from "vitest";
import { effectRetries } from "../../../src/link/limits/effect-retries.ts";
import { linkTools } from "../../../src/link/tools/tools.ts";
import { contextOf } from "../repository.ts";

const retriesIn = (wait: string, handler: string): string[] => {
  const context = contextOf({
    "package.json": "{}",
    "src/tool.ts": `import { tool } from "ai";
import { z } from "zod";
class Gone extends Error {}
async function persistently(task: () => Promise<void>): Promise<void> {
  ${wait} {
    try { return await task(); } catch (error) { ${handler} }
  }
}
export const notify = tool({ description: "Tells.", inputSchema: z.object({ text: z.string() }), execute: async ({ text }) =>
  persistently(async () => { await fetch("https://desk.example.com", { method: "POST", body: text }); }) });`,
  });
  return effectRetries(context, linkTools(context)).map(
    ({ name, at, operation }) => `${name}:${at.span.startLine} repeats ${operation}`,
  );
};

it.each([
  ["for (;;)", "await sleep(pause);"],
  ["while (true)", "if (error instanceof Gone) throw error; pause = Math.min(pause * 2, 30_000); await sleep(pause);"],
  ["for (;;)", "if (error.status === 404) return; await sleep(pause);"],
])("what a tool does is repeated for ever by %s { … catch { %s } }", (wait, handler) => {
  expect(retriesIn(wait, handler)).toEqual(["persistently:5 repeats fetch"]);
});

it.each([
  ["for (let attempt = 1; ; attempt++)", "if (error instanceof Gone || attempt >= 6) throw error;"],
  ["while (attempts-- > 0)", "await sleep(pause);"],
  ["for (;;)", "if (isOver(error)) throw error;"],
  ["for (;;)", "throw error;"],
  ["for (;;)", "giveUp(error);"],
])("and may well end with %s { … catch { %s } }", (wait, handler) => {
  expect(retriesIn(wait, handler)).toEqual([]);
});
