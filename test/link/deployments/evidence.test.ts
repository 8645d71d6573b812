import { describe, expect, it } from "vitest";
import type { Files } from "../../support/program.ts";
import { boundIn, openEnds } from "./deployed.ts";

const pkg = (scripts: Readonly<Record<string, string>>): string => JSON.stringify({ name: "agent", scripts });
const service = (lines: string): string => `services:\n  agent:\n    image: acme/agent\n    environment:\n${lines}`;
const workflow = (name: string, run: string): string =>
  `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    environment: ${name}\n    steps:\n      - run: ${run}\n`;

describe("files of variables", () => {
  it.each<[string, string, Files]>([
    [
      "a package script",
      "live",
      { "package.json": pkg({ "start:production": "dotenv -e keys/live-eu -- node a.js" }) },
    ],
    ["node", "live", { "package.json": pkg({ "start:production": "node --env-file=eu.env a.js" }) }],
    ["env-cmd", "live", { "package.json": pkg({ "start:production": "env-cmd -f eu.env node a.js" }) }],
    ["dotenvx", "live", { "package.json": pkg({ "start:production": "dotenvx run -f eu.env -- node a.js" }) }],
    [
      "another script",
      "live",
      {
        "package.json": pkg({
          "start:production": "npm run start:with -- x",
          "start:with": "node --env-file=eu.env a.js",
        }),
      },
    ],
    [
      "a Makefile",
      "live",
      { "package.json": pkg({}), Makefile: "run-production: build\n\t@node --env-file=eu.env a.js\n" },
    ],
    [
      "a justfile",
      "live",
      { "package.json": pkg({}), justfile: "deploy-production:\n    node --env-file=eu.env a.js\n" },
    ],
    [
      "a Taskfile",
      "live",
      {
        "package.json": pkg({}),
        "Taskfile.yml": "tasks:\n  start:production:\n    dotenv: [eu.env]\n    cmds: [node a.js]\n",
      },
    ],
    [
      "a shell script",
      "live",
      { "package.json": pkg({}), "start-production.sh": "#!/bin/sh\nset -e\nexec node --env-file=eu.env a.js\n" },
    ],
    [
      "a workflow",
      "live",
      {
        "package.json": pkg({}),
        ".github/workflows/a.yml": workflow("production", "node --env-file=eu.env ingest.js"),
      },
    ],
  ])("are loaded by %s", (_, expected, files) => {
    const all = {
      ...files,
      "eu.env": "INDEX=live\n",
      "keys/live-eu.env": "INDEX=live\n",
      ".env.staging": "INDEX=docs\n",
    };
    const named = Object.fromEntries(
      Object.entries(all).map(([path, text]) => [path, text.replace("keys/live-eu ", "keys/live-eu.env ")]),
    );
    expect(boundIn(named, "INDEX", "production").replace(/ @.*/, "")).toBe(expected);
  });

  it("say otherwise than what loads them", () => {
    const files = {
      ".env.production": "INDEX=live\n",
      ".env.staging": "REGION=eu\n",
      "package.json": pkg({ "deploy:staging": "dotenv -e .env.production -- serverless deploy" }),
    };
    expect(boundIn(files, "INDEX", "staging")).toBe("live @ .env.production:1");
    expect(boundIn(files, "INDEX", "production")).toBe("live @ .env.production:1");
  });

  it("are another on every machine", () => {
    const files = { ".env": "INDEX=mine\n", "package.json": pkg({ "start:production": "node --env-file=.env a.js" }) };
    expect(boundIn(files, "INDEX", "production")).toBe("unknown");
  });
});

