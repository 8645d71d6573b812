import { describe, expect, it } from "vitest";
import { columnsOf, fitText } from "../../../../src/report/html/picture/text-fit.ts";

describe("a label", () => {
  it("stays as it is where it fits", () => {
    expect(fitText("PINECONE_API_KEY", 20, 2)).toEqual(["PINECONE_API_KEY"]);
    expect(fitText("", 20, 2)).toEqual([]);
  });

  it("is broken where a name has a seam", () => {
    expect(fitText("Pinecone index (PINECONE_INDEX_HOST)", 25, 2)).toEqual([
      "Pinecone index (PINECONE_",
      "INDEX_HOST)",
    ]);
    expect(fitText("apps/billing/src/index.ts", 16, 2)).toEqual(["apps/billing/", "src/index.ts"]);
  });

  it("is broken anywhere where it has none", () => {
    expect(fitText("abcdefghijkl", 8, 2)).toEqual(["abcdefgh", "ijkl"]);
  });

  it("loses its middle, since names of one family differ at their ends", () => {
    const [only] = fitText("RECALL_DATABASE_URL_OF_STAGING", 16, 1);
    expect(only).toMatch(/^RECALL.*….*TAGING$/);
  });

  it.each(["x".repeat(10_000), "é".repeat(99), "你好".repeat(99), "👩‍👩‍👧‍👦".repeat(30), `${"a b ".repeat(500)}`])(
    "never takes more room than there is",
    (text) => {
      for (const room of [8, 20, 33]) {
        const lines = fitText(text, room, 2);
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(room);
      }
    },
  );

  it("takes a line as long as a book in no time", () => {
    expect(fitText("x/".repeat(2_000_000), 20, 2)).toHaveLength(2);
  });
});
