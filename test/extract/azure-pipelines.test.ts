import { describe, expect, it } from "vitest";
import { azurePipelines } from "../../src/extract/azure-pipelines.ts";
import type { JobFact, WorkflowFact } from "../../src/model/workflow-facts.ts";
import { factsOf, gapsOf, ofKind, shown } from "../support/extract.ts";

const path = "azure-pipelines.yml";
const read = (text: string, at = path): WorkflowFact => {
  const [fact] = ofKind(factsOf(at, text), "workflow");
  if (!fact) throw new Error("no pipeline");
  return fact;
};
const job = (body: string, head = ""): JobFact => {
  const [first] = read(`${head}jobs:\n  - job: evals\n${body.replace(/^/gm, "    ")}\n`).jobs;
  if (!first) throw new Error("no job");
  return first;
};

it.each([
  ["azure-pipelines.yml", true],
  ["azure-pipelines-evals.yaml", true],
  [".azure-pipelines/evals.yml", true],
  ["build/templates/jobs.yml", true],
  ["azure-pipelines.yml.disabled", false],
  ["src/evals.yml", false],
])("%s: %s", (file, wanted) => {
  expect(azurePipelines.wants(file, "source")).toBe(wanted);
});

describe("values", () => {
  it.each([
    ["$(KEY)", "github-env:KEY"],
    ["$(Build.SourceBranch)", "github-env:Build_SourceBranch"],
    ["${{ parameters.key }}", "github-input:key"],
    ["${{ variables.key }}", "github-env:key"],
    ["https://$(HOST)/v1", "https:// + {github-env:HOST} + /v1"],
    ["$[ dependencies.a.outputs['b'] ]", "known when the job runs <>"],
    ["$(pwd)", "$(pwd)"],
    ["text", "text"],
  ])("%s", (text, expected) => {
    expect(shown(job(`variables:\n  A: "${text}"\nsteps: []`).env)).toEqual([`A = ${expected}`]);
  });

  it("come from groups, and what conditions decide is left open", () => {
    const found = job(
      "variables:\n  - group: answers\n  - name: A\n    value: a\n  - ${{ if eq(1, 2) }}:\n      - name: B\n        value: x\n  - ${{ else }}:\n      - name: B\n        value: y\nsteps: []",
    );
    expect(found.variableScope).toEqual(["answers"]);
    expect(shown(found.env)).toEqual([
      "A = a",
      "B = one of several conditions decides <>",
      "B = one of several conditions decides <>",
    ]);
  });

  it("of templates are told as not followed", () => {
    expect(job("variables:\n  - template: vars.yml\nsteps: []").unread?.map(({ reason }) => reason)).toEqual([
      "the variables of vars.yml are not followed",
    ]);
  });
});

describe("steps", () => {
  it.each([
    ["script: npm test", "npm test"],
    ["bash: npm test", "npm test"],
    ["task: Bash@3\n    inputs: {targetType: inline, script: npm test}", "npm test"],
    ["task: AzureCLI@2\n    inputs: {inlineScript: az login}", "az login"],
    ["task: Npm@1\n    inputs: {command: custom, customCommand: run eval}", "npm run eval"],
    ["task: AzureWebApp@1", "AzureWebApp@1"],
    ["template: steps/evals.yml", "./steps/evals.yml"],
    ["template: evals.yml@shared", "evals.yml@shared"],
    ["script: echo ${{ parameters.a }} $(A)", "echo ${{ inputs.a }} ${{ env.A }}"],
  ])("%s", (step, expected) => {
    expect(job(`steps:\n  - ${step}`).steps.map(({ run, uses }) => run ?? uses)).toEqual([expected]);
  });

  it("below a condition count", () => {
    expect(job("steps:\n  - ${{ if true }}:\n      - script: npm test").steps.map(({ run }) => run)).toEqual([
      "npm test",
    ]);
  });
});

