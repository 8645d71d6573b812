import { describe, expect, it } from "vitest";
import { evalJob, githubSecret, known, place, stackOf, store } from "../../support/stack.ts";
import { explained, rows, told } from "../explained.ts";

describe("a CI job", () => {
  const job = evalJob({
    credentials: [
      {
        variable: "PINECONE_API_KEY",
        value: githubSecret("PINECONE_API_KEY"),
        at: place(".github/workflows/evals.yml:22"),
      },
    ],
    opaque: [{ reason: "a self-hosted runner", at: place(".github/workflows/evals.yml:9") }],
  });
  const stack = stackOf({ pipelines: [job], stores: [store({ production: known() })] });

  it("is told with what starts it, what it runs, is handed and reaches", () => {
    expect(rows(explained(stack, ".github/workflows/evals.yml:9"))).toEqual([
      "started by: pull_request @ .github/workflows/evals.yml:9",
      "does: eval",
      "environment: no GitHub environment, so its secrets are those of the repository",
      "runs: npm run eval @ .github/workflows/evals.yml:20",
      "is handed: PINECONE_API_KEY: github-secret PINECONE_API_KEY @ .github/workflows/evals.yml:22",
      "reaches: the store Pinecone index on Pinecone index (PINECONE_INDEX), which writes @ src/retrieval.ts:9",
      "not seen: a self-hosted runner @ .github/workflows/evals.yml:9",
    ]);
  });

  it.each([
    [".github/workflows/evals.yml:20", "→ pipeline evals.yml/eval: leads from the job to npm run eval"],
    [".github/workflows/evals.yml:22", "● pipeline evals.yml/eval: hands it PINECONE_API_KEY"],
    ["src/retrieval.ts:9", "→ pipeline evals.yml/eval: is reached by it: Pinecone index, which writes"],
  ])("has %s as a part", (at, expected) => {
    expect(told(explained(stack, at))).toEqual([expected]);
  });

  it("is what a line of it is, though nothing of the model stands there", () => {
    const job = {
      path: ".github/workflows/evals.yml",
      startLine: 9,
      startColumn: 1,
      endLine: 9,
      endColumn: 2,
      role: "read",
      note: "",
    };
    const view = {
      readings: [{ says: "step 1 uses the action actions/checkout@v5", at: { ...job, startLine: 14 }, job }],
      code: null,
    };
    const explanation = explained(stack, ".github/workflows/evals.yml:14", { view });
    expect(told(explanation)).toEqual(["→ pipeline evals.yml/eval: is a line of it"]);
    expect(rows(explanation)).toContain("runs: npm run eval @ .github/workflows/evals.yml:20");
  });
});
