import { describe, expect, it } from "vitest";
import { environmentIn } from "../../../src/link/ci/acts-as.ts";
import { jobsOf, running, workflow } from "./repository.ts";

const ci = ".github/workflows/ci.yml";

function rolesOf(script: string): readonly string[] {
  return jobsOf({ [ci]: running(script) })[0]?.roles ?? [];
}

describe("roles", () => {
  it.each([
    ["wrangler deploy --env production", ["deploy"]],
    ["wrangler deploy --dry-run", ["other"]],
    ["npx vercel deploy --prebuilt --prod --token=$T", ["deploy"]],
    ["npx vercel pull --yes --environment=production", ["other"]],
    ["flyctl deploy -c fly.staging.toml", ["deploy"]],
    ["kubectl apply -f k8s/", ["deploy"]],
    ["helm upgrade agent ./chart -f values-prod.yaml", ["deploy"]],
    ["terraform plan", ["other"]],
    ["terraform apply -auto-approve", ["deploy"]],
    ["npx sst deploy --stage prod", ["deploy"]],
    ["npx cdk deploy", ["deploy"]],
    ["aws ecs update-service --cluster x", ["deploy"]],
    ["npx @railway/cli up --service api", ["deploy"]],
    ["gcloud run deploy agent", ["deploy"]],
    ["bunx trigger.dev@4.1.2 deploy", ["deploy"]],
    ["npm publish", ["other"]],
    ["npx prisma migrate deploy", ["migrate"]],
    ["npx drizzle-kit push", ["migrate"]],
    ["npx tsx scripts/ingest.ts", ["ingest"]],
    ["npx tsx scripts/index-docs.ts", ["ingest"]],
    ["python src/modules/create_vector_index.py", ["ingest"]],
    ["npx tsx src/index.ts", ["other"]],
    ["node dist/worker.js", ["run"]],
    ["npx vitest run", ["test"]],
    ["npx vitest run evals/answers.eval.ts", ["eval"]],
    ["npx evalite", ["eval"]],
    ["npx promptfoo eval", ["eval"]],
    ["npx tsx evals/run.ts", ["eval"]],
    ["npx tsx scripts/smoke-test.ts", ["test"]],
    ["npx tsc --noEmit && npx eslint .", ["build"]],
    ["npm ci", ["other"]],
    ["make deploy", ["deploy"]],
    ["./scripts/deploy.sh production", ["deploy"]],
    ["npx vitest run && npx wrangler deploy", ["deploy", "test"]],
  ])("%s", (script, roles) => {
    expect(rolesOf(script)).toEqual(roles);
  });

  it("takes a migration of the job's own database for a part of its tests", () => {
    const steps = "steps:\n  - run: npx prisma migrate deploy && npx vitest";
    const services = "services:\n  db:\n    image: postgres:16\n";
    expect(jobsOf({ [ci]: workflow(services + steps) })[0]?.roles).toEqual(["test"]);
    expect(jobsOf({ [ci]: workflow(steps) })[0]?.roles).toEqual(["migrate", "test"]);
  });

  it("takes a server that is started for tests for a part of them", () => {
    expect(rolesOf("node dist/server.js &\nnpx playwright test")).toEqual(["test"]);
  });

  it("takes a package script by its name, with or without a named step", () => {
    const scripts = { name: "x", scripts: { eval: "vitest run", "db:ingest": "tsx src/main.ts" } };
    const roles = (script: string) => jobsOf({ "package.json": scripts, [ci]: running(script) })[0]?.roles;
    expect(roles("npm run eval")).toEqual(["eval"]);
    expect(roles("npm run db:ingest")).toEqual(["ingest"]);
  });

  it("takes a program that is told its environment for a run as that environment", () => {
    const roles = (job: string) => jobsOf({ [ci]: running("npx tsx src/nightly.ts", job) })[0]?.roles;
    expect(roles("env:\n  APP_ENV: staging\n")).toEqual(["run"]);
    expect(roles("")).toEqual(["other"]);
  });

  it("takes a call into another repository by what it is called and told", () => {
    const calling = (job: string, uses: string, command: string) =>
      jobsOf({ [ci]: `on: push\njobs:\n  ${job}:\n    uses: ${uses}\n    with:\n      command: ${command}\n` })[0]
        ?.roles;
    expect(calling("evals", "acme/shared/.github/workflows/node.yml@v1", "x")).toEqual(["eval"]);
    expect(calling("x", "acme/shared/.github/workflows/agent-tests.yml@v1", "x")).toEqual(["test"]);
    expect(calling("x", "acme/shared/.github/workflows/node.yml@v1", "npm run test:e2e")).toEqual(["test"]);
    expect(calling("x", "acme/shared/.github/workflows/node.yml@v1", "x")).toEqual(["other"]);
  });

  it("knows deploying actions", () => {
    const steps =
      "steps:\n  - uses: cloudflare/wrangler-action@v3\n    with:\n      apiToken: ${{ secrets.CF }}\n      command: deploy --env staging";
    expect(jobsOf({ [ci]: workflow(steps) })[0]).toMatchObject({ roles: ["deploy"], actsAs: "staging" });
  });
});

