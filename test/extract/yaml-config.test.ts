import { describe, expect, it } from "vitest";
import { yamlConfig } from "../../src/extract/yaml-config.ts";
import { bindingsOf, factsOf, gapsOf, shown, showSpan } from "../support/extract.ts";

/** What a file says of an environment; that code may import it as data is another matter. */
const settingsOf = (path: string, text: string) =>
  factsOf(path, text).filter(({ kind }) => kind !== "module" && kind !== "document" && kind !== "template");

const key = "Zp4vQ9xLm2Pz7Kd1Rw8Yb3Nc6Hf5Jg0A";
const blocks = (path: string, text: string) =>
  bindingsOf(path, text).map(({ environment, service, entries }) => [environment, service, ...shown(entries)]);

describe("the path", () => {
  it.each<[string, string | null, string | null]>([
    ["environments/staging.yml", "staging", null],
    ["packages/agent/environments/dev-rel.yml", "dev-rel", null],
    ["env/prod.yaml", "prod", null],
    ["config/production.json", "production", null],
    ["config.staging.yaml", "staging", null],
    ["deploy/values-prod.yaml", "prod", null],
    ["charts/agent/values.prod-eu.yaml", "prod-eu", null],
    ["staging.values.yml", "staging", null],
    ["deploy/staging/agent.yaml", "staging", "agent"],
    ["envs/uat/config.yaml", "uat", null],
    ["deploy/api-prod.yaml", "prod", "api"],
  ])("%s", (path, environment, service) => {
    const text = path.endsWith(".json") ? '{"env": {"A": "x"}}' : "env:\n  A: x\n";
    expect(yamlConfig.wants(path, "source")).toBe(true);
    expect(bindingsOf(path, text)).toMatchObject([{ source: "yaml-config", environment, service }]);
  });

  it.each([
    "values.yaml",
    "package.json",
    "apps/staging/package.json",
    "tsconfig.test.json",
    "production/pnpm-lock.yaml",
    ".github/workflows/staging.yml",
    "ci/production.yml",
    "docker-compose.staging.yml",
    "wrangler.staging.jsonc",
    "serverless.prod.yml",
    "locales/staging.json",
    "src/i18n/dev/messages.json",
    "schemas/production.json",
    "staging/openapi.yaml",
    "config/production.example.json",
    "values-prod.sample.yaml",
    "test.json",
    "live.json",
    "review.yml.disabled",
    "tauri.staging.conf.json",
    "stage-left.txt",
  ])("%s is not read", (path) => {
    expect(yamlConfig.wants(path, "source")).toBe(false);
  });

  it("lies in a folder of tests only where that names an environment", () => {
    expect(yamlConfig.wants("k8s/overlays/test/agent.yaml", "test")).toBe(true);
    expect(yamlConfig.wants("test/config/production.json", "test")).toBe(false);
    for (const zone of ["example", "docs", "fixture", "generated", "eval"] as const)
      expect(yamlConfig.wants("environments/staging.yml", zone)).toBe(false);
  });
});

describe("blocks of variables", () => {
  it("are maps of variables and of references to secrets", () => {
    const text = `
env:
  PORT: 3000
  DATABASE: docs-prod
  logLevel: debug
  NOTHING:
envSecrets:
  OPENAI_API_KEY: docs-prod
  TOKEN: {name: tokens, key: github}
`;
    expect(blocks("environments/production.yml", text)).toEqual([
      [
        ...["production", null, "PORT = 3000", "DATABASE = docs-prod"],
        ...["OPENAI_API_KEY = kubernetes-secret:docs-prod", "TOKEN = kubernetes-secret:tokens/github"],
      ],
    ]);
  });

  it("belong to what they stand in", () => {
    const text = `
cronJobs:
  - name: ingest-staging
    env: {A: x}
  - name: ingest-test
    env: {A: y}
api:
  deployment:
    env: {A: z}
services:
  worker:
    environment: [A=w]
`;
    expect(blocks("environments/staging.yml", text)).toEqual([
      ["staging", "ingest", "A = x"],
      ["staging", "ingest-test", "A = y"],
      ["staging", "api", "A = z"],
      ["staging", "worker", "A = w"],
    ]);
  });

  it("are lists too, with values kept elsewhere", () => {
    const text = `
env:
  - name: A
    value: "1"
  - name: B
    valueFrom: {secretKeyRef: {name: s, key: k}}
  - name: C
    valueFrom: {configMapKeyRef: {name: c, key: k}}
  - name: D
    valueFrom: {fieldRef: {fieldPath: metadata.name}}
  - name: E
    value: $(A)/x
`;
    expect(blocks("values-prod.yaml", text)).toEqual([
      [
        ...["prod", null, "A = 1", "B = kubernetes-secret:s/k", "C = kubernetes-config:c/k", "D = metadata.name <>"],
        "E = {environment:A} + /x",
      ],
    ]);
  });

  it("may hold objects, references and templates", () => {
    const text = `
env:
  A: {value: x}
  B: {valueFrom: {secretKeyRef: {name: s, key: k}}}
  C: {from_secret: db}
  D: "\${HOST:-db}"
  E: "{{ .Values.host }}:80"
  F: {anything: else}
secrets:
  API_KEY: agent-secrets
`;
    expect(blocks("values-prod.yaml", text)).toEqual([
      [
        ...["prod", null, "A = x", "B = kubernetes-secret:s/k", "C = drone-secret:db", "D = environment:HOST or db"],
        ...["E = {{ .Values.host }}:80 <>", "F = not a plain value <>", "API_KEY = a secret or the name of one <>"],
      ],
    ]);
  });

  it("may be parameters that a stage takes over from the file", () => {
    const text = "environment:\n  KEY: ${ssm:/agent/staging/key}\n  URL: ${ssm:nowhere}\n";
    expect(bindingsOf("config/staging.yml", text)[0]?.entries.map(({ value }) => value)).toMatchObject([
      { kind: "reference", store: "aws-ssm", name: "/agent/staging/key" },
      { kind: "expression" },
    ]);
  });

  it("keep their place", () => {
    const [fact] = bindingsOf("environments/prod.yml", "\uFEFFa: b\r\nenv:\r\n  A: x\r\n");
    expect(fact && [showSpan(fact.span), ...fact.entries.map(({ span }) => showSpan(span))]).toEqual([
      "2:1-2:4",
      "3:3-3:7",
    ]);
  });
});

