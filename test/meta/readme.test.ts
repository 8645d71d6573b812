import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pages, regenerate } from "../harness/readme.ts";

const root = join(import.meta.dirname, "../..");

it.each(pages(root))("%s shows what its commands print (npm run readme)", async (page) => {
  const text = readFileSync(join(root, page), "utf8");
  expect(await regenerate(text, root)).toBe(text);
});

describe("the regenerator", () => {
  it("replaces output and status, and nothing else", async () => {
    const page = [
      "before",
      "<!-- exits 7 -->",
      "```console",
      "$ npx agent-bulkhead --version",
      "old",
      "```",
      "after",
      "",
    ];
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    const shown = page.join("\n").replace("old", version).replace("exits 7", "exits 0");
    expect(await regenerate(page.join("\n"), root)).toBe(shown);
  });

  it("leaves blocks without the command alone", async () => {
    const page = "```console\n$ npm test\nok\n```\n";
    expect(await regenerate(page, root)).toBe(page);
  });
});
