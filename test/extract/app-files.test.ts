import { describe, expect, it } from "vitest";
import { extractors } from "../../src/extract/index.ts";
import { bindingsOf, factsOf, gapsOf, shown } from "../support/extract.ts";

const key = "Zp4vQ9xLm2Pz7Kd1Rw8Yb3Nc6Hf5Jg0A";

/** `environment service: NAME = value, …` for each block. */
const told = (path: string, text: string): string[] =>
  bindingsOf(path, text).map(
    ({ environment, service, entries }) => `${environment} ${service}: ${shown(entries).join(", ")}`,
  );

const task = (family: string, from: string, role = ""): string =>
  JSON.stringify({
    family,
    ...(role === "" ? {} : { executionRoleArn: role }),
    containerDefinitions: [
      {
        name: "agent",
        image: "acme/agent:1",
        environment: [{ name: "INDEX", value: "docs" }],
        secrets: [{ name: "KEY", valueFrom: from }],
      },
    ],
  });

const sam = (variables: string): string => `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage:
    Type: String
    AllowedValues: [staging, prod]
Mappings:
  Settings:
    staging: {index: docs-staging}
    prod: {index: docs}
Globals:
  Function:
    Environment:
      Variables:
        SHARED: same
Resources:
  AgentFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/agent.handler
      Environment:
        Variables:
${variables}
`;