describe("settings", () => {
  it("are flattened, for code that asks for them by path", () => {
    const text = '{"database": {"url": "postgres://db.prod/app", "pool": 3}, "API_URL": "https://a.b", "list": [1]}';
    expect(blocks("config/production.json", text)).toEqual([
      [
        ...["production", null, "database.url = postgres://db.prod/app @ postgres db.prod app - -"],
        ...["database.pool = 3", "API_URL = https://a.b @ http a.b - - -"],
      ],
    ]);
  });

  it("are not the numbers of a chart", () => {
    expect(settingsOf("environments/prod.yml", "replicaCount: 2\nresources: {limits: {cpu: 1}}\n")).toEqual([]);
    expect(settingsOf("values-prod.yaml", "host: a\nPORT: 3\nb: c\n")).toEqual([]);
  });

  it.each<[string, string]>([
    ["deploy/prod.yml", "on: push\njobs: {a: {env: {A: x}}}"],
    ["config/production.json", '{"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {}}'],
    ["deploy/api-prod.yaml", "openapi: 3.0.0\nservers: []\nenv: {A: x}"],
    ["staging/pipeline.yml", "stages: [a]\nvariables: {A: x}\ntrigger: none"],
    ["deploy/dev/data.json", '{"TableName": "salts", "KeySchema": []}'],
    ["dev/words.yaml", "hello: world\nOK: fine\nbye: now"],
  ])("are not what another kind of file says (%s)", (path, text) => {
    expect(settingsOf(path, text)).toEqual([]);
  });
});

describe("secrets", () => {
  it.each<[string, string]>([
    ["environments/prod.yml", `env: {API_KEY: ${key}}\nsecrets: {TOKEN: ${key}}\n`],
    [
      "config/production.json",
      `{"vendor": {"apiKey": "${key}", "url": "https://u:${key}@h/x"}, "dbPassword": "${key}"}`,
    ],
    ["config/production.json", `{"db": {"password": "correcthorse${key.slice(0, 8)}"}}`],
    ["values-prod.yaml", `env:\n  - {name: API_KEY, value: "x ${key} {{ .y }}"}\n`],
    ["values-prod.yaml", `env:\n  - API_KEY=${key}\n  - {name: N, valueFrom: {${key}: {a: b}}}\n`],
    ["environments/prod.yml", `env: {A: {value: ${key}}}\n`],
    ["environments/prod.yml", `API_KEY: ${key}\n${key}: [\n`],
  ])("are in no fact (%s %#)", (path, text) => {
    const facts = factsOf(path, text);
    expect(facts.length).toBeGreaterThan(0);
    expect(JSON.stringify(facts)).not.toContain(key.slice(0, 8));
  });
});

describe("a file that is not as it should be", () => {
  it.each<[string, string]>([
    ["environments/prod.yml", ""],
    ["environments/prod.yml", "# env:\n"],
    ["environments/prod.yml", "- a\n- b"],
    ["values-prod.yaml", "env: text"],
    ["environments/prod.yml", "env: [1, 2]"],
    ["config/production.json", "[]"],
    ["config/production.json", ""],
  ])("%s %# is no trouble", (path, text) => {
    expect(settingsOf(path, text)).toEqual([]);
  });

  it("gives what could be read, and a gap", () => {
    const facts = settingsOf("environments/prod.yml", "env:\n  A: x\nb: [\n  : }\n");
    expect(facts.map(({ kind }) => kind)).toEqual(["bindings", "gap"]);
  });

  it("is a template", () => {
    const text = "env:\n{{- range .Values.env }}\n  {{ .name }}: {{ .value }}\n{{- end }}\n";
    const reason = "the file is a template, which is not rendered";
    expect(gapsOf("values-prod.yaml", text)).toMatchObject([{ reason, line: 2 }]);
    expect(settingsOf("charts/agent/templates/deployment.yaml", text)).toEqual([]);
  });

  it("is hostile", () => {
    const aliases = Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} {x: *a${n}, y: *a${n}, z: *a${n}}`);
    for (const [path, text] of [
      ["config/production.yml", `a0: &a0 {k: v}\n${aliases.join("\n")}\n`],
      ["environments/prod.yml", `a0: &a0 {env: {A: x}}\n${aliases.join("\n")}\n`],
      ["environments/prod.yml", "---\na: b\n".repeat(20_000)],
      ["environments/prod.yml", `env: ${"[".repeat(20_000)}`],
      ["config/production.json", "[{".repeat(20_000)],
      ["environments/prod.yml", `env: {A: "${"{{".repeat(50_000)}"}`],
    ] as const) {
      const start = performance.now();
      factsOf(path, text);
      expect(performance.now() - start).toBeLessThan(3000);
    }
  });
});
