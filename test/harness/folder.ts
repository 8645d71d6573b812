import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Writes files into a temporary directory that goes with the test, and returns its path. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "bulkhead-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** The smallest repository with an agent in it. */
export const smallAgent: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({
    name: "support-agent",
    type: "module",
    dependencies: { ai: "^6.0.0", zod: "^4.0.0" },
  }),
  "src/agent.ts": `import { openai } from "@ai-sdk/openai";
import { generateText, tool } from "ai";
import { z } from "zod";

export const lookUpOrder = tool({
  description: "Looks up an order.",
  inputSchema: z.object({ orderId: z.string() }),
  execute: async ({ orderId }) => ({ orderId, state: "shipped" }),
});

export const answer = (prompt: string) =>
  generateText({ model: openai("gpt-5"), tools: { lookUpOrder }, prompt });
`,
};
