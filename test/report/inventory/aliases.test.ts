import { describe, expect, it } from "vitest";
import { aliasesOf } from "../../../src/report/inventory/aliases.ts";
import { credential, githubSecret, known, placeholder, plain, secret, stackOf, store } from "../../support/stack.ts";

const told = (parts: Parameters<typeof stackOf>[0]) =>
  aliasesOf(stackOf(parts)).map(
    ({ kind, live, other }) => `${kind} ${live.name} in ${live.environment} is ${other.name} in ${other.environment}`,
  );

describe("one thing under two names", () => {
  it("is a secret that production and staging hold under two variables", () => {
    const live = credential({ production: secret("a") }, { name: "COURIER_KEY" });
    const other = credential({ staging: secret("a") }, { name: "COURIER_SANDBOX_KEY" });
    expect(told({ credentials: [live, other] })).toEqual([
      "credential COURIER_KEY in production is COURIER_SANDBOX_KEY in staging",
    ]);
  });

  it("is a store that two clients open, be it in another namespace", () => {
    const live = store({ production: known({ scope: "live" }) }, { name: "articles" });
    const other = store({ staging: known({ scope: "test" }) }, { name: "drafts" });
    expect(told({ stores: [live, other] })).toEqual(["store articles in production is drafts in staging"]);
  });

  it.each([
    ["two secrets", secret("a"), secret("b")],
    ["one publishable key", secret("a", { nature: "public-key" }), secret("a", { nature: "public-key" })],
    ["one plain text", plain("eu"), plain("eu")],
    ["one placeholder", placeholder(), placeholder()],
    ["one secret reference of two scopes", githubSecret("KEY", "production"), githubSecret("KEY", "staging")],
    ["the token that each run is issued", githubSecret("GITHUB_TOKEN"), githubSecret("GITHUB_TOKEN")],
  ])("is not %s", (_, production, staging) => {
    const live = credential({ production }, { name: "A_KEY" });
    expect(told({ credentials: [live, credential({ staging }, { name: "B_KEY" })] })).toEqual([]);
  });

  it("is not told of two names in one environment, nor of two services", () => {
    const both = ["A_KEY", "B_KEY"].map((name) => credential({ production: secret("a") }, { name }));
    expect(told({ credentials: both })).toEqual([]);
    const elsewhere = credential({ staging: secret("a") }, { name: "B_KEY", service: "ingest" });
    expect(told({ credentials: [credential({ production: secret("a") }, { name: "A_KEY" }), elsewhere] })).toEqual([]);
  });

  it("is not told again of a name that is shared by itself", () => {
    const both = ["A_KEY", "B_KEY"].map((name) =>
      credential({ production: secret("a"), staging: secret("a") }, { name }),
    );
    expect(told({ credentials: both })).toEqual([]);
  });

  it("is not told of a store that the platform may set, or that is on each machine", () => {
    const tentative = { identity: known(), overridable: true };
    const local = {
      kind: "local" as const,
      address: { provider: "redis", host: "localhost", name: null, container: null, scope: null },
    };
    for (const identity of [tentative, local]) {
      const stores = [store({ production: identity }, { name: "a" }), store({ staging: identity }, { name: "b" })];
      expect(told({ stores })).toEqual([]);
    }
  });
});
