import { describe, expect, it } from "vitest";
import { githubSecret, known, place, stackOf, store } from "../../support/stack.ts";
import { explained, rows, told } from "../explained.ts";

describe("a store", () => {
  const stack = stackOf({
    stores: [
      store({
        production: {
          identity: known(),
          at: place(".env.production:4"),
          via: [place("src/config.ts:9")],
          credential: githubSecret("KEY"),
        },
        staging: known({ scope: "test" }),
        preview: known({ host: "other.svc.io" }),
        qa: { kind: "unresolved", reason: "QA_HOST is not set in the repository for qa" },
      }),
    ],
  });

  it("is told with what it opens in each environment, how that was reached and how it relates to production", () => {
    const explanation = explained(stack, "src/retrieval.ts:4");
    expect(told(explanation)).toEqual(["● store Pinecone index (PINECONE_INDEX): opens it"]);
    expect(rows(explanation)).toEqual([
      "is: vector store of pinecone, in agent @ src/retrieval.ts:4",
      "context: feeds the model: the tool search_docs retrieves from it",
      "production: pinecone kb.svc.io; opened with github-secret KEY @ .env.production:4 src/config.ts:9",
      "staging: pinecone kb.svc.io / test; but for a part inside it the same as production @ .env.staging:4",
      "preview: pinecone other.svc.io; another than production @ .env.preview:4",
      "qa: not known (QA_HOST is not set in the repository for qa) @ .env.qa:4",
    ]);
    expect(explanation.limits[0]).toMatch(/^Two addresses do not prove two clusters/);
  });

  it("is served by where its address stands and by what leads there", () => {
    expect(told(explained(stack, ".env.staging:4"))).toEqual([
      "→ store Pinecone index (PINECONE_INDEX): holds what it opens in staging",
    ]);
    expect(told(explained(stack, "src/config.ts:9"))).toEqual([
      "→ store Pinecone index (PINECONE_INDEX): leads to what it opens in production",
    ]);
  });

  it("that feeds no context says why it is not compared", () => {
    const cache = stackOf({
      stores: [store({ production: known() }, { kind: "cache", feedsContext: null, used: false })],
    });
    expect(rows(explained(cache, "src/retrieval.ts:4"))).toEqual(
      expect.arrayContaining([
        "context: nothing shows that its content reaches a model",
        "used: no code was seen to use it",
        "compared: no: a store that feeds no context is not asked for separation",
      ]),
    );
  });

  it("says what was taken for granted", () => {
    const identity = known();
    const assumed = { identity, assumption: "PINECONE_HOST is not set", overridable: true };
    const { limits } = explained(
      stackOf({ stores: [store({ production: assumed, staging: assumed })] }),
      "src/retrieval.ts:4",
    );
    expect(limits).toContain(
      "In production and staging it was taken for granted that PINECONE_HOST is not set; the platform may say otherwise.",
    );
  });

  it("of several services is told once", () => {
    const shared = ["web", "worker", "api"].map((service) => store({ production: known() }, { service }));
    const explanation = explained(stackOf({ stores: shared }), "src/retrieval.ts:4");
    expect(told(explanation)).toEqual(["● store Pinecone index (PINECONE_INDEX): opens it"]);
    expect(rows(explanation)[0]).toBe("also in: worker and api");
  });
});
