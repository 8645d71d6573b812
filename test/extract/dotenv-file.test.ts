import { describe, expect, it } from "vitest";
import { dotenvFile } from "../../src/extract/dotenv-file.ts";
import { bindingsOf, factsOf, gapsOf, shown, showSpan } from "../support/extract.ts";

const only = (text: string, path = ".env") => {
  const [fact] = bindingsOf(path, text);
  if (!fact) throw new Error("no bindings");
  return fact;
};

describe("the name of the file", () => {
  it.each<[string, string | null, string | null, string]>([
    [".env", null, null, "base"],
    [".env.local", null, null, "override"],
    [".env.production", "production", null, "override"],
    [".env.production.local", "production", null, "override"],
    [".env-staging", "staging", null, "override"],
    ["apps/web/.env.e2e", "e2e", null, "override"],
    [".env.langfuse", "langfuse", null, "override"],
    [".env.staging.api", "staging", "api", "override"],
    [".env.defaults", null, null, "base"],
    ["config/staging.env", "staging", null, "override"],
    ["config/postgres.env", null, "postgres", "whole"],
    [".dev.vars", "dev", null, "override"],
    [".dev.vars.staging", "staging", null, "override"],
    [".env.production.bak", "production", null, "base"],
    [".env.production-2024-05-01", "production", null, "base"],
    [".envrc", null, null, "override"],
  ])("%s", (path, environment, service, layer) => {
    expect(only("A=1", path)).toMatchObject({ source: "dotenv", environment, service, layer });
  });

  it.each([
    ".env.example",
    ".env.sample",
    ".env-template",
    ".env.production.example",
    ".env.dist",
    ".env.jinja",
    "example.env",
    ".dev.vars.example",
    ".env.vault",
    "src/env.ts",
    "src/.env.ts",
    "env.d.ts",
    ".environment",
    ".env.schema",
  ])("%s is not read", (path) => {
    expect(dotenvFile.wants(path, "source")).toBe(false);
  });

  it.each(["example", "docs", "fixture"] as const)("nor is any in zone %s", (zone) => {
    expect(dotenvFile.wants(".env.production", zone)).toBe(false);
  });
});

describe("the values", () => {
  it.each<[string, string, string[]]>([
    ["plain", "REGION=eu-south-1", ["REGION = eu-south-1"]],
    ["with spaces around", "  REGION = eu-south-1  ", ["REGION = eu-south-1"]],
    ["exported", "export REGION=eu-south-1", ["REGION = eu-south-1"]],
    ["colon", "REGION: eu-south-1", ["REGION = eu-south-1"]],
    ["quoted", "A=\"x # y\"\nB='x y'\nC=`z`", ["A = x # y", "B = x y", "C = z"]],
    ["with a comment", "A=x # the region\nB='x' # y", ["A = x", "B = x"]],
    ["over many lines", 'A="one\ntwo"\nB=3', ["A = one\ntwo", "B = 3"]],
    ["a quote that is not closed", 'A="one\nB=2', ['A = "one', "B = 2"]],
    ["empty", 'A=\nB=""', ["A = [empty]", "B = [empty]"]],
    ["a reference", "A=${B}\nC=$D", ["A = environment:B", "C = environment:D"]],
    ["a reference with default", "A=${B:-eu}", ["A = environment:B or eu"]],
    ["a template", "URL=https://${HOST}/v1", ["URL = https:// + {environment:HOST} + /v1"]],
    ["no reference in single quotes", "A='${B}'", ["A = ${B}"]],
    ["an escaped reference", "A=\\${B}", ["A = ${B}"]],
    ["a dollar inside", "A=pa$$word1x", ["A = pa$$word1x"]],
    ["a nested default", "A=${B:-${C}}", ["A = ${B:-${C}} <environment:B, environment:C>"]],
    ["a command", "A=$(pass show x)", ["A = $(…) <>"]],
    ["kept in a vault", "A=op://prod/stripe/key", ["A = 1password:prod/stripe/key"]],
    ["encrypted", "A=encrypted:BE9Y", ["A = encrypted <>"]],
    [
      "a password kept elsewhere",
      "U=postgres://app:${PW}@db:5432/app",
      ["U = postgres://app: + {environment:PW} + @db:5432/app @ postgres db app - -"],
    ],
    ["an address kept elsewhere", "U=redis://${HOST}:6379", ["U = redis:// + {environment:HOST} + :6379"]],
    ["of several with one name, the last", "A=1\nA=2", ["A = 2"]],
    ["comments and blank lines", "# A=1\n\n  # B=2\n", []],
    ["an empty file", "", []],
  ])("%s", (_, text, expected) => {
    expect(shown(only(text).entries)).toEqual(expected);
    expect(shown(only(text.replaceAll("\n", "\r\n")).entries).map((line) => line.replaceAll("\r\n", "\n"))).toEqual(
      expected,
    );
  });

  it("are read after a byte order mark", () => {
    const [entry] = only("\uFEFFA=1").entries;
    expect(entry && `${entry.name} ${showSpan(entry.span)}`).toBe("A 1:1-1:4");
  });

  it("hide a literal password beside a reference", () => {
    const facts = factsOf(".env", "U=postgres://app:hunter2hunter2@${HOST}/app");
    expect(JSON.stringify(facts)).not.toContain("hunter2");
  });
});

describe("where it is", () => {
  it("is from the key to the end of the value", () => {
    const text = 'A=1\r\nexport B = "two"  # c\r\nC="x\r\ny"\r\n';
    expect(only(text).entries.map(({ name, span }) => `${name} ${showSpan(span)}`)).toEqual([
      "A 1:1-1:4",
      "B 2:8-2:17",
      "C 3:1-4:3",
    ]);
  });
});

describe("what is not read", () => {
  it("is told", () => {
    expect(gapsOf(".env", "A=1\nnonsense\nA=2")).toEqual([
      { kind: "gap", path: ".env", reason: "the line is not an assignment", line: 2 },
      { kind: "gap", path: ".env", reason: "A is set again further down, and the last value counts", line: 1 },
    ]);
  });

  it("is quoted nowhere", () => {
    const line = "sT4vQ9xLm2Pz7Kd1Rw8Yb3Nc6Hf5Jg0A";
    expect(JSON.stringify(factsOf(".env", `${line}\n${line} ${line}`))).not.toContain(line.slice(0, 8));
  });

  it("is whatever a shell would do in .envrc", () => {
    const fact = only("use flake\nexport A=1\ndotenv .env.local\nsource_env ../.envrc\n", "apps/web/.envrc");
    expect(shown(fact.entries)).toEqual(["A = 1"]);
    expect(fact.includes.map(({ path }) => path)).toEqual(["apps/web/.env.local", "apps/.envrc"]);
    expect(gapsOf(".envrc", "use flake\n")).toEqual([]);
  });

  it("is an enormous file", () => {
    expect(gapsOf(".env", "A=1\n".repeat(2_000_000))[0]?.reason).toMatch(/too large/);
    expect(only(`A=${"x y ".repeat(200_000)}`).entries).toHaveLength(1);
  });
});
