import { describe, expect, it } from "vitest";
import { bitbucketPipelines } from "../../src/extract/bitbucket-pipelines.ts";
import type { JobFact, WorkflowFact } from "../../src/model/workflow-facts.ts";
import { factsOf, gapsOf, ofKind, shown, showSpan } from "../support/extract.ts";

const path = "bitbucket-pipelines.yml";
const workflows = (text: string): readonly WorkflowFact[] => ofKind(factsOf(path, text), "workflow");
const jobs = (items: string): readonly JobFact[] =>
  workflows(`pipelines:\n  default:\n${items.replace(/^/gm, "    ")}\n`).flatMap((workflow) => workflow.jobs);

it.each([
  ["bitbucket-pipelines.yml", true],
  ["bitbucket-pipelines.yml.disabled", false],
  ["pipelines.yml", false],
])("%s: %s", (file, wanted) => {
  expect(bitbucketPipelines.wants(file, "source")).toBe(wanted);
});

it("reads every pipeline with what starts it", () => {
  const text =
    "pipelines:\n  default:\n    - step: {script: [a]}\n  branches:\n    main:\n      - step: {script: [b]}\n  pull-requests:\n    '**':\n      - step: {script: [c]}\n  custom:\n    nightly:\n      - variables: [{name: WHERE}, {name: A, default: a}]\n      - step: {script: [d]}\n";
  expect(
    workflows(text).map(({ name, triggers }) => [name, ...triggers.flatMap((t) => [t.event, ...t.branches])]),
  ).toEqual([
    ["default", "push"],
    ["branches main", "push", "main"],
    ["pull-requests **", "pull_request"],
    ["custom nightly", "manual"],
  ]);
  expect(shown(workflows(text)[3]?.env ?? [])).toEqual(["WHERE = given when the pipeline is started <>", "A = a"]);
});

it("finds steps alone, in parallel and in stages, with the deployment of the stage", () => {
  const found = jobs(
    "- step: {name: a, script: [x]}\n- parallel:\n    - step: {script: [x]}\n- parallel:\n    steps:\n      - step: {name: c, script: [x]}\n- stage:\n    deployment: Staging\n    steps:\n      - step: {name: d, script: [x]}\n- step: {name: e, deployment: Production, script: [x]}",
  );
  expect(found.map(({ id, environment }) => [id, environment?.name])).toEqual([
    ["a", undefined],
    ["step 2", undefined],
    ["c", undefined],
    ["d", "Staging"],
    ["e", "Production"],
  ]);
});

it("reads scripts and pipes", () => {
  const [job] = jobs(
    "- step:\n    script:\n      - npm ci\n      - pipe: atlassian/aws-ecs-deploy:2\n        variables:\n          KEY: $KEY\n      - npm test",
  );
  expect(job?.steps.map(({ run, uses, env, span }) => [run ?? uses, ...shown(env), showSpan(span)])).toEqual([
    ["npm ci\nnpm test", "5:11-9:21"],
    ["atlassian/aws-ecs-deploy:2", "KEY = environment:KEY", "6:13-8:24"],
  ]);
});

it("finds services where they are defined", () => {
  const text =
    "definitions:\n  services:\n    db: {image: postgres:16}\npipelines:\n  default:\n    - step: {services: [docker, db, other], script: [x]}\n";
  expect(workflows(text)[0]?.jobs[0]?.services.map(({ image, span }) => `${image} ${span.startLine}`)).toEqual([
    "postgres:16 3",
  ]);
});

it("knows runners of one's own, and tells what is imported", () => {
  expect(jobs("- step: {runs-on: [self.hosted, linux], script: [x]}")[0]?.runsOn).toEqual(["self-hosted", "linux"]);
  expect(gapsOf(path, "pipelines:\n  custom:\n    x: {import: shared:main:x}\n").map(({ reason }) => reason)).toEqual([
    "the pipeline x is imported from shared:main:x, which is not read",
  ]);
});

describe("hostile input", () => {
  const text = "pipelines:\n  default:\n    - step:\n        script:\n          - npm test\n";

  it("reads CRLF and a byte order mark as without", () => {
    expect(workflows(text.replaceAll("\n", "\r\n"))).toEqual(workflows(text));
    expect(workflows(`\uFEFF${text}`)).toEqual(workflows(text));
  });

  it.each([
    "",
    "- a\n",
    "pipelines: text\n",
    "pipelines: [\n",
    "# pipelines:\n",
    "pipelines:\n  default:\n    - step: x\n",
  ])("gives no job for %j", (broken) => {
    expect(workflows(broken).flatMap((workflow) => workflow.jobs)).toEqual([]);
  });

  it("tells where a file is cut off", () => {
    expect(gapsOf(path, 'pipelines:\n  default: "x').map(({ line }) => line)).toEqual([2]);
  });

  it("bounds aliases of aliases of steps", () => {
    const lines = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} {parallel: [*a${i}, *a${i}]}`);
    const bomb = `a0: &a0 {step: {script: [x]}}\n${lines.join("\n")}\npipelines:\n  default: [*a30, *a4]\n`;
    expect(workflows(bomb)[0]?.jobs.length).toBeLessThan(100);
  });
});
