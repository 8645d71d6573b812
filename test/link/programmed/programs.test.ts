import { describe, expect, it } from "vitest";
import { boundIn, stackFor } from "./stages.ts";

const imports =
  'import * as ecs from "aws-cdk-lib/aws-ecs";\nimport * as patterns from "aws-cdk-lib/aws-ecs-patterns";\nimport * as lambda from "aws-cdk-lib/aws-lambda";\nimport { Table } from "aws-cdk-lib/aws-dynamodb";\nimport { Secret } from "aws-cdk-lib/aws-secretsmanager";';
const given =
  'environment: { TABLE: Table.fromTableName(this, "Memory", "memory").tableName, INDEX: `kb-${stage}` }, secrets: { API_KEY: ecs.Secret.fromSecretsManager(Secret.fromSecretNameV2(this, "Keys", `agent/${stage}`), "openai") }';
const expected = [
  "live API_KEY = aws-secrets-manager:account 417730158862:agent/live#openai",
  'live INDEX = "kb-live"',
  'live TABLE = "memory"',
  "stage API_KEY = aws-secrets-manager:account 417730158862:agent/stage#openai",
  'stage INDEX = "kb-stage"',
  'stage TABLE = "memory"',
];

describe("a container of CDK has what its stack gives it", () => {
  it.each([
    ["Fargate", `const task = new ecs.FargateTaskDefinition(this, "T");\ntask.addContainer("app", { ${given} });`],
    ["EC2", `new ecs.Ec2TaskDefinition(this, "T").addContainer("app", { ${given} });`],
    ["a host outside", `new ecs.ExternalTaskDefinition(this, "T").addContainer("app", { ${given} });`],
    [
      "its own class",
      `const taskDefinition = new ecs.TaskDefinition(this, "T", {});\nnew ecs.ContainerDefinition(this, "C", { taskDefinition, ${given} });`,
    ],
    [
      "a service behind a balancer",
      `new patterns.ApplicationLoadBalancedFargateService(this, "S", { taskImageOptions: { ${given} } });`,
    ],
    [
      "the task of such a service",
      `const service = new patterns.NetworkLoadBalancedFargateService(this, "S", {});\nservice.taskDefinition.addContainer("app", { ${given} });`,
    ],
    ["a service behind a queue", `new patterns.QueueProcessingFargateService(this, "S", { ${given} });`],
    [
      "a scheduled task",
      `new patterns.ScheduledFargateTask(this, "S", { scheduledFargateTaskImageOptions: { ${given} } });`,
    ],
  ])("%s", (_, body) => {
    expect(boundIn(stackFor(imports, body), "API_KEY", "INDEX", "TABLE")).toEqual(expected);
  });

  it("also what is added later", () => {
    const body =
      'const keys = Secret.fromSecretNameV2(this, "Keys", `agent/${stage}`);\nconst task = new ecs.FargateTaskDefinition(this, "T");\nconst app = task.addContainer("app", {});\napp.addEnvironment("INDEX", `kb-${stage}`);\napp.addSecret("API_KEY", ecs.Secret.fromSecretsManager(keys));';
    expect(boundIn(stackFor(imports, body), "API_KEY", "INDEX")).toEqual([
      "live API_KEY = aws-secrets-manager:account 417730158862:agent/live",
      'live INDEX = "kb-live"',
      "stage API_KEY = aws-secrets-manager:account 417730158862:agent/stage",
      'stage INDEX = "kb-stage"',
    ]);
  });
});

it("tells a secret that each stack makes, and its fields", () => {
  const body =
    'const keys = new Secret(this, "Keys");\nnew ecs.FargateTaskDefinition(this, "T").addContainer("app", { secrets: { A: ecs.Secret.fromSecretsManager(keys, "a"), B: ecs.Secret.fromSecretsManager(keys, "b") } });';
  const made = boundIn(stackFor(imports, body), "A", "B").map((line) => line.replace(/.* = /, ""));
  expect(made).toHaveLength(4);
  expect(new Set(made).size).toBe(4);
  expect(made.every((one) => one.startsWith("terraform-secret:*:Keys of"))).toBe(true);
});

it("does not guess a field whose name is computed", () => {
  const body =
    'const keys = Secret.fromSecretNameV2(this, "Keys", "agent");\nnew ecs.FargateTaskDefinition(this, "T").addContainer("app", { secrets: { A: ecs.Secret.fromSecretsManager(keys, pick()) } });';
  expect(boundIn(stackFor(`${imports}\nimport { pick } from "pick";`, body), "A")).toEqual([
    "live A = ? which part of a secret it is is not known",
    "stage A = ? which part of a secret it is is not known",
  ]);
});

describe("a function of CDK is given a variable", () => {
  const body = (test: string): string =>
    `const fn = new lambda.Function(this, "Agent", {});\n${test}fn.addEnvironment("INDEX", "kb-prod");`;

  it("in every stage", () => {
    expect(boundIn(stackFor(imports, body("")), "INDEX")).toEqual([
      'live INDEX = "kb-prod"',
      'stage INDEX = "kb-prod"',
    ]);
  });

  it("in the one that a test tells apart", () => {
    expect(boundIn(stackFor(imports, body('if (stage === "live") ')), "INDEX")).toEqual(['live INDEX = "kb-prod"']);
  });

  it("perhaps, where the test is open", () => {
    const files = stackFor(`${imports}\nimport { isOn } from "flags";`, body("if (isOn()) "));
    expect(boundIn(files, "INDEX")).toEqual([
      "live INDEX = ? whether the program is given it is not known",
      "stage INDEX = ? whether the program is given it is not known",
    ]);
  });
});

it("takes a method of that name on something else for nothing", () => {
  const body = 'const page = new Page();\npage.addContainer("app", { environment: { INDEX: "kb" } });';
  expect(boundIn(stackFor(`${imports}\nimport { Page } from "pages";`, body))).toEqual([]);
});