describe("jobs", () => {
  it.each<[string, (string | undefined)[]]>([
    ["steps: [{script: x}]", ["job"]],
    ["jobs:\n  - job: a\n    steps: []\n  - job: b\n    steps: []", ["a", "b"]],
    ["stages:\n  - stage: s\n    jobs:\n      - job: a\n        steps: []", ["s / a"]],
  ])("%j", (text, ids) => {
    expect(read(text).jobs.map(({ id }) => id)).toEqual(ids);
  });

  it.each<[string, string]>([
    ["environment: production", "production"],
    ["environment: production.api", "production"],
    ["environment: {name: staging}", "staging"],
    ["environment: ${{ parameters.to }}", "${{ inputs.to }}"],
  ])("deploy to an environment: %s", (line, expected) => {
    const [first] = read(
      `jobs:\n  - deployment: d\n    ${line}\n    strategy:\n      runOnce:\n        deploy:\n          steps: [{script: a}]\n        on:\n          failure:\n            steps: [{script: b}]\n`,
    ).jobs;
    expect(first?.environment?.name ?? first?.environment?.expression).toBe(expected);
    expect(first?.steps.map(({ run }) => run)).toEqual(["a", "b"]);
  });

  it("have services, matrices and pools", () => {
    const head = "resources:\n  containers:\n    - container: db\n      image: postgres:16\n";
    const found = job("pool: Own\nservices: {pg: db}\nstrategy: {matrix: {a: {TO: x}, b: {TO: y}}}\nsteps: []", head);
    expect(found.services.map(({ name, image }) => `${name} ${image}`)).toEqual(["pg postgres:16"]);
    expect([found.matrix, found.runsOn]).toEqual([{ TO: ["x", "y"] }, ["self-hosted", "Own"]]);
  });
});

it.each<[string, string[]]>([
  ["steps: [{script: x}]", ["push"]],
  ["trigger: none\nsteps: [{script: x}]", ["manual"]],
  ["trigger: none\npr: [main]\nsteps: [{script: x}]", ["pull_request main"]],
  [
    "trigger:\n  branches: {include: [main]}\nschedules: [{cron: '0 1 * * *'}]\nsteps: [{script: x}]",
    ["push main", "schedule"],
  ],
])("is started: %j", (text, expected) => {
  expect(read(text).triggers.map(({ event, branches }) => [event, ...branches].join(" "))).toEqual(expected);
});

it("takes a file of steps for an action and a file of jobs for a workflow that is called", () => {
  const steps = factsOf(
    "templates/install.yml",
    "parameters:\n  - name: a\n    default: x\nsteps:\n  - script: npm ci\n",
  );
  expect(ofKind(steps, "composite-action")[0]?.defaults).toEqual([{ name: "a", default: "x", options: [] }]);
  const jobs = read("parameters: {to: staging}\njobs:\n  - job: a\n    steps: [{script: x}]\n", "templates/jobs.yml");
  expect([jobs.triggers[0]?.event, jobs.inputs]).toEqual([
    "workflow_call",
    [{ name: "to", default: "staging", options: [] }],
  ]);
});

describe("hostile input", () => {
  const text = "jobs:\n  - job: evals\n    steps:\n      - script: npm test\n";

  it("reads CRLF and a byte order mark as without", () => {
    expect(read(text.replaceAll("\n", "\r\n"))).toEqual(read(text));
    expect(read(`\uFEFF${text}`)).toEqual(read(text));
  });

  it.each(["", "- a\n", "jobs: text\n", "jobs: [\n", "# jobs:\n", "stages:\n  - stage: x\n"])(
    "gives nothing for %j",
    (broken) => {
      expect(ofKind(factsOf(path, broken), "workflow")).toEqual([]);
    },
  );

  it("tells where a file is cut off, and nothing of a chart", () => {
    expect(gapsOf(path, 'jobs:\n  - job: "x').map(({ line }) => line)).toEqual([2]);
    expect(factsOf("charts/a/templates/job.yml", "spec: {{ .Values.x }\nsteps: text\n")).toEqual([]);
  });

  it("bounds conditions in conditions", () => {
    const lines = Array.from(
      { length: 30 },
      (_, i) => `a${i + 1}: &a${i + 1} [{"\${{ if x }}": *a${i}}, {"\${{ else }}": *a${i}}]`,
    );
    const bomb = `a0: &a0 [{script: x}]\n${lines.join("\n")}\njobs:\n  - job: evals\n    steps: *a30\n  - job: b\n    steps: *a2\n`;
    expect(read(bomb).jobs[0]?.steps.length).toBeLessThan(1_000);
  });

  it("never keeps a secret of a script", () => {
    const written = JSON.stringify(
      job("steps: [{script: 'OPENAI_API_KEY=sk-proj-Zq8vT1mLx0WcR5uYb7NdKe3HfJs9GpAa npm test'}]"),
    );
    expect(written).not.toContain("Zq8vT1mLx0WcR5uYb7NdKe3HfJs9GpAa");
  });
});
