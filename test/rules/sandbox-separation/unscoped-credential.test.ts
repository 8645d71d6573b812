import { describe, expect, it } from "vitest";
import { unscopedCredential } from "../../../rules/sandbox-separation/unscoped-credential.ts";
import type { CredentialTag } from "../../../src/model/credential.ts";
import type { Stack } from "../../../src/model/stack.ts";
import {
  credential,
  githubSecret,
  judgeWith,
  mcpServer,
  place,
  placeholder,
  plain,
  secret,
  stackOf,
  told,
  unresolved,
} from "../../support/stack.ts";

const judge = (stack: Stack) => judgeWith(unscopedCredential, stack);
const withCredentials = (...credentials: Stack["credentials"]) => judge(stackOf({ credentials }));

const readTag: CredentialTag = {
  kind: "property",
  mandatory: true,
  tautological: false,
  at: place("src/credentials.ts:7"),
  readBy: [place("src/gate.ts:6")],
};

describe("fails", () => {
  it("when one literal stands in production and staging", () => {
    const verdict = withCredentials(credential({ production: secret("a"), staging: secret("a") }));
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [{ environments: ["production", "staging"], failurePath: 1 }],
    });
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "same-secret agent/PINECONE_API_KEY @ .env.production:3 ↔ .env.staging:3 src/retrieval.ts:4",
    ]);
  });

  it("when both read one reference", () => {
    const one = githubSecret("PINECONE_API_KEY");
    expect(withCredentials(credential({ production: one, staging: one }))).toMatchObject({
      status: "fail",
      findings: [{ fault: "same-secret" }],
    });
  });

  it("once for a credential, however many environments share it", () => {
    const verdict = withCredentials(
      credential({ production: secret("a"), staging: secret("a"), development: secret("a"), test: secret("b") }),
    );
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [{ environments: ["production", "staging", "development"] }],
    });
  });

  it("when one password stands in two connection strings", () => {
    const url = (digest: string, host: string) =>
      secret(digest, {
        credential: "pw",
        address: { provider: "postgres", host, name: "app", container: null, scope: null },
      });
    const verdict = withCredentials(credential({ production: url("a", "db.prod.io"), staging: url("b", "db.stg.io") }));
    expect(verdict).toMatchObject({ status: "fail", findings: [{ fault: "same-password" }] });
  });

  it("when one secret has two names", () => {
    const verdict = withCredentials(
      credential({ production: secret("a") }, { name: "LIVE_TOKEN" }),
      credential({ staging: secret("a") }, { name: "SANDBOX_TOKEN" }),
    );
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "two-names-one-secret agent/LIVE_TOKEN=SANDBOX_TOKEN @ .env.production:3 ↔ .env.staging:3 src/retrieval.ts:4 src/retrieval.ts:4",
    ]);
  });

  it("when one secret is tagged as two environments", () => {
    const tagged = (digest: string, says: string) => secret(digest, { tag: { says, rest: "r", issuedBy: "project" } });
    const verdict = withCredentials(
      credential(
        { production: tagged("a", "prd"), staging: tagged("b", "stg") },
        { tag: { ...readTag, kind: "in-value" } },
      ),
    );
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [{ fault: "relabelled", data: { tags: "prd and stg" } }],
    });
  });

  it("when a sibling variable calls one secret by two environments", () => {
    const says = ["production", "staging"].map((name) => ({
      environment: name,
      says: name,
      at: place(`.env.${name}:9`),
    }));
    const verdict = withCredentials(
      credential(
        { production: secret("a"), staging: secret("a") },
        { tag: { ...readTag, kind: "sibling-variable", says } },
      ),
    );
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "relabelled agent/PINECONE_API_KEY @ .env.production:3 ↔ .env.staging:3 src/retrieval.ts:4 src/credentials.ts:7 .env.production:9 .env.staging:9 src/gate.ts:6",
    ]);
  });

  it.each([
    ["is read by no gate", { readBy: [] }],
    ["can be left out", { mandatory: false }],
    ["says where the process runs", { tautological: true }],
  ])("when the tag %s", (_, flaw) => {
    const verdict = withCredentials(
      credential({ production: secret("a"), staging: secret("a") }, { tag: { ...readTag, ...flaw } }),
    );
    expect(verdict).toMatchObject({ status: "fail", findings: [{ fault: "same-secret" }] });
    expect(verdict.status === "fail" && verdict.findings[0]?.related.map(({ role }) => role)).toContain("tag");
  });

  it("on failure path 4 when an MCP server receives it", () => {
    const shared = credential({ production: secret("a"), staging: secret("a") });
    const server = mcpServer("vendor", {
      credentials: [{ variable: "PINECONE_API_KEY", value: secret("a"), at: place(".mcp.json:6") }],
    });
    expect(judge(stackOf({ credentials: [shared], mcpServers: [server] }))).toMatchObject({
      status: "fail",
      findings: [{ failurePath: 4 }],
    });
  });

  it("and tells what else is open", () => {
    const verdict = withCredentials(
      credential({ production: secret("a"), staging: secret("a") }),
      credential(
        { production: unresolved("set in the Vercel dashboard"), staging: secret("b") },
        { name: "TAVILY_API_KEY" },
      ),
    );
    expect(verdict).toMatchObject({ status: "fail", findings: [{ subject: "agent/PINECONE_API_KEY" }] });
    expect(verdict.status === "fail" && verdict.notes.join()).toContain("TAVILY_API_KEY");
  });
});

