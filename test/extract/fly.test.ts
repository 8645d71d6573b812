import { describe, expect, it } from "vitest";
import { flyFile } from "../../src/extract/fly.ts";
import { bindingsOf, factsOf, gapsOf, ofKind, shown, showSpan } from "../support/extract.ts";

describe("the environment and the unit", () => {
  it.each<[string, string, string | null, string | null]>([
    ["fly.toml", "returns-agent", null, "returns-agent"],
    ["fly.toml", "returns-agent-staging", "staging", "returns-agent"],
    ["fly.toml", "prod-returns", "prod", "returns"],
    ["fly.toml", "live-chat", null, "live-chat"],
    ["fly.staging.toml", "returns-agent", "staging", "returns-agent"],
    ["fly.production.toml", "returns-agent-staging", "production", "returns-agent"],
    ["deploy/fly.prod-eu.toml", "returns", "prod-eu", "returns"],
    ["staging.fly.toml", "returns", "staging", "returns"],
    ["fly.worker.toml", "", null, "worker"],
  ])("%s of %s", (path, app, environment, service) => {
    const text = app === "" ? "[env]\nA = 'x'" : `app = "${app}"\n[env]\nA = 'x'`;
    expect(bindingsOf(path, text)).toMatchObject([{ source: "fly", environment, service, layer: "whole" }]);
  });

  it("are not those of an example", () => {
    expect(flyFile.wants("fly.example.toml", "source")).toBe(false);
    expect(flyFile.wants("fly.toml", "docs")).toBe(false);
    expect(flyFile.wants("butterfly.toml", "source")).toBe(false);
  });
});

describe("the variables", () => {
  const text =
    'app = "a"\r\n[build]\r\ndockerfile = "Dockerfile.prod"\r\n[env]\r\nREGION = "eu"\r\nPORT = 8080\r\nRAW = "$X"\r\n';
  it("are those of [env]", () => {
    const [fact] = bindingsOf("fly.toml", text);
    expect(shown(fact?.entries ?? [])).toEqual(["REGION = eu", "PORT = 8080", "RAW = $X"]);
    expect(fact?.entries.map(({ span }) => showSpan(span))[0]).toBe("5:1-5:14");
    expect(fact?.hints.map(({ kind, text: hint }) => `${kind} ${hint}`)).toEqual(["target a", "file Dockerfile.prod"]);
  });

  it("keep no secret", () => {
    const key = "Zp4vQ9xLm2Pz7Kd1Rw8Yb3Nc6Hf5Jg0A";
    const facts = factsOf(
      "fly.toml",
      `app = "a"\n[env]\nAPI_KEY = "${key}"\n[deploy]\nrelease_command = "x --token ${key}"\n`,
    );
    expect(facts).toHaveLength(1);
    expect(JSON.stringify(facts)).not.toContain(key);
  });
});

describe("a file that is not as it should be", () => {
  it("is empty", () => {
    expect(factsOf("fly.toml", "")).toEqual([]);
  });

  it("is broken", () => {
    const facts = factsOf("fly.toml", 'app = "a"\n[env]\nA = "x"\n[http\n');
    expect(shown(ofKind(facts, "bindings")[0]?.entries ?? [])).toEqual(["A = x"]);
    expect(gapsOf("fly.toml", 'app = "a"\n[http\n')).toHaveLength(1);
  });

  it("has other things where variables should be", () => {
    expect(bindingsOf("fly.toml", 'app = 3\nenv = "x"')[0]?.entries).toEqual([]);
  });
});
