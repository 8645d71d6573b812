import { describe, expect, it } from "vitest";
import { credential, place, plain, secret, stackOf, unresolved } from "../../support/stack.ts";
import { explained, rows, told } from "../explained.ts";

describe("a binding", () => {
  const binding = (environment: string, value = plain("kb")) => ({
    service: "agent",
    environment,
    variable: "REGION",
    value,
    at: place(`.env.${environment}:2`),
  });
  const stack = stackOf({
    bindings: [
      binding("production"),
      binding("staging"),
      binding("preview", plain("other")),
      binding("qa", unresolved("it is asked for")),
    ],
  });

  it("is told with the class of its value, and how the others relate to it", () => {
    const explanation = explained(stack, ".env.production:2");
    expect(told(explanation)).toEqual(["● binding REGION in production: gives the variable its value"]);
    expect(rows(explanation)).toEqual([
      "service: agent",
      "environment: production (production)",
      "value: a literal (text)",
      "staging: a literal (text); the same value as here @ .env.staging:2",
      "preview: a literal (text); another than here @ .env.preview:2",
      "qa: it is asked for; cannot be compared with here @ .env.qa:2",
    ]);
    expect(explanation.limits).toEqual([
      "What the file says is compared, not what the process gets: a platform, a shell or a later file can set the variable again.",
    ]);
  });

  it("of a credential is told by the credential", () => {
    const both = stackOf({
      bindings: [{ ...binding("production"), variable: "PINECONE_API_KEY", at: place(".env.production:3") }],
      credentials: [credential({ production: secret("a"), staging: secret("b") })],
    });
    expect(told(explained(both, ".env.production:3"))).toEqual([
      "● credential PINECONE_API_KEY: binds it in production",
    ]);
  });
});
