import { describe, expect, it } from "vitest";
import { circleCi } from "../../src/extract/circleci.ts";
import type { JobFact, WorkflowFact } from "../../src/model/workflow-facts.ts";
import { factsOf, gapsOf, ofKind, shown, showSpan } from "../support/extract.ts";

const path = ".circleci/config.yml";
const workflows = (text: string): readonly WorkflowFact[] => ofKind(factsOf(path, text), "workflow");
const jobs = (text: string): readonly JobFact[] => workflows(text).flatMap((workflow) => workflow.jobs);
const job = (body: string, more = ""): JobFact => {
  const [first] = jobs(
    `jobs:\n  evals:\n${body.replace(/^/gm, "    ")}\nworkflows:\n  main:\n    jobs: [evals]\n${more}`,
  );
  if (!first) throw new Error("no job");
  return first;
};
const ran = ({ steps }: JobFact) => steps.map(({ run, uses }) => run ?? uses);

describe("which files", () => {
  it.each([
    [".circleci/config.yml", true],
    [".circleci/continue.yaml", true],
    [".circleci/config.yml.disabled", false],
    ["circleci/config.yml", false],
  ])("%s: %s", (file, wanted) => {
    expect(circleCi.wants(file, "source")).toBe(wanted);
  });
});

describe("steps", () => {
  it.each<[string, string[]]>([
    ["steps: [checkout, {run: npm test}]", ["npm test"]],
    ["steps:\n  - run:\n      name: evals\n      command: npm run eval", ["npm run eval"]],
    ["steps:\n  - when:\n      condition: true\n      steps: [{run: npm test}]", ["npm test"]],
    ["steps:\n  - node/install-packages: {pkg-manager: npm}", ["node/install-packages"]],
    ["steps: [{run: 'echo << pipeline.git.branch >>'}]", ["echo $pipeline_git_branch"]],
    ["steps: text", []],
  ])("%s", (body, expected) => {
    expect(ran(job(body))).toEqual(expected);
  });

  it("put commands in their place, with what they are given", () => {
    const commands =
      "commands:\n  rollout:\n    parameters: {to: {type: string, default: staging}}\n    steps: [{run: './rollout.sh << parameters.to >>'}]\n";
    expect(ran(job("steps: [rollout, {rollout: {to: production}}]", commands))).toEqual([
      "./rollout.sh staging",
      "./rollout.sh production",
    ]);
  });

  it("end where commands use each other in a circle", () => {
    const commands = "commands:\n  a: {steps: [b, b]}\n  b: {steps: [a, a, {run: x}]}\n";
    expect(ran(job("steps: [a]", commands)).length).toBeLessThan(500);
  });
});

it("fills in parameters, by call, by matrix and by default", () => {
  const text =
    "jobs:\n  deploy:\n    parameters: {to: {type: string, default: dev}}\n    environment: {APP_ENV: << parameters.to >>}\n    steps: []\nworkflows:\n  main:\n    jobs:\n      - deploy\n      - deploy: {name: live, to: production}\n      - deploy: {matrix: {parameters: {to: [qa, uat]}}}\n";
  expect(jobs(text).map(({ id, env }) => [id, ...shown(env)])).toEqual([
    ["deploy", "APP_ENV = dev"],
    ["live", "APP_ENV = production"],
    ["deploy-qa", "APP_ENV = qa"],
    ["deploy-uat", "APP_ENV = uat"],
  ]);
});

it("keeps the contexts of a job, and the place where they are given", () => {
  const text =
    "jobs:\n  evals: {steps: []}\nworkflows:\n  main:\n    jobs:\n      - evals:\n          context: [shared, evals]\n";
  expect(jobs(text).map(({ variableScope, span }) => [variableScope, showSpan(span)])).toEqual([
    [["shared", "evals"], "6:9-7:18"],
  ]);
});

