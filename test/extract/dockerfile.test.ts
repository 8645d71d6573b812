import { describe, expect, it } from "vitest";
import { dockerfile } from "../../src/extract/dockerfile.ts";
import { bindingsOf, factsOf, gapsOf, shown, showSpan } from "../support/extract.ts";

const only = (text: string, path = "Dockerfile") => {
  const [fact] = bindingsOf(path, text);
  if (!fact) throw new Error("no bindings");
  return fact;
};

const stage = (lines: string) => only(`FROM node:22\n${lines}`);

describe("the name of the file", () => {
  it.each<[string, string | null, string | null, string]>([
    ["Dockerfile", null, null, "base"],
    ["Containerfile", null, null, "base"],
    ["apps/api/Dockerfile.staging", "staging", null, "whole"],
    ["Dockerfile-prod", "prod", null, "whole"],
    ["Dockerfile.web", null, "web", "base"],
    ["Dockerfile.api.prod", "prod", "api", "whole"],
    ["Dockerfile.pre-prod", "pre-prod", null, "whole"],
    ["production.Dockerfile", "production", null, "whole"],
    ["chat-server.dockerfile", null, "chat-server", "base"],
    ["lambda.local.Dockerfile", "local", "lambda", "whole"],
    ["Dockerfile.prod-eu", "prod-eu", null, "whole"],
  ])("%s", (path, environment, service, layer) => {
    expect(only("FROM a\nENV A=1", path)).toMatchObject({ source: "dockerfile", environment, service, layer });
  });

  it.each([
    "Dockerfile.example",
    "Dockerfile.dockerignore",
    "Dockerfile.j2",
    "Dockerfile.md",
    "src/dockerfile.ts",
    "docker",
  ])("%s is not read", (path) => {
    expect(dockerfile.wants(path, "source")).toBe(false);
  });

  it.each(["example", "docs", "fixture", "generated"] as const)("nor is any in zone %s", (zone) => {
    expect(dockerfile.wants("Dockerfile", zone)).toBe(false);
  });
});

describe("the variables", () => {
  it.each<[string, string, string[]]>([
    ["one", "ENV REGION=eu", ["REGION = eu"]],
    ["several in a line", 'ENV A=1 B="two words" C=three\\ words', ["A = 1", "B = two words", "C = three words"]],
    ["the older way", "ENV NAME some text here", ["NAME = some text here"]],
    ["over lines", "ENV A=1 \\\n    B=2 \\\n  # a comment\n\n    C=3\nENV D=4", ["A = 1", "B = 2", "C = 3", "D = 4"]],
    ["lower case", "env A=1", ["A = 1"]],
    ["the last counts", "ENV A=1\nENV A=2", ["A = 2"]],
    ["one from another", "ENV A=eu\nENV B=x-${A}-y C=$A", ["A = eu", "B = x-eu-y", "C = eu"]],
    ["not from the same line", "ENV A=1\nENV A=2 B=$A", ["A = 2", "B = 1"]],
    ["from the base image", "ENV P=/app/bin:$PATH", ["P = /app/bin: + {environment:PATH}"]],
    ["no expansion in single quotes", "ENV A='$B'", ["A = $B"]],
    ["an escaped dollar", 'ENV A="\\$B"', ["A = $B"]],
    ["empty", "ENV A=", ["A = [empty]"]],
    [
      "build arguments",
      "ARG R=eu\nARG T\nENV A=$R B=$T",
      ["R (build-arg) = eu", "T (build-arg) = environment:T", "A = environment:R or eu", "B = environment:T"],
    ],
    ["what looks like one in a here-document", "RUN <<EOF\nENV A=1\nEOF\nENV B=2", ["B = 2"]],
    ["a shift is no here-document", "RUN echo $((1 <<two))\nENV B=2", ["B = 2"]],
    ["no instruction", "RUN echo ENV A=1", []],
  ])("%s", (_, lines, expected) => {
    expect(shown(stage(lines).entries)).toEqual(expected);
    expect(shown(stage(lines.replaceAll("\n", "\r\n")).entries)).toEqual(expected);
  });

  it("are those of the last stage and what it is built on", () => {
    const text =
      'ARG TAG=22\nFROM node:$TAG AS base\nENV A=1\nFROM base AS builder\nENV DATABASE_URL=postgres://dummy/x\nFROM base AS production\nENV B=2\nENTRYPOINT ["tini", "--"]\nCMD npm start\n';
    const fact = only(text);
    expect(shown(fact.entries)).toEqual(["TAG (build-arg) = 22", "A = 1", "B = 2"]);
    expect(fact.hints.map(({ kind, text: hint }) => `${kind} ${hint}`)).toEqual([
      "target base",
      "target builder",
      "target production",
      "image node:$TAG",
      "command tini --",
      "command npm start",
    ]);
  });

  it("may be continued with another character", () => {
    expect(shown(only("# escape=`\nFROM x\nENV A=1 `\n  B=c:\\d").entries)).toEqual(["A = 1", "B = c:\\d"]);
  });

  it("stand where they are written", () => {
    const fact = only("\uFEFFFROM x\r\nENV A=1 \\\r\n  B=two\r\nENV C d e\r\n");
    expect(fact.entries.map(({ name, span }) => `${name} ${showSpan(span)}`)).toEqual([
      "A 2:5-2:8",
      "B 3:3-3:8",
      "C 4:5-4:10",
    ]);
  });
});

describe("secrets", () => {
  const key = "Zp4vQ9xLm2Pz7Kd1Rw8Yb3Nc6Hf5Jg0A";
  it.each([
    `ENV API_KEY=${key}`,
    `ENV API_KEY ${key}`,
    `ARG API_KEY="${key}"`,
    `ARG X=${key}\nENV API_KEY=$X`,
    `ENV X=${key}\nENV API_KEY=pre-$X-$Y`,
    `ENV DATABASE_URL=postgres://app:${key}@db/app`,
    `CMD ["run", "--api-key=${key}"]`,
    `CMD API_KEY=${key} run`,
    `FROM registry.example.com/x?token=${key}`,
  ])("%# are in no fact", (line) => {
    expect(JSON.stringify(factsOf("Dockerfile", `FROM x\n${line}\n`))).not.toContain(key.slice(0, 8));
  });
});

describe("a file that is not as it should be", () => {
  it.each<[string, string, number]>([
    ["empty", "", 0],
    ["blank", " \r\n\t", 0],
    ["without a stage", "ENV A=1", 1],
    ["prose", "how to build this image", 1],
  ])("%s", (_, text, gaps) => {
    expect(bindingsOf("Dockerfile", text)).toEqual([]);
    expect(gapsOf("Dockerfile", text)).toHaveLength(gaps);
  });

  it("is cut off anywhere", () => {
    const text = 'FROM x AS y\nENV A="one two" \\\n B=3\nCMD ["a", "b"]';
    for (let end = 0; end <= text.length; end++) expect(() => factsOf("Dockerfile", text.slice(0, end))).not.toThrow();
  });

  it("is built on itself", () => {
    expect(only("FROM a AS a\nENV A=1\nFROM a AS a\nENV B=2").entries).toHaveLength(2);
  });

  it("grows from line to line", () => {
    const lines = Array.from({ length: 60 }, (_, n) => `ENV A${n + 1}=$A${n}$A${n}`);
    const start = performance.now();
    stage(`ENV A0=xxxxxxxx\n${lines.join("\n")}`);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
