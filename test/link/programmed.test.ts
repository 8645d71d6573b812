import { describe, expect, it } from "vitest";
import type { Files } from "../support/program.ts";
import { bound, shown, stackOf } from "./infrastructure/bindings.ts";

const lines = (files: Files, ...variables: string[]): string[] =>
  bound(files, ...variables).map((line) => line.replace(/ @ .*/, ""));

describe("SST", () => {
  const config = (body: string): string =>
    `/// <reference path="./.sst/platform/config.d.ts" />\nexport default $config({\n  app(input) {\n    return { name: "agent", removal: input?.stage === "production" ? "retain" : "remove" };\n  },\n  async run() {\n${body}\n  },\n});\n`;
  const scripts =
    '{ "name": "agent", "scripts": { "deploy": "sst deploy --stage production", "stage": "sst deploy --stage staging" } }';

  it("gives a function its variables in the stages that scripts deploy", () => {
    const files = {
      "package.json": scripts,
      "sst.config.ts": config(
        'const docs = new sst.aws.Bucket("Docs");\nnew sst.aws.Function("Agent", { handler: "src/agent.handler", environment: { INDEX: `kb-${$app.stage}`, SHARED: "kb-prod", BUCKET: docs.name } });',
      ),
    };
    expect(lines(files)).toEqual([
      'production BUCKET = "Docs of sst.config.ts (production) name"',
      'production INDEX = "kb-production"',
      'production SHARED = "kb-prod"',
      'staging BUCKET = "Docs of sst.config.ts (staging) name"',
      'staging INDEX = "kb-staging"',
      'staging SHARED = "kb-prod"',
    ]);
  });

  it("tells a resource that is made in production and looked up elsewhere", () => {
    const files = {
      "package.json": scripts,
      "sst.config.ts": config(
        'const docs = $app.stage === "production" ? new sst.aws.Bucket("Docs") : sst.aws.Bucket.get("Docs", "acme-docs-prod");\nnew sst.aws.Function("Agent", { handler: "src/agent.handler", environment: { BUCKET: docs.name } });',
      ),
    };
    expect(lines(files)).toEqual([
      'production BUCKET = "Docs of sst.config.ts (production) name"',
      'staging BUCKET = "acme-docs-prod"',
    ]);
  });

  it("links secrets and resources to what code reads of them", () => {
    const files = {
      "package.json": scripts,
      "sst.config.ts": config(
        'const key = new sst.Secret("OpenAiKey");\nconst docs = new sst.aws.Bucket("Docs");\nnew sst.aws.Function("Agent", { handler: "src/agent.handler", link: [key, docs] });',
      ),
    };
    expect(lines(files, "sst:OpenAiKey.value", "sst:Docs.name")).toEqual([
      'production sst:Docs.name = "Docs of sst.config.ts (production) name"',
      "production sst:OpenAiKey.value = sst-secret:*:production/OpenAiKey",
      'staging sst:Docs.name = "Docs of sst.config.ts (staging) name"',
      "staging sst:OpenAiKey.value = sst-secret:*:staging/OpenAiKey",
    ]);
  });

  it("lets code read what it is linked to", () => {
    const files = {
      "package.json": scripts,
      "sst.config.ts": config(
        'const key = new sst.Secret("PineconeKey");\nnew sst.aws.Function("Agent", { handler: "src/agent.handler", link: [key], environment: { PINECONE_INDEX: "kb-prod" } });',
      ),
      "src/kb.ts":
        'import { Pinecone } from "@pinecone-database/pinecone";\nimport { Resource } from "sst";\nexport const index = new Pinecone({ apiKey: Resource.PineconeKey.value }).index(process.env.PINECONE_INDEX!);\nexport const search = () => index.query({ topK: 1, vector: [] });\n',
    };
    const { credentials, stores } = stackOf(files);
    const found = credentials.find(({ provider }) => provider === "pinecone");
    expect(found?.values.map(({ environment, value }) => `${environment} ${shown(value)}`)).toEqual([
      "production sst-secret:*:production/PineconeKey",
      "staging sst-secret:*:staging/PineconeKey",
    ]);
    expect(stores[0]?.identities.map(({ environment, identity }) => [environment, identity.kind])).toEqual([
      ["production", "known"],
      ["staging", "known"],
    ]);
  });
});

