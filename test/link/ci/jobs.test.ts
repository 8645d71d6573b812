import { describe, expect, it } from "vitest";
import { readJobs } from "../../../src/link/ci/jobs.ts";
import { boundIn, factsOf, jobsOf, ranIn, workflow } from "./repository.ts";

const ci = ".github/workflows/ci.yml";
const deploy = ".github/workflows/deploy.yml";

describe("the environment of a job", () => {
  it.each([
    ["environment: staging", ["staging"]],
    ["environment:\n  name: Production\n  url: https://x.example", ["Production"]],
    ["environment: ${{ github.ref == 'refs/heads/main' && 'production' || 'staging' }}", ["production", "staging"]],
    [
      "environment: ${{ matrix.where }}\nstrategy:\n  matrix:\n    where: [dev, prod]\n    node: [20, 22]",
      ["dev", "prod"],
    ],
    ["environment: ${{ inputs.environment }}", ["${{ inputs.environment }}"]],
    ["environment: agent-${{ matrix.env }}\nstrategy:\n  matrix:\n    env: [uat, prod]", ["agent-uat", "agent-prod"]],
    [
      'environment: ${{ fromJSON(\'{"main":"production","next":"staging"}\')[github.ref_name] }}',
      ["production", "staging"],
    ],
    ["timeout-minutes: 5", [undefined]],
  ])("%s", (yaml, names) => {
    expect(jobsOf({ [ci]: workflow(`${yaml}\nsteps: []`) }).map(({ environment }) => environment?.name)).toEqual(names);
  });
});

describe("what a variable is bound to", () => {
  const scoped = "environment: production\n";
  it.each([
    ["env:\n  KEY: ${{ secrets.KEY }}", "github-secret:*:KEY"],
    [`${scoped}env:\n  KEY: \${{ secrets.KEY }}`, "github-secret:production:KEY"],
    [`${scoped}env:\n  KEY: \${{ vars.KEY }}`, "github-variable:production:KEY"],
    [`${scoped}env:\n  KEY: \${{ secrets.GITHUB_TOKEN }}`, "github-secret:*:GITHUB_TOKEN"],
    [
      "environment: ${{ inputs.where }}\nenv:\n  KEY: ${{ secrets.KEY }}",
      "? secrets.KEY, and its environment is picked by `${{ inputs.where }}`",
    ],
    ['env:\n  KEY: "true"', "true"],
    [
      "env:\n  KEY: ${{ github.ref == 'refs/heads/main' && secrets.PROD || secrets.STAGING }}",
      "? one of secrets.PROD, secrets.STAGING",
    ],
    [
      "env:\n  KEY: ${{ secrets[format('KEY_{0}', matrix.env)] }}\nstrategy:\n  matrix:\n    env: [PROD]",
      "github-secret:*:KEY_PROD",
    ],
    ["env:\n  KEY: https://${{ vars.HOST }}/mcp", "? https://vars.HOST/mcp"],
    ["env:\n  KEY: ${{ toJSON(secrets) }}", "? all secrets of the repository at once"],
    ["env:\n  KEY: ${{ broken ( }}", "? `broken (` is not understood"],
  ])("%s", (yaml, value) => {
    expect(boundIn(jobsOf({ [ci]: workflow(`${yaml}\nsteps: []`) })[0]).KEY).toBe(value);
  });

  it("sees the variables of the workflow, and what a step wrote for the next", () => {
    const text = workflow(
      'env:\n  A: ${{ env.TOP }}\nsteps:\n  - run: echo "B=${{ secrets.B }}" >> $GITHUB_ENV\n  - run: npx vitest\n    env:\n      C: ${{ env.B }}',
      "on: push\nenv:\n  TOP: top",
    );
    expect(boundIn(jobsOf({ [ci]: text })[0])).toEqual({
      TOP: "top",
      A: "top",
      B: "github-secret:*:B",
      C: "github-secret:*:B",
    });
  });

  it("says where all secrets are handed over at once", () => {
    const [job] = jobsOf({ [ci]: workflow("env:\n  ALL: ${{ toJSON(secrets) }}\nsteps: []") });
    expect(job?.opaque.map(({ reason }) => reason)).toEqual(["`ALL` holds every secret of the repository"]);
  });

  it("reads what vault actions fetch", () => {
    const steps =
      "steps:\n  - uses: hashicorp/vault-action@v3\n    with:\n      secrets: |\n        secret/data/prod openai | OPENAI_API_KEY ;\n        secret/data/prod pinecone\n  - uses: aws-actions/configure-aws-credentials@v4\n    with:\n      role-to-assume: arn:aws:iam::123456789012:role/agent\n  - uses: dopplerhq/secrets-fetch-action@v1\n    with:\n      doppler-token: ${{ secrets.DOPPLER }}\n      doppler-config: prd";
    const [job] = jobsOf({ [ci]: workflow(steps) });
    expect(boundIn(job)).toMatchObject({
      OPENAI_API_KEY: "vault:*:secret/data/prod openai",
      PINECONE: "vault:*:secret/data/prod pinecone",
      AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/agent",
      DOPPLER_TOKEN: "github-secret:*:DOPPLER",
    });
    expect(job?.opaque.map(({ reason }) => reason)).toEqual(["doppler hands over every variable of prd"]);
  });
});

