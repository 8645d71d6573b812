import { describe, expect, it } from "vitest";
import { credential, githubSecret, place, secret, stackOf, unresolved } from "../../support/stack.ts";
import { explained, rows, told } from "../explained.ts";

describe("a credential", () => {
  it("is told with its values, and which are the same as on the line", () => {
    const stack = stackOf({
      credentials: [credential({ production: secret("a"), staging: secret("a"), qa: secret("b") })],
    });
    expect(rows(explained(stack, ".env.staging:3"))).toEqual([
      "service: agent",
      "opens: pinecone",
      "production: a literal (32 characters); the same as staging @ .env.production:3",
      "staging: a literal (32 characters) @ .env.staging:3",
      "qa: a literal (32 characters); another than staging @ .env.qa:3",
      "used by: the Pinecone client @ src/retrieval.ts:4",
      "tag: none: nothing on it says which environment it is for",
    ]);
  });

  it("is only served by the code that hands it on", () => {
    const stack = stackOf({ credentials: [credential({ production: githubSecret("KEY") })] });
    const explanation = explained(stack, "src/retrieval.ts:4");
    expect(told(explanation)).toEqual(["→ credential PINECONE_API_KEY: hands it to the Pinecone client"]);
    expect(rows(explanation)).toContain("compared: no: a value is known for production only");
    expect(explanation.limits[0]).toMatch(/^Equal secret names are one reference, not one value/);
  });

  it("tells what is wrong with its tag", () => {
    const tag = {
      kind: "property",
      mandatory: false,
      tautological: true,
      at: place("src/config.ts:7"),
      readBy: [],
    } as const;
    const stack = stackOf({ credentials: [credential({ production: secret("a"), staging: secret("b") }, { tag })] });
    expect(told(explained(stack, "src/config.ts:7"))).toEqual([
      "→ credential PINECONE_API_KEY: tags it with its environment",
    ]);
    expect(rows(explained(stack, ".env.staging:3"))).toContain(
      "tag: a property beside it, but it can be left out, it is the environment of the process, so it says nothing of the secret and no gate reads it @ src/config.ts:7",
    );
  });

  it("that is published is not compared", () => {
    const key = secret("a", { nature: "public-key" });
    const stack = stackOf({ credentials: [credential({ production: key, staging: key })] });
    expect(rows(explained(stack, ".env.staging:3"))).toContain("compared: no: it is published by design");
  });

  it("tells environments together of which the same is not known", () => {
    const stack = stackOf({
      credentials: [
        credential({
          production: unresolved("KEY is not set in the repository for production"),
          staging: unresolved("KEY is not set in the repository for staging"),
        }),
      ].map((c) => ({ ...c, values: c.values.map((v) => ({ ...v, at: place("src/retrieval.ts:9") })) })),
    });
    const explanation = explained(stack, "src/retrieval.ts:9");
    expect(told(explanation)).toEqual([
      "→ credential PINECONE_API_KEY: is as far as it could be followed in production and staging",
    ]);
    expect(rows(explanation)).toContain(
      "production and staging: not known (KEY is not set in the repository for it) @ src/retrieval.ts:9",
    );
  });
});