describe("Pulumi", () => {
  const stacks: Files = {
    "infra/package.json": '{ "name": "infra" }',
    "infra/Pulumi.yaml": "name: acme\nruntime: nodejs\n",
    "infra/Pulumi.prod.yaml":
      "config:\n  aws:region: eu-west-1\n  acme:index: kb-prod\n  acme:openaiKey:\n    secure: AAABAPx1\n",
    "infra/Pulumi.dev.yaml": "config:\n  acme:index: kb-dev\n  acme:openaiKey:\n    secure: AAABAQz9\n",
  };

  it("gives a function the settings of each stack", () => {
    const program =
      'import * as aws from "@pulumi/aws";\nimport * as pulumi from "@pulumi/pulumi";\nconst config = new pulumi.Config();\nconst stack = pulumi.getStack();\nconst key = config.requireSecret("openaiKey");\nconst table = new aws.dynamodb.Table("chats", { name: `chats-${stack}` });\nconst shared = aws.s3.getBucket({ bucket: "acme-docs-prod" });\nnew aws.lambda.Function("agent", { environment: { variables: { INDEX: config.require("index"), OPENAI_API_KEY: key, TABLE: table.name, STAGE: stack, URL: pulumi.interpolate`https://${stack}.example.com` } } });\n';
    expect(lines({ ...stacks, "infra/index.ts": program })).toEqual([
      'dev INDEX = "kb-dev"',
      "dev OPENAI_API_KEY = pulumi-secret:*:dev/openaiKey",
      'dev STAGE = "dev"',
      'dev TABLE = "chats-dev"',
      'dev URL = "https://dev.example.com" (http dev.example.com)',
      'prod INDEX = "kb-prod"',
      "prod OPENAI_API_KEY = pulumi-secret:*:prod/openaiKey",
      'prod STAGE = "prod"',
      'prod TABLE = "chats-prod"',
      'prod URL = "https://prod.example.com" (http prod.example.com)',
      'infra/dev pulumi:index = "kb-dev"',
      "infra/dev pulumi:openaiKey = pulumi-secret:*:dev/openaiKey",
      'infra/prod pulumi:aws:region = "eu-west-1"',
      'infra/prod pulumi:index = "kb-prod"',
      "infra/prod pulumi:openaiKey = pulumi-secret:*:prod/openaiKey",
    ]);
  });
});

describe("a container that Pulumi declares", () => {
  const account = '["123456789012"]';
  const files = (more: Files = {}): Files => ({
    "package.json": '{ "name": "agent" }',
    "infra/Pulumi.prod.yaml": `config:\n  aws:region: eu-west-1\n  aws:allowedAccountIds: ${account}\n  agent:domain: kb\n`,
    "infra/Pulumi.dev.yaml": `config:\n  aws:region: eu-west-1\n  aws:allowedAccountIds: ${account}\n`,
    "infra/index.ts":
      'import * as aws from "@pulumi/aws";\nimport * as pulumi from "@pulumi/pulumi";\nconst config = new pulumi.Config("agent");\nconst stack = pulumi.getStack();\nconst kb = aws.opensearch.getDomainOutput({ domainName: config.get("domain") ?? "kb-shared" });\nconst role = new aws.iam.Role(`agent-${stack}`, {});\nnew aws.ecs.TaskDefinition("agent", { family: "agent", taskRoleArn: role.arn, containerDefinitions: pulumi.jsonStringify([{ name: "agent", environment: [{ name: "KB", value: pulumi.interpolate`https://${kb.endpoint}` }], secrets: [{ name: "TOKEN", valueFrom: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:agent/${stack}` }] }]) });\n',
    ...more,
  });
  const given = (more?: Files): string[] => lines(files(more), "AWS_SECRET_ACCESS_KEY", "KB", "TOKEN");

  it("has its variables, its secrets and its role in each stack", () => {
    expect(given()).toEqual([
      "dev AWS_SECRET_ACCESS_KEY = aws-role:*:agent-dev of infra/index.ts (dev) arn",
      'dev KB = "https://kb-shared endpoint in eu-west-1 in account 123456789012" (http kb-shared endpoint in eu-west-1 in account 123456789012)',
      "dev TOKEN = aws-secrets-manager:*:arn:aws:secretsmanager:eu-west-1:123456789012:secret:agent/dev",
      "prod AWS_SECRET_ACCESS_KEY = aws-role:*:agent-prod of infra/index.ts (prod) arn",
      'prod KB = "https://kb endpoint in eu-west-1 in account 123456789012" (http kb endpoint in eu-west-1 in account 123456789012)',
      "prod TOKEN = aws-secrets-manager:*:arn:aws:secretsmanager:eu-west-1:123456789012:secret:agent/prod",
    ]);
  });

  it.each<[string, Files]>([
    [
      "a command sets",
      { "package.json": '{ "name": "agent", "scripts": { "up": "pulumi config set domain x && pulumi up" } }' },
    ],
    [
      "an environment elsewhere sets",
      { "infra/Pulumi.dev.yaml": `environment: [acme]\nconfig:\n  aws:allowedAccountIds: ${account}\n` },
    ],
  ])("takes no default for a setting that %s", (_, more) => {
    expect(given(more).find((line) => line.startsWith("dev KB"))).toMatch(/^dev KB = \?/);
  });

  it("looks nothing up in an account that is not known", () => {
    const open = { "infra/Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n" };
    expect(given(open).find((line) => line.startsWith("dev KB"))).toMatch(/^dev KB = \? the account in which/);
  });
});