describe("passes", () => {
  it("with both sides when the values differ", () => {
    const verdict = withCredentials(credential({ production: secret("a"), staging: secret("b") }));
    expect(verdict.status === "pass" && verdict.evidence.map(({ path, role }) => `${role} ${path}`)).toEqual([
      "production .env.production",
      "staging .env.staging",
    ]);
  });

  it("when each side reads a scope of its own, noting the fall-back", () => {
    const verdict = withCredentials(
      credential({ production: githubSecret("KEY", "production"), staging: githubSecret("KEY", "staging") }),
    );
    expect(verdict).toMatchObject({ status: "pass", notes: [expect.stringContaining("falls back")] });
  });

  it("when a literal for development faces a reference for production", () => {
    const verdict = judge(
      stackOf({
        runsIn: ["production", "development"],
        credentials: [credential({ production: githubSecret("KEY", "production"), development: secret("a") })],
      }),
    );
    expect(verdict).toMatchObject({ status: "pass", notes: [expect.stringContaining("secret-scope")] });
  });

  it("when a shared secret carries one tag that a gate reads", () => {
    const verdict = withCredentials(credential({ production: secret("a"), staging: secret("a") }, { tag: readTag }));
    expect(verdict.status).toBe("pass");
    expect(verdict.status === "pass" && verdict.evidence.map(({ role }) => role)).toEqual(
      expect.arrayContaining(["tag", "gate"]),
    );
  });
});

