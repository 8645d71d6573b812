import { describe, expect, it } from "vitest";
import { composeFile } from "../../src/extract/compose.ts";
import type { BindingsFact } from "../../src/model/binding-facts.ts";
import { bindingsOf, factsOf, gapsOf, shown, showSpan } from "../support/extract.ts";

const service = (body: string, path = "docker-compose.yml"): BindingsFact => {
  const indented = body.replace(/^/gm, "    ");
  const [fact] = bindingsOf(path, `services:\n  api:\n${indented}\n`);
  if (!fact) throw new Error("no service");
  return fact;
};

describe("the name of the file", () => {
  it.each<[string, string | null, string]>([
    ["docker-compose.yml", null, "base"],
    ["compose.yaml", null, "base"],
    ["docker-compose.override.yml", null, "override"],
    ["docker-compose.staging.yml", "staging", "override"],
    ["deploy/compose.prod.yaml", "prod", "override"],
    ["docker-compose-dev.yml", "dev", "override"],
    ["staging.docker-compose.yml", "staging", "override"],
    ["compose.lambda.local.yaml", "lambda.local", "override"],
    ["compose.pipeline.yaml", "pipeline", "override"],
  ])("%s", (path, environment, layer) => {
    expect(service("image: x", path)).toMatchObject({ source: "compose", service: "api", environment, layer });
  });

  it("must be that of a Compose file, in a place that counts", () => {
    expect(composeFile.wants("decompose.yml", "source")).toBe(false);
    expect(composeFile.wants("docker-compose.yml.disabled", "source")).toBe(false);
    expect(composeFile.wants("docker-compose.yml", "example")).toBe(false);
  });
});

describe("the variables of a service", () => {
  it.each<[string, string, string[]]>([
    ["a map", "environment:\n  A: x\n  N: 1.10\n  B: true", ["A = x", "N = 1.10", "B = true"]],
    ["a list", "environment:\n  - A=x\n  - B=y=z", ["A = x", "B = y=z"]],
    ["taken from outside", "environment:\n  A:\n  B: null", ["A = environment:A", "B = environment:B"]],
    ["taken from outside, in a list", "environment:\n  - A", ["A = environment:A"]],
    [
      "references",
      "environment:\n  A: ${X}\n  B: $Y\n  C: ${Z:-eu}\n  D: ${Z:?no}",
      ["A = environment:X", "B = environment:Y", "C = environment:Z or eu", "D = environment:Z"],
    ],
    ["an alternative", "environment:\n  A: ${X:+y}", ["A = ${X:+y} <environment:X>"]],
    ["escapes", "environment:\n  A: a$$b", ["A = a$b"]],
    [
      "a template",
      "environment:\n  U: postgres://app:${PW}@db:5432/app",
      ["U = postgres://app: + {environment:PW} + @db:5432/app @ postgres db app - -"],
    ],
    ["at build time", "build:\n  args:\n    - A=x\nenvironment:\n  B: y", ["A (build-arg) = x", "B = y"]],
    [
      "secrets",
      "secrets:\n  - db_password\nconfigs:\n  - source: conf\n    target: /etc/c",
      ["db_password (secret) = compose-secret:db_password", "/etc/c (config) = compose-config:conf"],
    ],
  ])("%s", (_, body, expected) => {
    expect(shown(service(body).entries)).toEqual(expected);
  });

  it("include what an anchor holds, once merged", () => {
    const [, fact] = bindingsOf(
      "compose.yml",
      "x-common: &common\n  A: x\n  B: y\nservices:\n  web: {image: w}\n  api:\n    environment:\n      <<: *common\n      B: z\n",
    );
    expect(shown(fact?.entries ?? [])).toEqual(["A = x", "B = z"]);
    expect(fact?.entries.map(({ span }) => showSpan(span))).toEqual(["2:3-2:7", "9:7-9:11"]);
  });

  it("include those of a service in the same file that it extends", () => {
    const [, fact] = bindingsOf(
      "compose.yml",
      "services:\n  base:\n    environment: {A: x, B: y}\n  api:\n    extends: base\n    environment: {B: z}\n",
    );
    expect(shown(fact?.entries ?? [])).toEqual(["A = x", "B = z"]);
  });

  it("survive services that extend each other", () => {
    const text = "services:\n  a: {extends: b}\n  b: {extends: {service: a}}\n";
    expect(bindingsOf("compose.yml", text)).toHaveLength(2);
  });

  it("tell where a secret is kept", () => {
    const [fact] = bindingsOf(
      "deploy/compose.yml",
      "services:\n  api:\n    secrets: [a, b, c]\nsecrets:\n  a: {file: ./a.txt}\n  b: {environment: B_TOKEN}\n  c: {external: true, name: shared_c}\n",
    );
    expect(shown(fact?.entries ?? [])).toEqual([
      "a (secret) = secret-file:deploy/a.txt",
      "b (secret) = environment:B_TOKEN",
      "c (secret) = external-secret:shared_c",
    ]);
  });
});