const reusable = `name: Run
on:
  workflow_call:
    inputs:
      where: { type: string }
jobs:
  go:
    runs-on: ubuntu-latest
    environment: \${{ inputs.where }}
    env:
      KEY: \${{ secrets.KEY }}
    steps:
      - run: npx tsx scripts/ingest.ts
  plain:
    runs-on: ubuntu-latest
    steps:
      - run: npx vitest
        env:
          KEY: \${{ secrets.KEY }}
`;

function calling(with_: string, secrets: string): string {
  return `name: Deploy\non: push\njobs:\n  call:\n    uses: ./.github/workflows/run.yml\n    with:\n      where: ${with_}\n    secrets: ${secrets}\n`;
}

describe("conditions", () => {
  it.each([
    ["if: false", 0],
    ["if: ${{ false }}", 0],
    ["if: github.ref == 'refs/heads/main'", 1],
    ["if: always() && needs.x.result == 'success'", 1],
    ["if: matrix.to == 'prod'\nstrategy:\n  matrix:\n    to: [dev, prod]", 1],
  ])("%s", (yaml, count) => {
    expect(jobsOf({ [ci]: workflow(`${yaml}\nsteps: []`) })).toHaveLength(count);
  });

  it("leave out steps that never run", () => {
    const steps = "steps:\n  - if: false\n    run: npx jest\n  - if: success()\n    run: npx vitest";
    expect(ranIn(jobsOf({ [ci]: workflow(steps) })[0])).toEqual(["test-runner vitest []"]);
  });

  it("of a called workflow are decided by what the caller passes", () => {
    const called =
      "name: R\non: workflow_call\njobs:\n  go:\n    runs-on: x\n    steps:\n      - if: inputs.where == 'production'\n        run: wrangler deploy --env production\n      - if: inputs.where != 'production'\n        run: wrangler deploy --env staging\n";
    const jobs = jobsOf({ [deploy]: calling("staging", "inherit"), ".github/workflows/run.yml": called });
    expect(jobs.map(({ actsAs }) => actsAs)).toEqual(["staging"]);
  });
});

