import { describe, expect, it } from "vitest";
import { extractFile } from "../../../src/extract/extract.ts";
import { createSeal } from "../../../src/extract/seal.ts";
import { actingJobs } from "../../../src/link/ci/acting-jobs.ts";
import type { Job } from "../../../src/link/ci/job.ts";
import { boundIn, jobsOf, running, workflow } from "./repository.ts";

const lineOf = (job: Job | undefined, name: string) => {
  const found = job?.variables.find(({ variable }) => variable === name);
  return found && `${found.at.path}:${found.at.span.startLine}`;
};

describe("what a caller hands over", () => {
  const action =
    "inputs:\n  password: { required: true }\n  host: { default: db.example.com }\nruns:\n  using: composite\n  steps:\n    - run: npx vitest\n      shell: bash\n      env:\n        DB_PASSWORD: ${{ inputs.password }}\n        DB_HOST: ${{ inputs.host }}\n";
  const calling = workflow(
    "steps:\n  - uses: ./.github/actions/checks\n    with:\n      password: ${{ secrets.DB_PASSWORD }}\n",
  );
  const [job] = jobsOf({ ".github/workflows/ci.yml": calling, ".github/actions/checks/action.yml": action });

  it("stands where the caller writes it", () => {
    expect(lineOf(job, "DB_PASSWORD")).toBe(".github/workflows/ci.yml:9");
  });

  it("is the default where the caller writes nothing", () => {
    expect(boundIn(job).DB_HOST).toBe("db.example.com");
    expect(lineOf(job, "DB_HOST")).toBe(".github/actions/checks/action.yml:11");
  });
});

describe("a workflow started by hand", () => {
  const choosing = (more: string) =>
    `on:\n  workflow_dispatch:\n    inputs:\n      target:\n        type: choice\n        options: [staging, production]\n${more}jobs:\n  ship:\n    runs-on: ubuntu-latest\n    environment: \${{ inputs.target }}\n    steps:\n      - run: npx wrangler deploy --env \${{ inputs.target }}\n        env:\n          KEY: \${{ secrets.KEY }}\n`;

  it("is one job for each environment to choose", () => {
    const jobs = jobsOf({ ".github/workflows/ship.yml": choosing("") });
    expect(jobs.map((job) => [job.environment?.name, job.actsAs, boundIn(job).KEY])).toEqual([
      ["staging", "staging", "github-secret:staging:KEY"],
      ["production", "production", "github-secret:production:KEY"],
    ]);
  });

  it("stays open where something else starts it too", () => {
    expect(jobsOf({ ".github/workflows/ship.yml": choosing("  push:\n") }).map(({ actsAs }) => actsAs)).toEqual([null]);
  });
});

describe("a job that acts on an environment", () => {
  it.each([
    ["docker compose up -d", "env:\n  DOCKER_HOST: ssh://deploy@desk.example.com\n", "deploy"],
    ["docker --context live compose up -d", "", "deploy"],
    ["docker compose up -d", "", "other"],
    ["./scripts/ship.sh", "", "deploy"],
  ])("%s %s", (script, more, role) => {
    expect(jobsOf({ ".github/workflows/ci.yml": running(script, more) })[0]?.roles).toEqual([role]);
  });

  it("is bound at its environment, for the package it acts from", () => {
    const jobs = jobsOf({
      "package.json": { name: "root", workspaces: ["apps/*"] },
      "apps/api/package.json": { name: "api" },
      ".github/workflows/a.yml": running("cd apps/api && npx wrangler deploy", "environment: production\n"),
      ".github/workflows/b.yml": running("npx wrangler deploy --env production"),
    });
    expect(
      actingJobs(jobs).map(({ environment, scope, directory, at }) => [
        environment,
        scope,
        directory,
        `${at.path}:${at.span.startLine}`,
      ]),
    ).toEqual([
      ["production", "production", "apps/api", ".github/workflows/a.yml:6"],
      ["production", null, "", ".github/workflows/b.yml:4"],
    ]);
  });
});

it("reads a hostile expression in time", () => {
  const text = `on: push\njobs:\n  a:\n    runs-on: x\n    env:\n      K: "\${{ ${"'".repeat(2_001)}x"\n    steps: []\n`;
  const start = performance.now();
  extractFile(
    { path: ".github/workflows/ci.yml", zone: "source", bytes: text.length },
    { read: () => text },
    createSeal(new Uint8Array(32).fill(7)),
  );
  expect(performance.now() - start).toBeLessThan(1_000);
});