describe("files and hints", () => {
  it.each<[string, string[]]>([
    ["env_file: .env", ["deploy/.env"]],
    ["env_file:\n  - ../.env\n  - ./b/.env.staging", [".env", "deploy/b/.env.staging"]],
    ["env_file:\n  - path: .env.local\n    required: false", ["deploy/.env.local"]],
    ["env_file: ../../outside.env", []],
    ["env_file: /etc/app.env", []],
  ])("%s", (body, expected) => {
    expect(service(body, "deploy/compose.yml").includes.map(({ path }) => path)).toEqual(expected);
  });

  it("are what tells which environment a service is for", () => {
    const key = "Zp4vQ9xLm2Pz7Kd1Rw8Yb3Nc6Hf5Jg0A";
    const fact = service(
      `profiles: [staging]\nimage: acme/api:1\ncommand: ["run", "--api-key=${key}"]\nbuild: {target: prod}`,
    );
    expect(fact.hints.map(({ kind, text }) => `${kind} ${text.replace(/\[.*\]/, "[…]")}`)).toEqual([
      "profile staging",
      "image acme/api:1",
      "command run --api-key=[…]",
      "target prod",
    ]);
    expect(JSON.stringify(fact)).not.toContain(key);
  });
});

describe("a file that is not as it should be", () => {
  it.each<[string, string]>([
    ["empty", ""],
    ["a comment", "# services:\n#  api:\n"],
    ["a list", "- a\n- b"],
    ["services that are a string", "services: api"],
    ["a service that is null", "services:\n  api:\n"],
  ])("%s is no trouble", (_, text) => {
    expect(gapsOf("compose.yml", text)).toEqual([]);
  });

  it("gives what could be read, and a gap", () => {
    const facts = factsOf("compose.yml", "services:\n  api:\n    environment:\n      A: x\n  web: [\n    : }\n");
    expect(facts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["gap", "bindings"]));
    expect(JSON.stringify(facts)).toContain('"A"');
  });

  it("reads CRLF and a byte order mark", () => {
    const [fact] = bindingsOf("compose.yml", "\uFEFFservices:\r\n  api:\r\n    environment:\r\n      A: x\r\n");
    expect(fact?.entries.map(({ span }) => showSpan(span))).toEqual(["4:7-4:11"]);
  });

  it("is not blown up by aliases of aliases", () => {
    const lines = Array.from({ length: 60 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`);
    const start = performance.now();
    factsOf("compose.yml", `a0: &a0 [x, x]\n${lines.join("\n")}\nservices: {api: {environment: *a60}}`);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it("may be nested as deeply as it likes", () => {
    for (const text of [
      `services: ${"[".repeat(20_000)}`,
      `services:\n${Array.from({ length: 3000 }, (_, n) => `${" ".repeat(n + 1)}a:`).join("\n")}`,
    ]) {
      expect(gapsOf("compose.yml", text).length).toBeGreaterThan(0);
    }
  });
});
