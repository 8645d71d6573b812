import { describe, expect, it } from "vitest";
import { sharedContextStore } from "../../../rules/sandbox-separation/shared-context-store.ts";
import type { Identity } from "../../../src/model/identity.ts";
import type { Stack } from "../../../src/model/stack.ts";
import { address, githubSecret, judgeWith, known, place, secret, stackOf, store, told } from "../../support/stack.ts";

const judge = (stack: Stack) => judgeWith(sharedContextStore, stack);
const withStores = (...stores: Stack["stores"]) => judge(stackOf({ stores }));
const reference = (name: string, parts = {}): Identity => ({ kind: "reference", reference: name, address: parts });
const local: Identity = { kind: "local", address: address({ host: "localhost" }) };

describe("fails", () => {
  it("when production and staging open one index", () => {
    const verdict = withStores(store({ production: known(), staging: known() }));
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [{ environments: ["production", "staging"], failurePath: 2 }],
    });
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "same-resource agent/Pinecone index (PINECONE_INDEX) @ .env.production:4 ↔ .env.staging:4 src/retrieval.ts:4",
    ]);
  });

  it("when only the namespace differs", () => {
    const verdict = withStores(store({ production: known({ scope: "prod" }), staging: known({ scope: "staging" }) }));
    expect(verdict).toMatchObject({ status: "fail", findings: [{ fault: "same-but-for-scope" }] });
  });

  it("when only the namespace differs, whatever the credentials", () => {
    const side = (scope: string) => ({
      identity: known({ scope }),
      credential: secret(scope),
      limitedBy: place("grants.sql:1"),
    });
    expect(withStores(store({ production: side("p"), staging: side("s") })).status).toBe("fail");
  });

  it("when both read one reference", () => {
    expect(withStores(store({ production: reference("ssm:/kb"), staging: reference("ssm:/kb") }))).toMatchObject({
      status: "fail",
      findings: [{ fault: "same-resource" }],
    });
  });

  it.each([
    ["one credential opens both", secret("k"), secret("k"), true],
    ["there is no credential", null, null, true],
    ["the product cannot limit one", secret("k"), secret("l"), false],
  ])("when only the container differs and %s", (_, mine, theirs, limitsContainers) => {
    const verdict = withStores(
      store(
        {
          production: { identity: known({ container: "docs" }), credential: mine },
          staging: { identity: known({ container: "docs_staging" }), credential: theirs },
        },
        { limitsContainers },
      ),
    );
    expect(verdict).toMatchObject({ status: "fail", findings: [{ fault: "same-connection" }] });
  });

  it("when a binding that nothing uses is shared, and says so", () => {
    const verdict = withStores(store({ production: known(), staging: known() }, { used: false, feedsContext: null }));
    expect(verdict).toMatchObject({ status: "fail", findings: [{ fault: "unused-binding" }] });
  });

  it("when a store of another name opens production's", () => {
    const verdict = withStores(
      store({ production: known(), staging: known({ host: "other.svc.io" }) }, { name: "DOCS" }),
      store({ production: known({ host: "notes.svc.io" }), staging: known() }, { name: "NOTES" }),
    );
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [{ fault: "two-stores-one-resource", subject: "agent/DOCS=NOTES" }],
    });
  });

  it("once for two clients of one shared database", () => {
    const both = { production: known(), staging: known() };
    const verdict = withStores(store(both, { name: "A" }), store(both, { name: "B" }));
    expect(verdict.status === "fail" && verdict.findings.map(({ subject }) => subject)).toEqual(["agent/A", "agent/B"]);
  });

  it("when the default answers where the repository's configuration leaves the variable unset", () => {
    const verdict = withStores(
      store({
        production: known(),
        staging: { identity: known(), assumption: "PINECONE_INDEX is unset in .env.staging" },
      }),
    );
    expect(verdict.status === "fail" && verdict.findings[0]?.related[0]?.note).toContain(
      "since PINECONE_INDEX is unset",
    );
  });
});