describe("CDK", () => {
  const stack =
    'import { Stack, type StackProps } from "aws-cdk-lib";\nimport * as lambda from "aws-cdk-lib/aws-lambda";\nimport * as s3 from "aws-cdk-lib/aws-s3";\nimport * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";\nimport type { Construct } from "constructs";\ninterface Props extends StackProps { stage: string; index: string }\nexport class AgentStack extends Stack {\n  constructor(scope: Construct, id: string, props: Props) {\n    super(scope, id, props);\n    const docs = s3.Bucket.fromBucketName(this, "Docs", "acme-docs-prod");\n    const key = secretsmanager.Secret.fromSecretNameV2(this, "Key", `agent/${props.stage}/openai`);\n    new lambda.Function(this, "Agent", { environment: { INDEX: props.index, BUCKET: docs.bucketName, STAGE: props.stage, OPENAI_API_KEY: key.secretValue.unsafeUnwrap() } });\n  }\n}\n';

  it("follows a stack for each environment that it is made for", () => {
    const app =
      'import { App } from "aws-cdk-lib";\nimport { AgentStack } from "./stack";\nconst app = new App();\nnew AgentStack(app, "Agent-prod", { stage: "prod", index: "kb-prod" });\nnew AgentStack(app, "Agent-staging", { stage: "staging", index: "kb-staging" });\n';
    expect(lines({ "cdk/app.ts": app, "cdk/stack.ts": stack }, "BUCKET", "INDEX", "OPENAI_API_KEY", "STAGE")).toEqual([
      'prod BUCKET = "acme-docs-prod"',
      'prod INDEX = "kb-prod"',
      "prod OPENAI_API_KEY = aws-secrets-manager:*:agent/prod/openai",
      'prod STAGE = "prod"',
      'staging BUCKET = "acme-docs-prod"',
      'staging INDEX = "kb-staging"',
      "staging OPENAI_API_KEY = aws-secrets-manager:*:agent/staging/openai",
      'staging STAGE = "staging"',
    ]);
  });
});

