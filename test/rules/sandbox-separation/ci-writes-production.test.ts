import { describe, expect, it } from "vitest";
import { ciWritesProduction } from "../../../rules/sandbox-separation/ci-writes-production.ts";
import type { BoundValue } from "../../../src/model/bound-value.ts";
import type { Pipeline } from "../../../src/model/pipeline.ts";
import type { Stack } from "../../../src/model/stack.ts";
import {
  address,
  credential,
  evalJob,
  githubSecret,
  judgeWith,
  known,
  place,
  plain,
  secret,
  stackOf,
  store,
  told,
  unresolved,
} from "../../support/stack.ts";

const workflow = ".github/workflows/evals.yml";
const judge = (job: Partial<Pipeline>, more: Partial<Stack> = {}) =>
  judgeWith(
    ciWritesProduction,
    stackOf({ pipelines: [evalJob(job)], stores: [store({ production: known() })], ...more }),
  );
const handed = (value: BoundValue, variable = "PINECONE_API_KEY"): Partial<Pipeline> => ({
  credentials: [{ variable, value, at: place(`${workflow}:15`) }],
});
const production = (value: BoundValue) => ({ credentials: [credential({ production: value, staging: secret("s") })] });

describe("fails", () => {
  it("when an eval that writes is handed production's credential", () => {
    const one = githubSecret("PINECONE_API_KEY");
    const verdict = judge(handed(one), production(one));
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [{ environments: ["production", "ci"], failurePath: 3, data: { names: "PINECONE_API_KEY" } }],
    });
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      `production-credential evals.yml/eval @ ${workflow}:15 ↔ .env.production:3 ${workflow}:9 ${workflow}:20 src/retrieval.ts:9`,
    ]);
  });

  it("when the literal is production's", () => {
    expect(judge(handed(secret("p")), production(secret("p")))).toMatchObject({
      status: "fail",
      findings: [{ fault: "production-credential" }],
    });
  });

  it("when the job runs in the production environment", () => {
    const job = {
      ...handed(githubSecret("PINECONE_API_KEY", "production")),
      environment: { name: "production", at: place(`${workflow}:11`) },
    };
    const verdict = judge(job, production(unresolved("set in the dashboard")));
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      `production-environment evals.yml/eval @ ${workflow}:15 ↔ ${workflow}:11 ${workflow}:9 ${workflow}:20 src/retrieval.ts:9`,
    ]);
  });

  it("when a connection string in the job opens production's store", () => {
    const verdict = judge(handed(secret("url", { address: address() }), "PINECONE_URL"));
    expect(verdict).toMatchObject({ status: "fail", findings: [{ fault: "production-store" }] });
  });

  it("when a bare URL in the job opens the cluster that holds production's collection", () => {
    const url = plain("https://kb.svc.io", { address: address({ provider: "http" }) });
    const verdict = judge(handed(url, "QDRANT_URL"), {
      stores: [store({ production: known({ provider: "qdrant", container: "handbook" }) }, { provider: "qdrant" })],
    });
    expect(verdict).toMatchObject({ status: "fail", findings: [{ fault: "production-store" }] });
  });

  it("when the store of the job is production's", () => {
    const verdict = judge({}, { stores: [store({ production: known(), ci: known({ scope: "ci" }) })] });
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [{ fault: "production-store", environments: ["production", "ci"] }],
    });
  });

  it("once for a job that is handed production's key and its address", () => {
    const verdict = judge(
      {
        credentials: [
          { variable: "PINECONE_URL", value: secret("url", { address: address() }), at: place(`${workflow}:14`) },
          { variable: "PINECONE_API_KEY", value: secret("p"), at: place(`${workflow}:15`) },
        ],
      },
      production(secret("p")),
    );
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      `production-credential evals.yml/eval @ ${workflow}:15 ↔ .env.production:3 .env.production:4 ${workflow}:14 ${workflow}:9 ${workflow}:20 src/retrieval.ts:9`,
    ]);
  });

  it("when the job assumes production's role", () => {
    const role = plain("arn:aws:iam::123456789012:role/agent");
    const key = credential({ production: role }, { name: "AWS_ROLE_ARN", provider: null, uses: [] });
    const verdict = judge(handed(role, "role-to-assume"), { credentials: [key] });
    expect(verdict).toMatchObject({ status: "fail", findings: [{ fault: "production-credential" }] });
  });

  it("once for a job, however many of production's credentials it is handed", () => {
    const one = [githubSecret("PINECONE_API_KEY"), githubSecret("DATABASE_URL")] as const;
    const verdict = judge(
      {
        credentials: [
          { variable: "PINECONE_API_KEY", value: one[0], at: place(`${workflow}:15`) },
          { variable: "DATABASE_URL", value: one[1], at: place(`${workflow}:16`) },
        ],
      },
      {
        credentials: [
          credential({ production: one[0] }),
          credential({ production: one[1] }, { name: "DATABASE_URL", provider: null }),
        ],
      },
    );
    expect(verdict.status === "fail" && verdict.findings.map(({ data }) => data.names)).toEqual([
      "PINECONE_API_KEY and DATABASE_URL",
    ]);
  });

  it("when an eval that could not be followed is handed production's credential", () => {
    const job = {
      ...handed(secret("p")),
      reaches: [],
      opaque: [{ reason: "it runs Python", at: place(`${workflow}:20`) }],
    };
    expect(judge(job, production(secret("p")))).toMatchObject({ status: "fail", findings: [{ failurePath: 1 }] });
  });

  it("on failure path 1 when what is written feeds no context", () => {
    const reaches: Pipeline["reaches"] = [
      { what: "tool", name: "refund", at: place("src/tools/refund.ts:8"), writes: true, path: [], store: null },
    ];
    const key = credential({ production: secret("p") }, { name: "STRIPE_KEY", provider: "stripe" });
    const verdict = judge({ ...handed(secret("p"), "STRIPE_KEY"), reaches }, { credentials: [key] });
    expect(verdict).toMatchObject({ status: "fail", findings: [{ failurePath: 1 }] });
  });
});