describe("hostile expressions", () => {
  it.each([
    ["quotes that never close", `\${{ ${"''".repeat(2_000)}'`],
    ["many openings", "${{ ".repeat(5_000)],
    ["deep brackets", `\${{ ${"(".repeat(500)}1${")".repeat(500)} }}`],
    ["a table that is none", "${{ fromJSON('{broken')[inputs.x] }}"],
    ["braces in a text", '${{ fromJSON(\'{"a":{"b":1}}\')[inputs.x] }}'],
  ])("survive %s", (_, text) => {
    const started = performance.now();
    const facts = factsOf({ [ci]: workflow("steps: []") });
    const jobs = readJobs(
      facts.map((fact) =>
        fact.kind === "workflow"
          ? {
              ...fact,
              jobs: fact.jobs.map((job) => ({
                ...job,
                environment: { name: null, expression: text, span: job.span },
                steps: [
                  {
                    name: null,
                    if: text,
                    run: `npx vitest ${text}`,
                    uses: null,
                    with: [],
                    env: [],
                    workingDirectory: text,
                    span: job.span,
                  },
                ],
              })),
            }
          : fact,
      ),
    );
    expect(jobs.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("reusable workflows", () => {
  it("run in the environment their caller picks", () => {
    const jobs = jobsOf({ [deploy]: calling("staging", "inherit"), ".github/workflows/run.yml": reusable });
    expect(
      jobs.map(({ id, environment, actsAs, triggers, workflow: name }) => [
        name,
        id,
        environment?.name,
        actsAs,
        triggers,
      ]),
    ).toEqual([
      ["Deploy", "call / go", "staging", "staging", ["push"]],
      ["Deploy", "call / plain", undefined, null, ["push"]],
    ]);
    expect(jobs.map((job) => boundIn(job).KEY)).toEqual(["github-secret:staging:KEY", "github-secret:*:KEY"]);
  });

  it("get the secrets that are mapped, at the level of the repository", () => {
    const jobs = jobsOf({
      [deploy]: calling("staging", "\n      KEY: ${{ secrets.OTHER }}"),
      ".github/workflows/run.yml": reusable,
    });
    expect(boundIn(jobs[1]).KEY).toBe("github-secret:*:OTHER");
    expect(boundIn(jobs[0]).KEY).toBe("github-secret:staging:KEY");
  });

  it("get nothing else", () => {
    const jobs = jobsOf({
      [deploy]: calling("staging", "\n      X: ${{ secrets.X }}"),
      ".github/workflows/run.yml": reusable,
    });
    expect(boundIn(jobs[1]).KEY).toBe("[empty]");
  });

  it("are one job for each matrix value of the call", () => {
    const text =
      "name: D\non: push\njobs:\n  call:\n    strategy:\n      matrix:\n        to: [staging, production]\n    uses: ./.github/workflows/run.yml\n    with:\n      where: ${{ matrix.to }}\n    secrets: inherit\n";
    const jobs = jobsOf({ [deploy]: text, ".github/workflows/run.yml": reusable }).filter(({ id }) =>
      id.endsWith("go"),
    );
    expect(jobs.map(({ environment }) => environment?.name)).toEqual(["staging", "production"]);
  });

  it("of other repositories are opaque", () => {
    const text =
      "name: D\non: push\njobs:\n  call:\n    uses: acme/shared/.github/workflows/test.yml@v1\n    secrets: inherit\n";
    expect(jobsOf({ [deploy]: text })[0]?.opaque.map(({ reason }) => reason)).toEqual([
      "the workflow acme/shared/.github/workflows/test.yml@v1 is in another repository",
      "every secret of the repository is handed on",
    ]);
  });

  it("that call themselves end", () => {
    const text = "name: D\non: [push, workflow_call]\njobs:\n  call:\n    uses: ./.github/workflows/deploy.yml\n";
    expect(jobsOf({ [deploy]: text })[0]?.opaque[0]?.reason).toBe("reusable workflows call each other too deeply");
  });
});

describe("actions of the repository", () => {
  const action =
    "name: Ingest\ninputs:\n  index: {}\n  key: {}\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      env:\n        PINECONE_INDEX: ${{ inputs.index }}\n        PINECONE_API_KEY: ${{ inputs.key }}\n      run: |\n        cd apps/agent\n        npx tsx ingest.ts\n";

  it("are their steps", () => {
    const steps =
      "environment: prod\nsteps:\n  - uses: ./.github/actions/ingest\n    with:\n      index: docs\n      key: ${{ secrets.PINECONE }}";
    const [job] = jobsOf({ [ci]: workflow(steps), ".github/actions/ingest/action.yml": action });
    expect(ranIn(job)).toEqual(["script tsx [apps/agent] apps/agent/ingest.ts"]);
    expect(boundIn(job)).toEqual({ PINECONE_INDEX: "docs", PINECONE_API_KEY: "github-secret:prod:PINECONE" });
    expect(job?.commands[0]?.at.path).toBe(ci);
    expect(job?.commands[0]?.chain.map(({ path }) => path)).toEqual([".github/actions/ingest/action.yml"]);
    expect(job).toMatchObject({ roles: ["ingest"], actsAs: "prod" });
  });

  it("take their defaults where a step leaves an input out", () => {
    const login =
      "name: L\ninputs:\n  role:\n    default: arn:aws:iam::123456789012:role/release\nruns:\n  using: composite\n  steps:\n    - uses: aws-actions/configure-aws-credentials@v4\n      with:\n        role-to-assume: ${{ inputs.role }}\n";
    const [job] = jobsOf({
      [ci]: workflow("steps:\n  - uses: ./.github/actions/login"),
      ".github/actions/login/action.yml": login,
    });
    const [role] = job?.variables ?? [];
    expect(boundIn(job)).toEqual({ AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/release" });
    expect(role?.at.path).toBe(ci);
    expect(role?.via?.map(({ path, span }) => `${path}:${span.startLine}`)).toEqual([
      ".github/actions/login/action.yml:4",
    ]);
  });

  it("that use themselves end", () => {
    const loop =
      "name: L\nruns:\n  using: composite\n  steps:\n    - uses: ./.github/actions/loop\n    - shell: bash\n      run: npx vitest\n";
    expect(
      ranIn(
        jobsOf({
          [ci]: workflow("steps:\n  - uses: ./.github/actions/loop"),
          ".github/actions/loop/action.yml": loop,
        })[0],
      ),
    ).toEqual(["test-runner vitest []"]);
  });

  it("that are not there are told", () => {
    expect(jobsOf({ [ci]: workflow("steps:\n  - uses: ./.github/actions/gone") })[0]?.opaque[0]?.reason).toBe(
      "the action ./.github/actions/gone was not read",
    );
  });
});