describe("applications' files", () => {
  it.each<[string, string, string, string[]]>([
    [
      "a task of ECS",
      "deploy/task-definition.staging.json",
      task("agent", "/agent/openai"),
      ["staging agent: INDEX = docs, KEY = aws-ssm:/agent/openai"],
    ],
    [
      "a task of ECS that its family names",
      "task-definition.json",
      task("agent-prod", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:agent-Ab12Cd"),
      [
        "prod agent: INDEX = docs, KEY = aws-secrets-manager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:agent-Ab12Cd",
      ],
    ],
    [
      "a task of ECS in a known account",
      "ecs/prod/taskdef.json",
      task("agent", "/agent/openai", "arn:aws:iam::123456789012:role/exec"),
      ["prod agent: INDEX = docs, KEY = aws-ssm:123456789012//agent/openai"],
    ],
    [
      "App Engine",
      "app.staging.yaml",
      "runtime: nodejs22\nservice: agent\nenv_variables:\n  INDEX: docs\n",
      ["staging agent: INDEX = docs"],
    ],
    [
      "App Runner",
      "deploy/prod/apprunner.yaml",
      "version: 1.0\nruntime: nodejs18\nrun:\n  command: node agent.js\n  env: [{name: INDEX, value: docs}]\n  secrets: [{name: KEY, value-from: 'arn:aws:ssm:eu-west-1:123456789012:parameter/agent'}]\n",
      ["prod null: INDEX = docs, KEY = aws-ssm:arn:aws:ssm:eu-west-1:123456789012:parameter/agent"],
    ],
    [
      "DigitalOcean",
      ".do/app.yaml",
      "name: agent-staging\nenvs: [{key: REGION, value: eu}]\nservices:\n  - name: web\n    envs:\n      - {key: INDEX, value: docs}\n      - {key: KEY, value: 'EV[1:abc:def]', type: SECRET}\n      - {key: URL, value: '${db.DATABASE_URL}'}\n",
      ["staging web: REGION = eu, INDEX = docs, KEY = kept by the platform <>, URL = a variable of another part <>"],
    ],
    [
      "a container app of Azure",
      "containerapp.prod.yaml",
      "name: agent\nproperties:\n  configuration:\n    secrets:\n      - {name: openai, keyVaultUrl: 'https://acme.vault.azure.net/secrets/openai'}\n      - {name: own}\n  template:\n    containers:\n      - image: acme/agent\n        name: agent\n        env:\n          - {name: INDEX, value: docs}\n          - {name: KEY, secretRef: openai}\n          - {name: OTHER, secretRef: own}\n",
      [
        "prod agent: INDEX = docs, KEY = azure-key-vault:https://acme.vault.azure.net/secrets/openai, OTHER = container-app-secret:agent/own",
      ],
    ],
    [
      "Heroku",
      "app.json",
      '{"name": "agent", "env": {"INDEX": "docs", "KEY": {"required": true}}, "environments": {"review": {"env": {"INDEX": {"value": "docs-review"}}}}}',
      ["null null: INDEX = docs, KEY = set in the dashboard <>", "review null: INDEX = docs-review"],
    ],
    [
      "a unit of systemd",
      "deploy/agent-staging.service",
      '[Unit]\nDescription=x\n[Service]\nEnvironment=INDEX=docs "NAME=a b"\nEnvironment=REGION=eu\nEnvironmentFile=-/etc/agent/staging.env\nExecStart=/usr/bin/node agent.js\n',
      ["staging agent: INDEX = docs, NAME = a b, REGION = eu"],
    ],
    [
      "a development container",
      ".devcontainer/devcontainer.json",
      '{"containerEnv": {"INDEX": "docs"}, "remoteEnv": {"KEY": "${localEnv:OPENAI_API_KEY}", "PATH": "${containerEnv:PATH}:/x"}, // x\n}',
      ["development null: INDEX = docs, KEY = environment:OPENAI_API_KEY, PATH = ${containerEnv:PATH}:/x <>"],
    ],
    [
      "a template of SAM",
      "template.yaml",
      sam(
        "          INDEX: !FindInMap [Settings, !Ref Stage, index]\n          NAME: !Sub 'agent-${Stage}'\n          KEY: !Sub '{{resolve:ssm:/${Stage}/openai}}'\n          TOKEN: '{{resolve:secretsmanager:agent:SecretString:token}}'\n          TABLE: !Ref Table\n          STAGE: {Ref: Stage}",
      ),
      [
        "staging AgentFunction: AWS_SECRET_ACCESS_KEY = aws-role:AgentFunctionRole (staging), SHARED = same, INDEX = docs-staging, NAME = agent-staging, KEY = aws-ssm:/staging/openai, TOKEN = aws-secrets-manager:agent#token, TABLE = a resource or parameter of the stack <>, STAGE = staging",
        "prod AgentFunction: AWS_SECRET_ACCESS_KEY = aws-role:AgentFunctionRole (prod), SHARED = same, INDEX = docs, NAME = agent-prod, KEY = aws-ssm:/prod/openai, TOKEN = aws-secrets-manager:agent#token, TABLE = a resource or parameter of the stack <>, STAGE = prod",
      ],
    ],
    [
      "a stack in a folder",
      "cloudformation/agent-prod.yml",
      'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Environment: [{Name: INDEX, Value: docs}]\n          Secrets: [{Name: KEY, ValueFrom: "arn:aws:ssm:eu-west-1:123456789012:parameter/a"}]\n',
      ["prod Task: INDEX = docs, KEY = aws-ssm:arn:aws:ssm:eu-west-1:123456789012:parameter/a"],
    ],
  ])("%s", (_, path, text, expected) => {
    expect(told(path, text)).toEqual(expected);
    expect(told(path, `\uFEFF${text.replaceAll("\n", "\r\n")}`)).toEqual(expected);
  });

  it("tell stages in accounts of their own apart", () => {
    const text = (profile: string) =>
      `service: agent\nprovider:\n  name: aws\n  profile: ${profile}\n  environment: {KEY: "\${ssm:/agent/openai}"}\ncustom:\n  profiles: {staging: acme-staging, prod: acme-prod}\n  x: \${self:custom.profiles.\${opt:stage}}\n`;
    expect(told("serverless.yml", text("${self:custom.profiles.${opt:stage}}"))).toEqual([
      "staging agent: AWS_SECRET_ACCESS_KEY = aws-role:acme-staging:agent-staging-lambdaRole, KEY = aws-ssm:acme-staging:/agent/openai",
      "prod agent: AWS_SECRET_ACCESS_KEY = aws-role:acme-prod:agent-prod-lambdaRole, KEY = aws-ssm:acme-prod:/agent/openai",
    ]);
    expect(told("serverless.yml", text("acme"))[0]).toBe(
      "staging agent: AWS_SECRET_ACCESS_KEY = aws-role:acme:agent-staging-lambdaRole, KEY = aws-ssm:acme:/agent/openai",
    );
  });

  it.each([
    [
      "variables in a bucket",
      "task-definition.json",
      '{"containerDefinitions": [{"name": "a", "environmentFiles": [{"value": "arn:aws:s3:::b/x.env", "type": "s3"}]}]}',
    ],
    ["a broken task", "task-definition.json", '{"containerDefinitions": [{"environment": ['],
  ])("leave %s open", (_, path, text) => {
    expect(gapsOf(path, text).length).toBeGreaterThan(0);
  });

  it.each([
    "app.yaml",
    "app.json",
    "template.yaml",
    "task-definition.json",
    "a.service",
    "devcontainer.json",
    "Makefile",
    "Procfile",
    "run.sh",
    "Taskfile.yml",
  ])("hold no secret and cannot be broken: %s", (path) => {
    for (const text of [
      "",
      "{}",
      "[]",
      "{{ x }}",
      "[".repeat(30_000),
      `env_variables: {API_KEY: ${key}}\nrun: {env: [{name: API_KEY, value: ${key}}]}\n`,
      `{"env": {"API_KEY": "${key}"}, "scripts": {}, "containerEnv": {"API_KEY": "${key}"}, "containerDefinitions": [{"environment": [{"name": "API_KEY", "value": "${key}"}]}]}`,
      `[Service]\nEnvironment=API_KEY=${key}\nExecStart=/x --token=${key}\n`,
      `deploy:\n\tAPI_KEY=${key} node a.js --token=${key}\nweb: API_KEY=${key} node a.js\n`,
      `tasks:\n  a:\n    env: {API_KEY: ${key}}\n    cmds: ["x --token=${key}"]\n`,
      `AWSTemplateFormatVersion: x\nResources: {F: {Type: "AWS::Lambda::Function", Properties: {Environment: {Variables: {API_KEY: ${key}}}}}}\n`,
    ]) {
      for (const written of [text, text.replaceAll("\n", "\r\n"), text.slice(0, -4)]) {
        expect(JSON.stringify(factsOf(path, written))).not.toContain(key.slice(0, 8));
      }
    }
    for (const zone of ["example", "docs", "fixture"] as const)
      expect(extractors.filter(({ wants }) => wants(path, zone)).map(({ id }) => id)).toEqual([]);
  });
});