/** A request over the network that the tests make, as an end-to-end test of a deployed API does. */
const requests: Pipeline["reaches"] = [
  { what: "endpoint", name: "fetch", at: place("e2e/api.test.ts:9"), writes: true, path: [], store: null },
];
const deploysProduction = (path: string): Pipeline =>
  evalJob({ job: "deploy", roles: ["deploy"], actsAs: "production", at: place(`${path}:4`), reaches: [] });
const endToEnd = (variable: string, value: BoundValue): Pipeline =>
  evalJob({ ...handed(value, variable), roles: ["test"], reaches: requests });

describe("a key that no known client takes", () => {
  const named = githubSecret("PRODUCTION_API_KEY");

  it.each([
    ["is production's if the workflow deploys production", "API_KEY", workflow, "fail"],
    ["may be production's if another workflow deploys it", "API_KEY", ".github/workflows/deploy.yml", "pass"],
    ["is the pipeline's own if it deploys", "RAILWAY_TOKEN", workflow, "pass"],
    ["opens nothing if it only identifies", "CLOUDFLARE_ACCOUNT_ID", workflow, "pass"],
  ])("%s", (_, variable, path, status) => {
    const pipelines = [endToEnd(variable, named), deploysProduction(path)];
    expect(judgeWith(ciWritesProduction, stackOf({ pipelines })).status).toBe(status);
  });

  it("is production's if the deploying job is handed the same", () => {
    const one = githubSecret("CARRIER_TOKEN");
    const deploy = { ...deploysProduction(".github/workflows/deploy.yml"), ...handed(one, "CARRIER_TOKEN") };
    const verdict = judgeWith(ciWritesProduction, stackOf({ pipelines: [endToEnd("CARRIER_TOKEN", one), deploy] }));
    expect(verdict).toMatchObject({ status: "fail", findings: [{ fault: "production-credential" }] });
  });
});

describe("passes", () => {
  it("when the job has ephemeral stores only", () => {
    const verdict = judge({ ephemeral: [{ what: "service container postgres", at: place(`${workflow}:12`) }] });
    expect(verdict).toMatchObject({ status: "pass", notes: [] });
    expect(verdict.status === "pass" && verdict.evidence.map(({ role }) => role)).toEqual([
      "CI job",
      "ephemeral",
      "store",
    ]);
  });

  it("when it is handed no credential", () => {
    expect(judge({})).toMatchObject({ status: "pass", notes: ["evals.yml/eval is handed no credential at all."] });
  });

  it("when it is handed another credential than production", () => {
    expect(judge(handed(secret("t")), production(secret("p"))).status).toBe("pass");
  });

  it("when it runs in an environment of its own", () => {
    const job = {
      ...handed(githubSecret("PINECONE_API_KEY", "evals")),
      environment: { name: "evals", at: place(`${workflow}:11`) },
    };
    expect(judge(job, production(githubSecret("PINECONE_API_KEY", "production"))).status).toBe("pass");
  });
});