describe("compose files", () => {
  it("are laid over each other as they are named", () => {
    const files = {
      "deploy/common.yml": service("      INDEX: docs\n      REGION: eu\n"),
      "deploy/compose.yml": service("      INDEX: docs\n      REGION: eu\n"),
      "deploy/compose.eu.yml": service("      INDEX: live\n"),
      "package.json": pkg({
        "deploy:production": "docker compose -f deploy/compose.yml -f deploy/compose.eu.yml up -d",
      }),
    };
    expect(boundIn(files, "INDEX", "production").replace(/ @.*/, "")).toBe("live");
    expect(boundIn(files, "REGION", "production").replace(/ @.*/, "")).toBe("eu");
  });

  it("get their values from the file that is named with them", () => {
    const files = {
      "compose.yml": service("      INDEX: ${INDEX}\n      REGION: ${REGION:-eu}\n"),
      ".env.production": "INDEX=live\n",
      "settings/live-eu.env": "INDEX=live\n",
      Makefile: "up-production:\n\tdocker compose --env-file .env.production up -d\n",
    };
    expect(boundIn(files, "INDEX", "production")).toMatch(/^live @/);
    expect(boundIn(files, "REGION", "production")).toMatch(/^eu @/);
  });

  it("extend services of others", () => {
    const files = {
      "compose.prod.yml": `services:\n  agent:\n    extends: {file: shared/base.yml, service: base}\n    environment: {REGION: eu}\n`,
      "shared/base.yml": "services:\n  base:\n    environment: {INDEX: docs}\n",
      "shared/compose.yml": "services:\n  base:\n    environment: {INDEX: docs}\n",
    };
    expect(openEnds(files)).toEqual([
      "compose.prod.yml:3 service agent extends one in shared/base.yml, which was not read",
    ]);
    const read = { ...files, "compose.prod.yml": (files["compose.prod.yml"] ?? "").replace("base.yml", "compose.yml") };
    expect(openEnds(read)).toEqual([]);
    expect(boundIn(read, "INDEX", "prod")).toBe("docs @ shared/compose.yml:3");
  });

  it("include others", () => {
    const files = {
      "compose.prod.yml": "include:\n  - agent/compose.yml\nservices: {}\n",
      "agent/compose.yml": service("      INDEX: docs\n"),
    };
    expect(boundIn(files, "INDEX", "prod")).toBe("docs @ agent/compose.yml:5 via compose.prod.yml:2");
  });

  it("configure the package that a service is built from", () => {
    const files = {
      "package.json": pkg({}),
      "apps/agent/package.json": pkg({}),
      "apps/billing/package.json": pkg({}),
      "compose.yml": `services:\n  a:\n    build: apps/agent\n    environment: {INDEX: one}\n  b:\n    build: {context: ., dockerfile: apps/billing/Dockerfile}\n    environment: {INDEX: two}\n`,
      "compose.prod.yml": "services:\n  a:\n    environment: {X: y}\n  b:\n    environment: {X: z}\n",
    };
    expect(boundIn(files, "INDEX", "prod", "apps/agent")).toMatch(/^one @/);
    expect(boundIn(files, "INDEX", "prod", "apps/billing")).toMatch(/^two @/);
  });

  it("mount secrets of files", () => {
    const project = (file: string) =>
      `services:\n  agent:\n    secrets: [openai_key]\nsecrets:\n  openai_key: {${file}}\n`;
    const bound = (path: string, file: string) =>
      boundIn(
        { [path]: project(file) },
        "openai_key",
        "prod",
        path.includes("/") ? (path.split("/")[0] ?? "") : "",
      ).replace(/ @.*/, "");
    expect(bound("one/compose.prod.yml", "file: ./key.txt")).toBe("secret-file:*:one/key.txt");
    expect(bound("two/compose.prod.yml", "file: ./key.txt")).toBe("secret-file:*:two/key.txt");
    expect(bound("compose.prod.yml", "file: /run/keys/openai")).toBe("secret-file:*:/run/keys/openai (unplaced)");
    expect(bound("compose.prod.yml", "external: true")).toBe("external-secret:*:openai_key (unplaced)");
    expect(bound("compose.prod.yml", "environment: OPENAI")).toBe("unknown");
  });
});

describe("workers", () => {
  const worker = 'name = "agent"\n[vars]\nINDEX = "docs"\n';
  it.each<[string, Files, string]>([
    ["by default", { "wrangler.toml": worker }, "production"],
    [
      "by the script",
      { "wrangler.toml": worker, "package.json": pkg({ "deploy:staging": "wrangler deploy" }) },
      "staging",
    ],
    [
      "by the file that is named",
      {
        "wrangler.eu.toml": worker,
        "package.json": pkg({ "deploy:production": "wrangler deploy --config wrangler.eu.toml" }),
      },
      "production",
    ],
    [
      "by a workflow",
      {
        "wrangler.toml": worker,
        "package.json": pkg({}),
        ".github/workflows/a.yml": workflow("staging", "npx wrangler deploy"),
      },
      "staging",
    ],
    [
      "beside a named block, by a job that deploys both",
      {
        "wrangler.toml": `${worker}[env.staging.vars]\nINDEX = "drafts"\n`,
        "package.json": pkg({}),
        ".github/workflows/a.yml": workflow("staging", "npx wrangler deploy"),
      },
      "production",
    ],
    [
      "of both, which the file does not tell",
      {
        "wrangler.toml": worker,
        "package.json": pkg({ "deploy:staging": "wrangler deploy", "deploy:production": "wrangler deploy" }),
      },
      "production",
    ],
  ])("are deployed %s", (_, files, environment) => {
    expect(boundIn(files, "INDEX", environment)).toMatch(/^docs @/);
  });
});