describe("passes", () => {
  it("with both sides when the addresses differ", () => {
    const verdict = withStores(store({ production: known(), staging: known({ host: "kb-staging.svc.io" }) }));
    expect(verdict.status === "pass" && verdict.evidence.map(({ role, path }) => `${role} ${path}`)).toEqual([
      "production .env.production",
      "staging .env.staging",
      "store src/retrieval.ts",
    ]);
  });

  it("when each credential is limited to its own container", () => {
    const side = (container: string) => ({
      identity: known({ container }),
      credential: secret(container),
      limitedBy: place("infra/grants.sql:3"),
    });
    const verdict = withStores(store({ production: side("docs"), staging: side("docs_staging") }));
    expect(verdict).toMatchObject({ status: "pass", notes: [expect.stringContaining("limited to a container")] });
  });

  it("when the other environment is a local one", () => {
    const verdict = judge(
      stackOf({
        runsIn: ["production", "development"],
        stores: [store({ production: reference("github-secret:production:DATABASE_URL"), development: local })],
      }),
    );
    expect(verdict.status).toBe("pass");
  });

  it("when the store lives in the process", () => {
    expect(judge(stackOf({ runsIn: ["production"], stores: [store({ production: local })] })).status).toBe("pass");
  });
});

describe("is unknown", () => {
  it("when one side is not in the repository, printing both", () => {
    const verdict = withStores(
      store({
        production: reference("github-secret:production:PINECONE_INDEX"),
        staging: reference("github-secret:staging:PINECONE_INDEX"),
      }),
    );
    expect(verdict).toMatchObject({
      status: "unknown",
      question: "Does Pinecone index (PINECONE_INDEX) resolve to another resource in production than in staging?",
    });
    expect(verdict.status === "unknown" && verdict.reason).toMatch(
      /PINECONE_INDEX in github-secret \(production\).*PINECONE_INDEX in github-secret \(staging\)/,
    );
  });

  it("when only the container differs and the credentials do too", () => {
    const side = (container: string) => ({ identity: known({ container }), credential: githubSecret(container) });
    const verdict = withStores(store({ production: side("docs"), staging: side("docs_staging") }));
    expect(verdict).toMatchObject({
      status: "unknown",
      question: expect.stringContaining("limited to its own container"),
    });
  });

  it("when staging says nothing", () => {
    const verdict = withStores(store({ production: known() }));
    expect(verdict).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining("in staging is not in the repository"),
    });
  });

  it("when there is only one environment", () => {
    const verdict = judge(stackOf({ runsIn: ["production"], stores: [store({ production: known() })] }));
    expect(verdict).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining("no environment beside production"),
    });
  });

  it("suspecting, when the platform may set what falls back to one default", () => {
    const verdict = withStores(
      store({
        production: { identity: known(), assumption: "AUTORAG_INDEX is unset", overridable: true },
        staging: { identity: known(), assumption: "AUTORAG_INDEX is unset", overridable: true },
      }),
    );
    expect(verdict).toMatchObject({ status: "unknown", suspected: [{ fault: "same-resource" }] });
  });
});

describe("does not apply", () => {
  it("without a store that feeds the context", () => {
    const verdict = withStores(store({ production: known(), staging: known() }, { kind: "cache", feedsContext: null }));
    expect(verdict.status).toBe("not-applicable");
  });
});

describe("keeps silent on look-alikes", () => {
  it("an equal index name on two hosts", () => {
    const verdict = withStores(
      store({
        production: known({ name: "vector_index" }),
        staging: known({ name: "vector_index", host: "stg.svc.io" }),
      }),
    );
    expect(verdict.status).toBe("pass");
  });

  it("one resource in several services of one environment", () => {
    const apart = { production: known(), staging: known({ host: "stg.svc.io" }) };
    expect(withStores(store(apart), store(apart, { service: "worker" })).status).toBe("pass");
  });

  it("one local address in development and test", () => {
    const verdict = withStores(
      store({ production: known(), staging: known({ host: "stg.svc.io" }), development: local, test: local }),
    );
    expect(verdict.status).toBe("pass");
  });

  it("what only CI opens", () => {
    const verdict = withStores(store({ production: known(), staging: known({ host: "stg.svc.io" }), ci: known() }));
    expect(verdict.status).toBe("pass");
  });
});