describe("is unknown", () => {
  it("when the platform sets one side", () => {
    const verdict = withCredentials(
      credential({ production: unresolved("set in the Vercel dashboard"), staging: secret("a") }),
    );
    expect(verdict).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining("production (set in the Vercel dashboard)"),
      question: "Is PINECONE_API_KEY of agent a different secret in production than in every other environment?",
      suspected: [],
    });
  });

  it("when the platform sets both sides, showing where the code reads them", () => {
    const verdict = withCredentials(credential({}, { readAt: [place("src/settings.ts:6")] }));
    expect(verdict).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining("production and staging (no value in the repository)"),
      evidence: [{ path: "src/settings.ts" }, { path: "src/retrieval.ts" }],
    });
  });

  it("when staging binds nothing", () => {
    const verdict = withCredentials(credential({ production: secret("a") }));
    expect(verdict).toMatchObject({ status: "unknown", reason: expect.stringContaining("staging") });
  });

  it("when a placeholder stands for the value", () => {
    expect(withCredentials(credential({ production: secret("a"), staging: placeholder() })).status).toBe("unknown");
  });

  it("when compose passes on what the shell holds under one name", () => {
    const fromShell = { kind: "reference", store: "environment", name: "KEY", scope: null, reference: "KEY" } as const;
    expect(withCredentials(credential({ production: fromShell, staging: fromShell })).status).toBe("unknown");
  });

  it("when there is only one environment", () => {
    const verdict = judge(stackOf({ runsIn: ["production"], credentials: [credential({ production: secret("a") })] }));
    expect(verdict).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining("no environment beside production"),
    });
  });

  it("suspecting, when only one side names its scope", () => {
    const verdict = withCredentials(
      credential({ production: githubSecret("KEY", "production"), staging: githubSecret("KEY") }),
    );
    expect(verdict).toMatchObject({ status: "unknown", suspected: [{ fault: "may-fall-back" }] });
  });

  it("suspecting, when nothing was seen to use what is shared", () => {
    const verdict = withCredentials(
      credential({ production: secret("a"), staging: secret("a") }, { provider: null, uses: [] }),
    );
    expect(verdict).toMatchObject({ status: "unknown", suspected: [{ fault: "same-secret" }] });
  });

  it("suspecting, when the other environment may be live under another name", () => {
    const verdict = judge(
      stackOf({
        runsIn: ["production", "blue"],
        credentials: [credential({ production: secret("a"), blue: secret("a") })],
      }),
    );
    expect(verdict).toMatchObject({ status: "unknown", suspected: [{ environments: ["production", "blue"] }] });
  });

  it("suspecting, when names alone tell two credentials of one process apart", () => {
    const both = { production: secret("a"), staging: secret("c") };
    const verdict = withCredentials(
      credential(both, { name: "STRIPE_LIVE_KEY", uses: [{ place: place("src/pay.ts:3"), what: "Stripe" }] }),
      credential(
        { production: secret("b"), staging: secret("d") },
        { name: "STRIPE_TEST_KEY", uses: [{ place: place("src/pay.ts:4"), what: "Stripe" }] },
      ),
    );
    expect(verdict.status === "unknown" && told(verdict.suspected)).toEqual([
      "told-apart-by-name agent/STRIPE_LIVE_KEY+STRIPE_TEST_KEY @ src/pay.ts:3 ↔ src/pay.ts:4",
    ]);
  });
});

describe("does not apply", () => {
  it("without credentials", () => {
    expect(withCredentials().status).toBe("not-applicable");
  });

  it("to public keys", () => {
    const key = secret("pk", { nature: "public-key" });
    expect(withCredentials(credential({ production: key, staging: key })).status).toBe("not-applicable");
  });

  it("to what CI alone is handed", () => {
    const verdict = judge(
      stackOf({ runsIn: ["production", "staging", "ci"], credentials: [credential({ ci: githubSecret("KEY") })] }),
    );
    expect(verdict.status).toBe("not-applicable");
  });
});

describe("keeps silent on look-alikes", () => {
  const apart = { production: secret("p"), staging: secret("s") };

  it("equal values in development and CI", () => {
    const verdict = withCredentials(credential({ ...apart, development: secret("d"), ci: secret("d") }));
    expect(verdict.status).toBe("pass");
  });

  it("equal references of two services", () => {
    const verdict = withCredentials(
      credential({ production: githubSecret("A"), staging: secret("s") }),
      credential({ production: secret("q"), staging: githubSecret("A") }, { service: "web" }),
    );
    expect(verdict.status).toBe("pass");
  });

  it("the password of a database on each machine", () => {
    const local = secret("l", {
      credential: "pw",
      address: { provider: "postgres", host: "localhost:5433", name: "app", container: null, scope: null },
    });
    expect(withCredentials(credential({ production: local, staging: local })).status).toBe("pass");
  });

  it("equal values that are no secrets", () => {
    expect(withCredentials(credential({ production: plain("none"), staging: plain("none") })).status).toBe("pass");
  });

  it.each([
    ["only read by scripts", "read", "pass"],
    ["handed to a client", "the Railway client", "fail"],
  ])("or not, the token of the platform that is %s", (_, what, status) => {
    const one = githubSecret("RAILWAY_TOKEN");
    const token = credential(
      { production: one, staging: one },
      { name: "RAILWAY_TOKEN", uses: [{ place: place("scripts/verify.ts:4"), what }] },
    );
    const own = credential({ production: secret("a"), staging: secret("b") });
    expect(withCredentials(token, own).status).toBe(status);
  });

  it("two names that no process holds together", () => {
    const verdict = withCredentials(
      credential({ production: secret("a") }, { name: "KEY_PROD" }),
      credential({ staging: secret("b") }, { name: "KEY_STAGING" }),
    );
    expect(verdict.status === "unknown" && verdict.suspected).toEqual([]);
  });
});