describe("clusters", () => {
  const manifest =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: agent}\nspec: {template: {spec: {containers: [{env: [{name: INDEX, value: docs}]}]}}}\n";

  it("get folders that commands name", () => {
    const files = {
      "k8s/eu/kustomization.yaml": "resources: [agent.yaml]\n",
      "k8s/eu/agent.yaml": manifest,
      "package.json": pkg({ "deploy:production": "kubectl apply -k k8s/eu" }),
    };
    expect(boundIn(files, "INDEX", "production")).toMatch(/^docs @/);
  });

  it("get charts with the values that commands name", () => {
    const files = {
      "chart/Chart.yaml": "name: agent\n",
      "chart/templates/agent.yaml": manifest.replace("value: docs", "value: {{ .Values.index | quote }}"),
      "chart/values.yaml": "index: docs\n",
      "values/eu.yaml": "index: live\n",
      "package.json": pkg({ "deploy:production": "helm upgrade --install agent ./chart -f values/eu.yaml" }),
    };
    expect(boundIn(files, "INDEX", "production", "chart")).toMatch(/^live @ values\/eu.yaml:1/);
  });
});

describe("PM2", () => {
  const ecosystem = `const shared = { REGION: "eu" };
module.exports = {
  apps: [
    {
      name: "agent",
      script: "agent.js",
      env: { ...shared, INDEX: "docs" },
      env_production: { INDEX: "live", KEY: process.env.OPENAI_API_KEY },
    },
  ],
};
`;
  it("has blocks for environments over one for all", () => {
    const files = { "ecosystem.config.js": ecosystem };
    expect(boundIn(files, "INDEX", "production")).toBe("live @ ecosystem.config.js:8");
    expect(boundIn(files, "REGION", "production")).toBe("eu @ ecosystem.config.js:1");
  });
});

describe("units of systemd", () => {
  it("take in the file of variables beside them", () => {
    const files = {
      "deploy/agent-production.service": "[Service]\nEnvironmentFile=/etc/agent/live.env\n",
      "deploy/live.env": "INDEX=live\n",
    };
    expect(boundIn(files, "INDEX", "production", "deploy")).toBe(
      "live @ deploy/live.env:1 via deploy/agent-production.service:2",
    );
  });
});

describe("a file that names no environment", () => {
  it("is production's beside one that names another", () => {
    const app = (index: string) => `app = "agent"\n[env]\nINDEX = "${index}"\n`;
    const files = { "fly.toml": app("docs"), "fly.staging.toml": app("docs-staging") };
    expect(boundIn(files, "INDEX", "production")).toBe("docs @ fly.toml:3");
    expect(boundIn(files, "INDEX", "staging")).toBe("docs-staging @ fly.staging.toml:3");
  });
});

describe("values in other files", () => {
  it("are taken over by a stage", () => {
    const files = {
      "serverless.yml":
        'service: agent\nprovider:\n  name: aws\n  environment:\n    INDEX: "${file(./config/${opt:stage}.yml):index}"\n    GONE: "${file(./gone.yml):index}"\nparams: {staging: {a: b}, prod: {a: c}}\n',
      "config/staging.yml": "index: docs-staging\n",
      "config/prod.yml": "index: docs\n",
    };
    expect(boundIn(files, "INDEX", "staging")).toMatch(/^docs-staging @ config\/staging.yml:1/);
    expect(boundIn(files, "INDEX", "prod")).toMatch(/^docs @ config\/prod.yml:1/);
    expect(boundIn(files, "GONE", "prod")).toMatch(/^unresolved/);
  });

  it("are the defaults of a program that loads them so", () => {
    const files = {
      "config/default.json": '{"store": {"index": "docs"}}',
      "config/production.json": '{"store": {"region": "eu"}}',
    };
    const manifest = (dependency: string) => JSON.stringify({ name: "agent", dependencies: { [dependency]: "1" } });
    const loads = { ...files, "package.json": manifest("config") };
    expect(boundIn(loads, "store.index", "production")).toBe("docs @ config/default.json:1");
    expect(boundIn({ ...files, "package.json": manifest("zod") }, "store.index", "production")).toBe("unknown");
  });
});

