import { describe, expect, it } from "vitest";
import { compareValues } from "../../../src/model/bound-value.ts";
import type { Files } from "../../support/program.ts";
import { shown, stackOf } from "../infrastructure/bindings.ts";

const agent =
  'import { Pinecone } from "@pinecone-database/pinecone";\nexport const index = new Pinecone({ apiKey: process.env.PINECONE_API_KEY! }).index("kb");\n';

/** What the key is in each environment, and how production's compares with the first other one. */
function keys(files: Files): readonly string[] {
  const credential = stackOf({ "src/agent.ts": agent, ...files }).credentials.find(
    ({ name }) => name === "PINECONE_API_KEY",
  );
  const values = credential?.values ?? [];
  const live = values.find(({ environment }) => /^prod/.test(environment));
  const other = values.find((one) => one !== live);
  return [
    ...values.map(({ environment, value }) => `${environment} ${shown(value)}`),
    live && other ? compareValues(live.value, other.value) : "nothing to compare",
  ];
}

const scripts = (live: string, trial: string): Files => ({
  "package.json": JSON.stringify({ name: "agent", scripts: { "start:production": live, "start:staging": trial } }),
});

describe("a command in front of which a secret store stands", () => {
  it.each<[what: string, live: string, trial: string, expected: string[]]>([
    [
      "Doppler, a configuration each",
      "doppler run --project desk --config prd -- tsx src/agent.ts",
      "doppler run -p desk -c stg -- tsx src/agent.ts",
      ["production doppler:*:desk/prd#PINECONE_API_KEY", "staging doppler:*:desk/stg#PINECONE_API_KEY", "different"],
    ],
    [
      "Doppler, one configuration",
      "doppler run -c prd -- tsx src/agent.ts",
      "doppler run -c prd -- tsx src/agent.ts",
      ["production doppler:*:prd#PINECONE_API_KEY", "staging doppler:*:prd#PINECONE_API_KEY", "same"],
    ],
    [
      "Infisical",
      "infisical run --env=prod -- tsx src/agent.ts",
      "infisical run --env=staging -- tsx src/agent.ts",
      ["production infisical:*:prod#PINECONE_API_KEY", "staging infisical:*:staging#PINECONE_API_KEY", "different"],
    ],
    [
      "chamber, whose account is not said",
      "chamber exec desk -- tsx src/agent.ts",
      "chamber exec desk -- tsx src/agent.ts",
      ["production aws-ssm:*:desk#PINECONE_API_KEY", "staging aws-ssm:*:desk#PINECONE_API_KEY", "may-be-same"],
    ],
    [
      "a configuration that a variable decides",
      "doppler run -c $C -- tsx a.ts",
      "doppler run -c $C -- tsx a.ts",
      ["nothing to compare"],
    ],
    [
      "aws-vault, which hands over no variables of a program",
      "aws-vault exec live -- tsx a.ts",
      "aws-vault exec trial -- tsx a.ts",
      ["nothing to compare"],
    ],
  ])("%s", (_, live, trial, expected) => {
    expect(keys(scripts(live, trial))).toEqual(expected);
  });

  it("gives way to what a file sets", () => {
    const files = scripts("doppler run -c prd -- tsx a.ts", "doppler run -c prd -- tsx a.ts");
    expect(keys({ ...files, ".env.staging": "PINECONE_API_KEY=heron-4d81c07e92ab5f3360\n" })).toContainEqual(
      expect.stringMatching(/^staging \[secret: /),
    );
  });
});

it("a developer's machine has the configuration that the project sets up", () => {
  const files = {
    ...scripts("doppler run -p desk -c prd -- tsx a.ts", "true"),
    "doppler.yaml": "setup:\n  - project: desk\n    config: prd\n",
  };
  expect(keys(files)).toEqual([
    "development doppler:*:desk/prd#PINECONE_API_KEY",
    "production doppler:*:desk/prd#PINECONE_API_KEY",
    "same",
  ]);
});

it("jobs are handed a configuration by an action", () => {
  const job = (name: string, config: string): string =>
    `  ${name}:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: dopplerhq/secrets-fetch-action@v1\n        with:\n          doppler-project: desk\n          doppler-config: ${config}\n          inject-env-vars: true\n      - run: npx wrangler deploy --env ${name}\n`;
  const workflow = (trial: string): Files => ({
    ".github/workflows/ship.yml": `on: push\njobs:\n${job("production", "prd")}${job("staging", trial)}`,
  });
  expect(keys(workflow("prd")).at(-1)).toBe("same");
  expect(keys(workflow("stg")).at(-1)).toBe("different");
});

describe("task definitions of ECS", () => {
  const task = (family: string): string =>
    JSON.stringify({
      family,
      containerDefinitions: [{ name: "desk", secrets: [{ name: "PINECONE_API_KEY", valueFrom: "/desk/pinecone" }] }],
    });
  const ship = (name: string, account: string, file: string): string =>
    `  ${name}:\n    environment: ${name}\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          role-to-assume: arn:aws:iam::${account}:role/ship\n      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2\n        with:\n          task-definition: ${file}\n`;
  const workflow = (jobs: string): Files => ({ ".github/workflows/ship.yml": `on: push\njobs:\n${jobs}` });

  it("belong to the environment of the job that deploys them, in the account that it signs in to", () => {
    const tasks = { "deploy/a-task-definition.json": task("a"), "deploy/b-task-definition.json": task("b") };
    const jobs = (other: string): Files =>
      workflow(
        ship("production", "111111111111", "deploy/a-task-definition.json") +
          ship("staging", other, "deploy/b-task-definition.json"),
      );
    expect(keys({ ...tasks, ...jobs("111111111111") }).at(-1)).toBe("same");
    expect(keys({ ...tasks, ...jobs("222222222222") }).at(-1)).toBe("different");
  });

  it("are one where two environments deploy one file in one account", () => {
    const file = "deploy/task-definition.json";
    const jobs = ship("production", "111111111111", file) + ship("staging", "111111111111", file);
    expect(keys({ [file]: task("desk"), ...workflow(jobs) })).toEqual([
      "production aws-ssm:*:111111111111//desk/pinecone",
      "staging aws-ssm:*:111111111111//desk/pinecone",
      "same",
    ]);
  });

  it("are registered by a command line too", () => {
    const file = "deploy/task-definition.json";
    const job = (name: string): string =>
      `  ${name}:\n    environment: ${name}\n    runs-on: ubuntu-latest\n    steps:\n      - run: aws ecs register-task-definition --cli-input-json file://${file}\n`;
    expect(keys({ [file]: task("desk"), ...workflow(job("production") + job("staging")) }).at(-1)).toBe("may-be-same");
  });

  it("keep the environment that their file names", () => {
    const files = {
      "deploy/task-definition.prod.json": task("desk"),
      "deploy/task-definition.staging.json": task("desk"),
      ...workflow(ship("production", "111111111111", "deploy/task-definition.staging.json")),
    };
    expect(keys(files)).toEqual(["prod aws-ssm:*:/desk/pinecone", "staging aws-ssm:*:/desk/pinecone", "may-be-same"]);
  });

  it("run in the environment that no mode of a runtime is called", () => {
    const tasks = (mode: string): string =>
      JSON.stringify({
        family: "desk",
        containerDefinitions: [
          {
            name: "desk",
            environment: [{ name: "NODE_ENV", value: mode }],
            secrets: [{ name: "PINECONE_API_KEY", valueFrom: `/desk/${mode}` }],
          },
        ],
      });
    const files = { "a/task-definition.json": tasks("production"), "b/task-definition.json": tasks("staging") };
    expect(keys(files)).toEqual([
      "production aws-ssm:*:/desk/production",
      "staging aws-ssm:*:/desk/staging",
      "different",
    ]);
  });
});
