import { describe, expect, it } from "vitest";
import type { Files } from "../../support/program.ts";
import { bound, stackOf } from "../infrastructure/bindings.ts";

const deployment =
  "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: desk }\nspec:\n  template:\n    spec:\n      containers:\n        - name: desk\n          image: desk:1\n          env:\n            - name: INDEX\n              value: {{ .Values.store.index }}\n";
const chart: Files = {
  "chart/Chart.yaml": "apiVersion: v2\nname: desk\nversion: 0.1.0\n",
  "chart/values.yaml": "store:\n  index: kb\n",
  "chart/templates/desk.yaml": deployment,
};
const shown = (files: Files): string[] => bound(files, "INDEX").map((line) => line.replace(/ @ .*/, ""));

describe("values on the command line of helm", () => {
  const upgraded = (options: string): string[] =>
    shown({ ...chart, Makefile: `deploy-staging:\n\thelm upgrade desk ./chart -n staging ${options}\n` });

  it.each<[options: string, expected: string]>([
    ["", '"kb"'],
    ["--set store.index=kb-staging", '"kb-staging"'],
    ["--set image.tag=7,store.index=kb-staging", '"kb-staging"'],
    ["--set-string store.index=kb-staging", '"kb-staging"'],
    ["--set store.index=$INDEX", "? INDEX is an expression in staging"],
    ["--set-file store.index=index.txt", "? INDEX is an expression in staging"],
    ["--set other=kb-staging", '"kb"'],
  ])("%s", (options, expected) => {
    expect(upgraded(options)).toEqual([`staging INDEX = ${expected}`]);
  });
});

describe("an ApplicationSet of Argo CD", () => {
  const set = (generators: string): string =>
    `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: desk }\nspec:\n  generators:\n${generators}  template:\n    metadata: { name: 'desk-{{env}}' }\n    spec:\n      source:\n        path: chart\n        helm:\n          valueFiles: ['{{file}}']\n      destination: { namespace: '{{env}}' }\n`;

  it("makes an application of each element of a list", () => {
    const list =
      "    - list:\n        elements:\n          - { env: staging, file: values-one.yaml }\n          - { env: production, file: values-two.yaml }\n";
    const values = {
      "chart/values-one.yaml": "store: { index: kb-1 }\n",
      "chart/values-two.yaml": "store: { index: kb-2 }\n",
    };
    expect(shown({ ...chart, ...values, "argo/desk.yaml": set(list) })).toEqual([
      'production INDEX = "kb-2"',
      'staging INDEX = "kb-1"',
    ]);
  });

  it("says that it looks around elsewhere", () => {
    const git =
      "    - git:\n        repoURL: https://git.example.com/desk\n        directories: [{ path: clusters/* }]\n";
    expect(stackOf({ ...chart, "argo/desk.yaml": set(git) }).gaps).toContainEqual({
      path: "argo/desk.yaml",
      reason: "a generator of this ApplicationSet is not followed",
      line: 6,
    });
  });
});

describe("samconfig.toml", () => {
  const template =
    'AWSTemplateFormatVersion: "2010-09-09"\nTransform: AWS::Serverless-2016-10-31\nParameters:\n  IndexName: { Type: String }\nResources:\n  Desk:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment:\n        Variables:\n          INDEX: !Ref IndexName\n';
  const config = (trial: string): string =>
    `version = 0.1\n[staging.deploy.parameters]\nparameter_overrides = ${trial}\n[production.deploy.parameters]\nparameter_overrides = ["IndexName=kb"]\n`;

  it.each<[trial: string, expected: string]>([
    ['"IndexName=kb Size=2"', '"kb"'],
    ['"Size=2 IndexName=\\"kb-staging\\""', '"kb-staging"'],
    ['["Size=2", "IndexName=kb-staging"]', '"kb-staging"'],
    ['"Size=2"', "?"],
  ])("gives the template its parameters: %s", (trial, expected) => {
    const lines = shown({ "template.yaml": template, "samconfig.toml": config(trial) });
    const told = expected === "?" ? [] : [`staging INDEX = ${expected}`];
    expect(lines).toEqual(['production INDEX = "kb"', ...told]);
  });
});

it("what a blueprint of Render deploys beside previews and staging is production's", () => {
  const blueprint =
    "services:\n  - type: web\n    name: desk\n    runtime: node\n    envVars:\n      - { key: INDEX, value: kb, previewValue: kb-preview }\n  - type: web\n    name: desk-staging\n    runtime: node\n    envVars:\n      - { key: INDEX, value: kb-staging }\n";
  expect(shown({ "render.yaml": blueprint })).toEqual([
    'preview INDEX = "kb-preview"',
    'production INDEX = "kb"',
    'staging INDEX = "kb-staging"',
  ]);
});