describe("stages of a serverless file", () => {
  const serverless =
    "service: a\ncustom: {cfg: '${file(config/${sls:stage}.yml)}'}\nprovider:\n  stage: ${opt:stage, 'uat'}\n  environment:\n    STAGE: ${sls:stage}\n    NODE: ${self:custom.cfg.node}\n    KEY: ${ssm:/a/${sls:stage}/key}\n    NAMED: a-${sls:stage}\n";
  const files: Files = {
    "package.json": pkg({}),
    "serverless.yml": serverless,
    "config/prod.yml": "node: https://p.example.net\n",
    "config/uat.yml": "node: https://u.example.net\n",
  };

  it.each([
    ["STAGE", "prod", "prod @ serverless.yml:6"],
    ["STAGE", "uat", "uat @ serverless.yml:6"],
    ["NODE", "prod", "https://p.example.net @ config/prod.yml:1"],
    ["NODE", "uat", "https://u.example.net @ config/uat.yml:1"],
    ["KEY", "prod", "aws-ssm:*:/a/prod/key @ serverless.yml:8"],
    ["NAMED", "uat", "a-uat @ serverless.yml:9"],
  ])("%s of %s, with a file of settings for each", (variable, environment, expected) => {
    expect(boundIn(files, variable, environment)).toBe(expected);
  });

  it("may be told by the commands alone", () => {
    const commanded = {
      "package.json": pkg({ "ship:uat": "serverless deploy --stage uat", "ship:prod": "sls deploy -s prod" }),
      "serverless.yml": serverless,
    };
    expect(boundIn(commanded, "KEY", "uat")).toBe("aws-ssm:*:/a/uat/key @ serverless.yml:8");
    expect(boundIn(commanded, "KEY", "prod")).toBe("aws-ssm:*:/a/prod/key @ serverless.yml:8");
  });

  const spread: Files = {
    "package.json": pkg({}),
    "serverless.yml":
      "service: a\nprovider:\n  name: aws\n  environment: ${file(./config/${sls:stage}.yml):environment}\nfunctions:\n  agent:\n    handler: src/a.handler\n    environment:\n      OWN: all\n",
    "config/prod.yml": "environment:\n  NODE: https://p.example.net\n  OWN: prod\n",
    "config/uat.yml": "environment:\n  STAGE: uat\n",
  };

  it.each([
    ["NODE", "prod", "https://p.example.net @ config/prod.yml:2 via serverless.yml:4"],
    ["OWN", "uat", "all @ serverless.yml:9"],
    ["NODE", "uat", "unset"],
    ["AWS_REGION", "uat", "unknown"],
    ["AWS_SECRET_ACCESS_KEY", "uat", "aws-role:*:a-uat-lambdaRole @ serverless.yml:3"],
    ["AWS_BEARER_TOKEN_BEDROCK", "uat", "unset"],
  ])("may hold all variables in a file of settings: %s of %s", (variable, environment, expected) => {
    expect(boundIn(spread, variable, environment)).toBe(expected);
  });

  it.each<[string, Files]>([
    [
      "a plug-in adds variables",
      { "serverless.yml": `plugins: [serverless-dotenv-plugin]\n${spread["serverless.yml"]}` },
    ],
    ["the file of a stage was not read", { "config/uat.yml": "other:\n  STAGE: uat\n" }],
    ["a dashboard adds variables", { "vercel.json": '{"env": {"STAGE": "uat"}}', ".env.uat": "A=1\n" }],
  ])("are not read to their end where %s", (_, more) => {
    const commanded = { ...spread, ...more, "package.json": pkg({ "ship:uat": "serverless deploy --stage uat" }) };
    expect(boundIn(commanded, "GONE", "uat")).toBe("unknown");
  });

  it("stay open where nothing tells them", () => {
    const alone = { "package.json": pkg({}), "serverless.yml": serverless, ".env.production": "A=1\n" };
    expect(boundIn(alone, "KEY", "production")).toMatch(/^unresolved/);
  });
});

describe("functions of a serverless file", () => {
  const files = (more: string, provider = "aws"): Files => ({
    "package.json": pkg({}),
    "serverless.yml": `service: a\nprovider:\n  name: ${provider}\n  environment: "\${file(config/\${sls:stage}.yml):environment}"\nfunctions: {ask: {handler: src/ask.run}}\n${more}`,
    "config/prod.yml": "environment:\n  INDEX: docs\n  NODE: n\n",
    "config/uat.yml": "environment:\n  NODE: n\n",
  });

  it("have what stands below a key of another file", () => {
    expect(boundIn(files(""), "INDEX", "prod")).toBe("docs @ config/prod.yml:2 via serverless.yml:4");
  });

  it("have nothing besides", () => {
    expect(boundIn(files(""), "INDEX", "uat")).toBe("unset");
  });

  it.each([
    ["a plugin", files("plugins: [serverless-dotenv-plugin]\n")],
    ["another cloud", files("", "google")],
    [
      "a layer",
      { ...files(""), "serverless.yml": `${files("")["serverless.yml"]}`.replace("run}", "run, layers: [x]}") },
    ],
  ])("may have more with %s", (_, more) => {
    expect(boundIn(more, "INDEX", "uat")).toBe("unknown");
  });

  it("have what their cloud sets", () => {
    expect(boundIn(files(""), "AWS_REGION", "uat")).toBe("unknown");
  });
});