describe("the environment a job acts as", () => {
  it.each([
    ["wrangler deploy --env staging", "staging"],
    ["wrangler deploy -e production", "production"],
    ["wrangler deploy", null],
    ["npx vercel deploy --prod", "production"],
    ["npx vercel deploy", "preview"],
    ["npx sst deploy --stage prod", "prod"],
    ["flyctl deploy -c fly.staging.toml", "staging"],
    ["fly deploy --config deploy/fly.prod.toml --app agent", "prod"],
    ["helm upgrade agent ./chart -f values-prod.yaml", "prod"],
    ["kubectl --context prod-eu apply -f k8s/", "prod"],
    ["terraform apply -var-file=staging.tfvars", "staging"],
    ["npx @railway/cli up --environment staging", "staging"],
    ["npx vitest run --env staging", null],
    ["npx tsx scripts/ingest.ts --env=prod", "prod"],
    ["dotenv -e .env.production -- tsx scripts/ingest.ts", "production"],
  ])("%s", (script, environment) => {
    expect(jobsOf({ [ci]: running(script) })[0]?.actsAs).toBe(environment);
  });

  it("is the job's `environment:` before anything else", () => {
    expect(jobsOf({ [ci]: running("wrangler deploy --env staging", "environment: Production\n") })[0]?.actsAs).toBe(
      "production",
    );
  });

  it("is what the program itself is told where that differs", () => {
    const job = "environment: production\nenv:\n  APP_ENV: staging\n";
    expect(jobsOf({ [ci]: running("npx tsx src/nightly.ts", job) })[0]?.actsAs).toBe("staging");
  });

  it("is what is deployed where `environment:` names none", () => {
    const acts = (script: string) => jobsOf({ [ci]: running(script, "environment: fly\n") })[0]?.actsAs;
    expect(acts("flyctl deploy --config fly.staging.toml")).toBe("staging");
    expect(acts("flyctl deploy")).toBe("fly");
  });

  it("may stand in the names", () => {
    const script = running("wrangler deploy");
    expect(jobsOf({ ".github/workflows/deploy-staging.yml": script })[0]?.actsAs).toBe("staging");
    expect(jobsOf({ [ci]: script.replace("work:", "deploy-production:") })[0]?.actsAs).toBe("production");
    expect(jobsOf({ [ci]: script.replace("- run", "- name: Deploy to Trigger.dev\n        run") })[0]?.actsAs).toBe(
      null,
    );
  });

  it("makes two jobs of one that acts on two environments", () => {
    const steps =
      "steps:\n  - run: wrangler deploy --env staging\n    env:\n      T: ${{ secrets.T_STAGING }}\n  - run: npx vitest run smoke\n  - run: wrangler deploy --env production\n    env:\n      T: ${{ secrets.T_PROD }}";
    const jobs = jobsOf({ [ci]: workflow(steps) });
    expect(
      jobs.map(({ actsAs, roles, variables }) => [
        actsAs,
        roles.join(),
        variables.map(({ value }) => (value.kind === "reference" ? value.name : "")).join(),
      ]),
    ).toEqual([
      ["staging", "deploy,test", "T_STAGING"],
      ["production", "deploy", "T_PROD"],
    ]);
  });

  it.each([
    ["fly.staging.toml", "staging"],
    ["values-prod-eu.yaml", "prod-eu"],
    [".env.production", "production"],
    ["Deploy to Trigger.dev", null],
    ["test", null],
    ["prod-and-staging", null],
    ["azure-dev.yaml", null],
  ])("in %s", (name, environment) => {
    expect(environmentIn(name)).toBe(environment);
  });
});
