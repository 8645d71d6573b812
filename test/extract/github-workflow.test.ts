import { describe, expect, it } from "vitest";
import { githubWorkflow } from "../../src/extract/github-workflow.ts";
import type { JobFact, StepFact, WorkflowFact } from "../../src/model/workflow-facts.ts";
import { factsOf, gapsOf, ofKind, shown, showSpan } from "../support/extract.ts";

const path = ".github/workflows/ci.yml";
const workflow = (text: string): WorkflowFact => {
  const [fact] = ofKind(factsOf(path, text), "workflow");
  if (!fact) throw new Error("no workflow");
  return fact;
};
const job = (body: string): JobFact => {
  const [first] = workflow(`on: push\njobs:\n  evals:\n${body.replace(/^/gm, "    ")}\n`).jobs;
  if (!first) throw new Error("no job");
  return first;
};
const step = (body: string): StepFact => {
  const [first] = job(`steps:\n  - ${body.replaceAll("\n", "\n    ")}`).steps;
  if (!first) throw new Error("no step");
  return first;
};

describe("which files", () => {
  it.each([
    [".github/workflows/ci.yml", true],
    [".github/workflows/ci.yaml", true],
    [".github/actions/setup/action.yml", true],
    ["action.yaml", true],
    [".github/workflows/ci.yml.disabled", false],
    [".github/dependabot.yml", false],
    ["docs/.github/workflows/ci.yml", false],
  ])("%s: %s", (file, wanted) => {
    expect(githubWorkflow.wants(file, "source")).toBe(wanted);
  });
});

describe("the triggers", () => {
  it.each<[string, string[]]>([
    ["on: push", ["push"]],
    ["on: [push, pull_request]", ["push", "pull_request"]],
    ["on:\n  - push\n  - workflow_dispatch", ["push", "workflow_dispatch"]],
    ["on:\n  push:\n    branches: [main, 'release/*']\n  workflow_call:", ["push main release/*", "workflow_call"]],
    ["on:\n  push:\n    branches: main\n  schedule:\n    - cron: '0 1 * * *'", ["push main", "schedule"]],
    ["'on': push", ["push"]],
    ["name: x", []],
  ])("%s", (text, expected) => {
    expect(workflow(text).triggers.map(({ event, branches }) => [event, ...branches].join(" "))).toEqual(expected);
  });
});

describe("values", () => {
  it.each<[string, string]>([
    ["${{ secrets.OPENAI_API_KEY }}", "github-secret:OPENAI_API_KEY"],
    ["${{secrets.openai_api_key}}", "github-secret:OPENAI_API_KEY"],
    ["${{ secrets['OPENAI_API_KEY'] }}", "github-secret:OPENAI_API_KEY"],
    ["${{ vars.REGION }}", "github-variable:REGION"],
    ["${{ env.REGION }}", "github-env:REGION"],
    ["${{ inputs.environment }}", "github-input:environment"],
    ["${{ github.event.inputs.environment }}", "github-input:environment"],
    ["${{ github.token }}", "github-secret:GITHUB_TOKEN"],
    ["${{ matrix.url }}", "github-matrix:url"],
    ["${{ steps.login.outputs.token }}", "github-output:steps.login.outputs.token"],
    ["${{ needs.build.outputs.tag }}", "github-output:needs.build.outputs.tag"],
    ["${{ github.sha }}", "github-context:sha"],
    ["eu-south-1", "eu-south-1"],
    ["https://${{ vars.HOST }}/v1", "https:// + {github-variable:HOST} + /v1"],
    [
      "postgres://ci:${{ secrets.PW }}@db:5432/app",
      "postgres://ci: + {github-secret:PW} + @db:5432/app @ postgres db app - -",
    ],
    [
      "${{ inputs.prod && secrets.A || secrets.B }}",
      "${{ inputs.prod && secrets.A || secrets.B }} <github-input:prod, github-secret:A, github-secret:B>",
    ],
    ["${{ format('{0}-secrets.X', vars.A) }}", "${{ format('{0}-secrets.X', vars.A) }} <github-variable:A>"],
    ["${{ toJSON(secrets) }}", "${{ toJSON(secrets) }} <github-secret:*>"],
    ["${{ secrets[matrix.key] }}", "${{ secrets[matrix.key] }} <github-secret:*, github-matrix:key>"],
    ["${{ env.A || 'https://x.io' }}", "${{ env.A || 'https://x.io' }} <github-env:A>"],
    ["${{ '}}' }}", "${{ '}}' }} <>"],
  ])("%s", (text, expected) => {
    expect(shown(job(`env:\n  A: "${text}"`).env)).toEqual([`A = ${expected}`]);
  });

  it("keep no literal secret, in an expression neither", () => {
    const key = "Qx7vB2nLk9Wd4Tz6Yp1Rs8Hc3Mf5Jg0A";
    const text = [
      `on: push\nenv: {OPENAI_API_KEY: ${key}}\njobs:\n  a:\n    if: github.actor != '${key}'`,
      `    environment: "\${{ vars.E || '${key}' }}"\n    env:\n      A: "\${{ secrets.A || '${key}' }}"`,
      `    steps:\n      - name: use ${key}\n        run: |\n          API_KEY=${key} npm test -- --token ${key}`,
      `          curl -u me:${key} -H "x-api-key: ${key}" https://me:${key}@x.io/?token=${key}`,
      `      - uses: acme/x@v1\n        with: {token: ${key}}`,
    ].join("\n");
    expect(gapsOf(path, text)).toEqual([]);
    expect(JSON.stringify(factsOf(path, text))).not.toContain(key);
  });
});

