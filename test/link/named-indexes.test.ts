import { expect, it } from "vitest";
import { auditTree, memoryTree } from "../../src/audit.ts";

const worker = (staging: string) => ({
  "package.json": '{ "name": "docs-agent" }',
  "wrangler.toml": `name = "docs-agent"\n[vars]\nDOCS_INDEX = "docs"\n[env.staging.vars]\nDOCS_INDEX = "${staging}"\n`,
  "src/index.ts": `export const find = (env: Env, query: string) => env.AI.autorag(env.DOCS_INDEX).search({ query });
import { generateText } from "ai";
export const answer = (prompt: string) => generateText({ model: "x", prompt });`,
});

const verdict = (files: Record<string, string>) => {
  const report = auditTree(memoryTree(files));
  return report.controls[0]?.checks.find(({ signal }) => signal === 2)?.status;
};

it.each([
  ["docs", "fail"],
  ["docs-staging", "pass"],
])("an AI Search index opened by name, staging on %s: %s", (staging, status) => {
  expect(verdict(worker(staging))).toBe(status);
});