describe("the account of a stack", () => {
  const stack =
    'import { Stack } from "aws-cdk-lib";\nimport * as lambda from "aws-cdk-lib/aws-lambda";\nimport { StringParameter } from "aws-cdk-lib/aws-ssm";\nexport class AgentStack extends Stack {\n  constructor(scope: any, id: string, props: { stage: string; env: { account: string } }) {\n    super(scope, id, props);\n    new lambda.Function(this, "Agent", { environment: { OPENAI_API_KEY: StringParameter.valueForStringParameter(this, "/agent/openai") } });\n  }\n}\n';
  const app = (prod: string, dev: string): Files => ({
    "cdk/stack.ts": stack,
    "cdk/app.ts": `import { App } from "aws-cdk-lib";\nimport { AgentStack } from "./stack";\nconst app = new App();\nnew AgentStack(app, "A", { stage: "prod", env: { account: "${prod}" } });\nnew AgentStack(app, "B", { stage: "dev", env: { account: "${dev}" } });\n`,
  });

  it.each([
    ["tells a parameter of one name apart", "417730158862", "908215544307"],
    ["makes it one where it is one", "417730158862", "417730158862"],
  ])("%s", (_, prod, dev) => {
    expect(lines(app(prod, dev), "OPENAI_API_KEY")).toEqual([
      `dev OPENAI_API_KEY = aws-ssm:account ${dev}:/agent/openai`,
      `prod OPENAI_API_KEY = aws-ssm:account ${prod}:/agent/openai`,
    ]);
  });

  it.each([
    ["tells a table of one name apart", "908215544307", 2],
    ["makes it one where it is one", "417730158862", 1],
  ])("%s, which code opens", (_, dev, count) => {
    const files = {
      ...app("417730158862", dev),
      "cdk/stack.ts": stack
        .replace("aws-cdk-lib/aws-ssm", "aws-cdk-lib/aws-dynamodb")
        .replace("{ StringParameter }", "{ Table }")
        .replace(/OPENAI_API_KEY: .*? } }/, 'TABLE: Table.fromTableName(this, "Memory", "memory").tableName } }'),
      "src/memory.ts":
        'import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";\nconst db = new DynamoDBClient({});\nexport const recall = (id: string) => db.send(new GetItemCommand({ TableName: process.env.TABLE!, Key: { id: { S: id } } }));\n',
    };
    const [store] = stackOf(files).stores;
    expect(store?.identities.map(({ environment }) => environment)).toEqual(["dev", "prod"]);
    expect(new Set(store?.identities.map(({ identity }) => JSON.stringify(identity))).size).toBe(count);
  });
});

describe("Alchemy", () => {
  const run = (body: string): string =>
    `import alchemy from "alchemy";\nimport { D1Database, KVNamespace, VectorizeIndex, Worker } from "alchemy/cloudflare";\nconst app = await alchemy("agent", { stage: process.env.STAGE ?? "dev" });\n${body}\nawait app.finalize();\n`;
  const scripts =
    '{ "name": "agent", "scripts": { "deploy": "alchemy deploy --stage prod", "stage": "alchemy deploy --stage staging" } }';

  it("binds a Worker to what is named for the stage, and to what is not", () => {
    const files = {
      "package.json": scripts,
      "alchemy.run.ts": run(
        'const db = await D1Database("db", { name: `agent-db-${app.stage}` });\nconst kb = await VectorizeIndex("kb", { name: "agent-kb-prod", dimensions: 3 });\nconst cache = await KVNamespace("cache");\nexport const worker = await Worker("api", { entrypoint: "./src/worker.ts", bindings: { DB: db, KB: kb, CACHE: cache, MODEL: "gpt-4.1", OPENAI_API_KEY: alchemy.secret(process.env.OPENAI_API_KEY) } });',
      ),
      "src/worker.ts": "export default { fetch: (request: Request, env: Env) => env.KB.query([1]) };\n",
    };
    expect(lines(files, "MODEL")).toEqual(['prod MODEL = "gpt-4.1"', 'staging MODEL = "gpt-4.1"']);
    const stores = stackOf(files).stores.map(({ name, identities }) =>
      [
        name,
        ...identities.map(
          ({ environment, identity }) =>
            `${environment} ${identity.kind === "known" ? identity.address.name : identity.kind}`,
        ),
      ].join(" | "),
    );
    expect(stores).toEqual([
      "D1 database DB | prod agent-db-prod | staging agent-db-staging",
      "Vectorize index KB | prod agent-kb-prod | staging agent-kb-prod",
      "KV namespace CACHE | prod cache of alchemy.run.ts (prod) name | staging cache of alchemy.run.ts (staging) name",
    ]);
  });
});

it("takes nothing for infrastructure that only sounds like it", () => {
  const files = {
    "src/tools.ts":
      'import { Bucket } from "./bucket";\nconst env = process.env.APP_ENV;\nexport const b = new Bucket("docs", { name: env === "production" ? "a" : "b" });\n',
    "src/bucket.ts": "export class Bucket { constructor(public id: string, public props: { name: string }) {} }\n",
  };
  expect(lines(files)).toEqual([]);
});