describe("a job", () => {
  it.each<[string, string | null, string | null]>([
    ["environment: production", "production", null],
    ["environment:\n  name: production\n  url: https://x.io", "production", null],
    ["environment: ${{ inputs.environment }}", null, "${{ inputs.environment }}"],
    ["environment:\n  name: ${{ matrix.env }}", null, "${{ matrix.env }}"],
  ])("%s", (body, name, expression) => {
    expect(job(body).environment).toMatchObject({ name, expression });
  });

  it("has what else decides where and when it runs", () => {
    const fact = job(
      [
        "name: Evals\nneeds: [build]\nif: github.ref == 'refs/heads/main'\nruns-on: [self-hosted, linux]",
        "services:\n  db:\n    image: pgvector/pgvector:pg16\n  cache: redis:7",
        "strategy:\n  matrix:\n    node: [20, 22]\n    target: [{name: staging, url: a}, {name: production, url: b}]\n    include:\n      - node: 24\n        extra: x\n    exclude: [{node: 20}]",
      ].join("\n"),
    );
    expect(fact).toMatchObject({
      id: "evals",
      name: "Evals",
      environment: null,
      needs: ["build"],
      if: "github.ref == 'refs/heads/main'",
      runsOn: ["self-hosted", "linux"],
      services: [
        { name: "db", image: "pgvector/pgvector:pg16" },
        { name: "cache", image: "redis:7" },
      ],
      matrix: {
        node: ["20", "22", "24"],
        "target.name": ["staging", "production"],
        "target.url": ["a", "b"],
        extra: ["x"],
      },
      calls: null,
    });
    expect(showSpan(fact.span)).toBe("3:3-3:8");
  });

  it("needs a single other one, and runs on a group", () => {
    expect(job("needs: build\nruns-on: {group: big, labels: [x]}")).toMatchObject({
      needs: ["build"],
      runsOn: ["big", "x"],
    });
  });

  it("calls a reusable workflow", () => {
    const inherits = job("uses: ./.github/workflows/deploy.yml\nwith: {environment: staging}\nsecrets: inherit");
    expect(inherits.calls).toMatchObject({
      workflow: "./.github/workflows/deploy.yml",
      inheritsSecrets: true,
      secrets: [],
    });
    expect(shown(inherits.calls?.with ?? [])).toEqual(["environment = staging"]);
    const named = job("uses: acme/ops/.github/workflows/x.yml@v1\nsecrets:\n  token: ${{ secrets.PROD_TOKEN }}");
    expect(named.calls?.inheritsSecrets).toBe(false);
    expect(shown(named.calls?.secrets ?? [])).toEqual(["token = github-secret:PROD_TOKEN"]);
  });
});