describe("is unknown", () => {
  it("suspecting an unscoped secret with nothing of production to compare", () => {
    const verdict = judge(handed(githubSecret("DATABASE_URL"), "DATABASE_URL"));
    expect(verdict).toMatchObject({
      status: "unknown",
      question: "Does DATABASE_URL in evals.yml/eval open anything that production uses?",
      suspected: [{ fault: "unscoped-secret" }],
    });
  });

  it("suspecting an unscoped secret of the name under which production holds a literal", () => {
    const verdict = judge(handed(githubSecret("PINECONE_API_KEY")), production(secret("p")));
    expect(verdict).toMatchObject({ status: "unknown", suspected: [{ fault: "unscoped-secret" }] });
  });

  it("suspecting a name that production scopes and the job does not", () => {
    const verdict = judge(
      handed(githubSecret("PINECONE_API_KEY")),
      production(githubSecret("PINECONE_API_KEY", "production")),
    );
    expect(verdict).toMatchObject({ status: "unknown", suspected: [{ fault: "shared-name" }] });
  });

  it("suspecting production's credential in a job that was only seen to read", () => {
    const reaches: Pipeline["reaches"] = [
      { what: "store", name: "Pinecone index", at: place("src/retrieval.ts:9"), writes: false, path: [], store: 0 },
    ];
    const verdict = judge({ ...handed(secret("p")), reaches }, production(secret("p")));
    expect(verdict).toMatchObject({ status: "unknown", suspected: [{ fault: "production-credential" }] });
  });

  it("suspecting production's credential in a test that could not be followed", () => {
    const job: Partial<Pipeline> = {
      ...handed(secret("p")),
      roles: ["test"],
      reaches: [],
      opaque: [{ reason: "its workflow is in another repository", at: place(`${workflow}:20`) }],
    };
    expect(judge(job, production(secret("p")))).toMatchObject({
      status: "unknown",
      suspected: [{ fault: "production-credential" }],
    });
  });

  it("when the environment is production's and hands out nothing by name", () => {
    const verdict = judge({ environment: { name: "production", at: place(`${workflow}:11`) } });
    expect(verdict).toMatchObject({ status: "unknown", reason: expect.stringContaining("environment production") });
  });

  it("when the job has what its machine has", () => {
    const verdict = judge({ opaque: [{ reason: "its runner is self-hosted", at: place(`${workflow}:10`) }] });
    expect(verdict).toMatchObject({ status: "unknown", reason: expect.stringContaining("self-hosted"), suspected: [] });
  });
});

describe("does not apply", () => {
  it("without a job that reaches agent, tool or store", () => {
    expect(judge({ ...handed(secret("p")), reaches: [] }, production(secret("p"))).status).toBe("not-applicable");
  });

  it("to deployments", () => {
    const one = githubSecret("PINECONE_API_KEY");
    expect(judge({ ...handed(one), roles: ["deploy"] }, production(one)).status).toBe("not-applicable");
  });
});

describe("keeps silent on look-alikes", () => {
  it("the model key of production", () => {
    const one = githubSecret("OPENAI_API_KEY");
    const key = credential({ production: one }, { name: "OPENAI_API_KEY", provider: "openai" });
    expect(judge(handed(one, "OPENAI_API_KEY"), { credentials: [key] }).status).toBe("pass");
  });

  it("the token that each run is issued", () => {
    const one = githubSecret("GITHUB_TOKEN");
    const token = credential({ production: one }, { name: "GITHUB_TOKEN", provider: "github" });
    expect(judge(handed(one, "GITHUB_TOKEN"), { credentials: [token] }).status).toBe("pass");
  });

  it("a token of the build that nothing uses", () => {
    const one = githubSecret("TURBO_TOKEN");
    const token = credential({ production: one }, { name: "TURBO_TOKEN", provider: null, uses: [] });
    expect(judge(handed(one, "TURBO_TOKEN"), { credentials: [token] }).status).toBe("pass");
  });

  it("production's key of a vendor that the job does not write to", () => {
    const key = credential(
      { production: secret("p") },
      { name: "STRIPE_KEY", provider: "stripe", uses: [{ place: place("src/pay.ts:3"), what: "Stripe" }] },
    );
    expect(judge(handed(secret("p"), "STRIPE_KEY"), { credentials: [key] }).status).toBe("pass");
  });

  it("unit tests under the production environment that reach nothing", () => {
    const job = { reaches: [], environment: { name: "production", at: place(`${workflow}:11`) } };
    expect(judge({ ...handed(githubSecret("DATABASE_URL", "production"), "DATABASE_URL"), ...job }).status).toBe(
      "not-applicable",
    );
  });

  it("a secret whose name says that it is a test's", () => {
    expect(judge(handed(githubSecret("TEST_DATABASE_URL"), "DATABASE_URL")).status).toBe("pass");
  });
});
