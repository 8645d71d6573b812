import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { operationsIn } from "../catalog/stores/operations-in.ts";
import { regenerateCatalogue } from "../harness/catalogue.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/catalogue.md"), "utf8");

it("docs/catalogue.md lists what the catalogue covers (npm run catalogue)", () => {
  expect(regenerateCatalogue(page)).toBe(page);
});

describe("the worked example of docs/catalogue.md", () => {
  const [entry = "", code = "", operations = ""] = [...page.matchAll(/^```(?:ts|text)\n([\s\S]*?)^```$/gm)].map(
    ([, block]) => block,
  );

  it("is an entry of the catalogue, word for word", () => {
    expect(readFileSync(join(root, "src/catalog/stores/search/typesense.ts"), "utf8")).toContain(entry);
    expect(entry).toContain("typesense");
  });

  it("finds in the code what the page says", () => {
    expect(operationsIn(code)).toEqual(operations.trimEnd().split("\n"));
  });
});

describe("the regenerator", () => {
  it("replaces generated blocks, and nothing else", () => {
    const shown = regenerateCatalogue("before\n<!-- generated: tools -->\nold\n<!-- end -->\nafter\n");
    expect(shown).toMatch(/^before\n<!-- generated: tools -->\n\n\| framework \| packages \|\n/);
    expect(shown).toMatch(/\|\n\n<!-- end -->\nafter\n$/);
    expect(shown).not.toContain("old");
  });
});