describe("a step", () => {
  it("runs a command", () => {
    const fact = step(
      "name: Evals\nif: always()\nrun: npm run eval\nworking-directory: apps/api\nenv:\n  A: ${{ secrets.A }}",
    );
    expect(fact).toMatchObject({
      ...{ name: "Evals", if: "always()", run: "npm run eval", uses: null, workingDirectory: "apps/api" },
    });
    expect(shown(fact.env)).toEqual(["A = github-secret:A"]);
    expect(showSpan(fact.span)).toBe("7:9-7:26");
  });

  it("uses an action", () => {
    const fact = step("uses: acme/login@v2\nwith:\n  token: ${{ secrets.T }}\n  retries: 3");
    expect(fact).toMatchObject({ uses: "acme/login@v2", run: null });
    expect(shown(fact.with)).toEqual(["token = github-secret:T", "retries = 3"]);
  });

  it("keeps the references of a command", () => {
    const run = 'docker run -e KEY="${{ secrets.KEY }}" -e B=$B acme/api';
    expect(step(`run: ${run}`).run).toBe(run);
    const shell = "az login --client-secret $Env:AZURE_CLIENT_SECRET --password $(cat secret)";
    expect(step(`run: ${shell}`).run).toBe(shell);
    const clone = "git clone https://x-access-token:${{ secrets.T }}@github.com/acme/api.git";
    expect(step(`run: ${clone}`).run).toBe(clone);
  });

  it("runs in the folder that the job or the workflow names", () => {
    const text =
      "on: push\ndefaults: {run: {working-directory: apps}}\njobs:\n  a: {steps: [{run: x}, {uses: y}]}\n  b: {defaults: {run: {working-directory: b}}, steps: [{run: x}]}";
    const folders = workflow(text).jobs.map(({ steps }) => steps.map((each) => each.workingDirectory));
    expect(folders).toEqual([["apps", null], ["b"]]);
  });
});

describe("a composite action", () => {
  it("has inputs and steps", () => {
    const [fact] = ofKind(
      factsOf(
        ".github/actions/deploy/action.yml",
        "inputs:\n  environment: {required: true}\nruns:\n  using: composite\n  steps:\n    - run: deploy ${{ inputs.environment }}\n      env:\n        E: ${{ inputs.environment }}\n",
      ),
      "composite-action",
    );
    expect(fact?.inputs).toEqual(["environment"]);
    expect(shown(fact?.steps[0]?.env ?? [])).toEqual(["E = github-input:environment"]);
  });

  it("of another kind is nothing", () => {
    expect(factsOf("action.yml", "runs: {using: node20, main: dist/index.js}")).toEqual([]);
  });
});

describe("a file that is not as it should be", () => {
  it.each(["", "# all of it is commented out\n# on: push\n", "just text", "- a"])("%j gives nothing", (text) => {
    expect(factsOf(path, text)).toEqual([]);
  });

  it("gives what could be read, and a gap with its line", () => {
    const facts = factsOf(path, "on: push\njobs:\n  a:\n    env: {A: x}\n    steps: [\n  b: }\n");
    expect(ofKind(facts, "workflow")[0]?.jobs[0]?.id).toBe("a");
    expect(ofKind(facts, "gap")[0]).toMatchObject({ reason: expect.stringMatching(/^not valid YAML: /), line: 6 });
  });

  it("keeps no key that is a sentence", () => {
    const key = "Qx7vB2nLk9Wd4Tz6Yp1Rs8Hc3Mf5Jg0A";
    expect(JSON.stringify(factsOf(path, `on: push\njobs:\n  "open: ${key}\n`))).not.toContain(key);
  });

  it("reads CRLF", () => {
    expect(
      workflow("on: push\r\njobs:\r\n  a:\r\n    env:\r\n      A: x\r\n").jobs[0]?.env.map(({ span }) =>
        showSpan(span),
      ),
    ).toEqual(["5:7-5:11"]);
  });
});