it("takes containers beside the first for services", () => {
  const body = "docker:\n  - image: cimg/node:22\n    environment: {A: $B}\n  - image: qdrant/qdrant:v1\nsteps: []";
  expect(job(body).services.map(({ name, image }) => `${name} ${image}`)).toEqual(["qdrant qdrant/qdrant:v1"]);
  // CircleCI expands no variables here.
  expect(shown(job(body).env)).toEqual(["A = $B"]);
});

it("takes images and variables from an executor", () => {
  const executors =
    "executors:\n  node:\n    docker: [{image: cimg/node:22}, {image: postgres:16, name: db}]\n    environment: {A: a}\n";
  const found = job("executor: node\nsteps: []", executors);
  expect([found.services.map(({ name }) => name), shown(found.env)]).toEqual([["db"], ["A = a"]]);
});

it("knows runners of one's own", () => {
  expect(job("machine: true\nresource_class: harbourline/gpu\nsteps: []").runsOn).toContain("self-hosted");
});

describe("which jobs run", () => {
  it.each<[string, string[]]>([
    ["jobs:\n  build: {steps: []}\n", ["build"]],
    ["jobs:\n  a: {steps: []}\n  b: {steps: []}\nworkflows:\n  version: 2\n  w: {jobs: [a]}\n", ["a"]],
    ["workflows:\n  w: {jobs: [{hold: {type: approval}}]}\n", []],
  ])("%j", (text, ids) => {
    expect(jobs(text).map(({ id }) => id)).toEqual(ids);
  });

  it("tells schedules", () => {
    const text =
      "jobs:\n  a: {steps: []}\nworkflows:\n  w:\n    triggers: [{schedule: {cron: '0 1 * * *'}}]\n    jobs: [a]\n";
    expect(workflows(text).map(({ triggers }) => triggers.map(({ event }) => event))).toEqual([["schedule"]]);
  });
});

it("tells each orb as a gap, and its jobs as calls", () => {
  const text = "orbs:\n  aws: circleci/aws-ecr@9\nworkflows:\n  w: {jobs: [aws/build]}\n";
  expect(gapsOf(path, text).map(({ reason, line }) => `${line} ${reason}`)).toEqual([
    "2 the orb circleci/aws-ecr@9 is not in the repository and is not read",
  ]);
  expect(jobs(text).map(({ calls }) => calls?.workflow)).toEqual(["the job aws/build"]);
});

describe("hostile input", () => {
  const text = "jobs:\n  evals:\n    steps:\n      - run: npm test\nworkflows:\n  w: {jobs: [evals]}\n";

  it("reads CRLF and a byte order mark as without", () => {
    expect(workflows(text.replaceAll("\n", "\r\n"))).toEqual(workflows(text));
    expect(workflows(`\uFEFF${text}`)).toEqual(workflows(text));
  });

  it.each(["", "- a\n", "workflows: text\n", "jobs: [\n", "workflows:\n  w:\n    jobs: [{}]\n"])(
    "gives no job for %j",
    (broken) => {
      expect(jobs(broken)).toEqual([]);
    },
  );

  it("tells where a file is cut off", () => {
    expect(gapsOf(path, 'jobs:\n  a: "x').map(({ line }) => line)).toEqual([2]);
  });

  it("bounds the combinations of a matrix", () => {
    const axes = Array.from({ length: 30 }, (_, i) => `p${i}: [a, b, c]`).join(", ");
    const large = `jobs:\n  a: {steps: []}\nworkflows:\n  w:\n    jobs: [{a: {matrix: {parameters: {${axes}}}}}]\n`;
    expect(jobs(large).length).toBeLessThan(13);
  });

  it("never keeps a secret of a script", () => {
    const written = JSON.stringify(
      job("steps: [{run: 'OPENAI_API_KEY=sk-proj-Zq8vT1mLx0WcR5uYb7NdKe3HfJs9GpAa npm test'}]"),
    );
    expect(written).not.toContain("Zq8vT1mLx0WcR5uYb7NdKe3HfJs9GpAa");
  });
});
