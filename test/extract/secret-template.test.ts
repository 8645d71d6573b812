import { describe, expect, it } from "vitest";
import { secretTemplate } from "../../src/extract/secret-template.ts";
import { bindingsOf, shown, showSpan } from "../support/extract.ts";

function entries(text: string, path = "ops/env/staging.tpl"): readonly string[] {
  return bindingsOf(path, text).flatMap((fact) => shown(fact.entries));
}

describe("a template of a dotenv file", () => {
  it.each<[string, string | null]>([
    ["ops/env/staging.tpl", "staging"],
    [".env.production.tpl", "production"],
    ["deploy/prod.env.ctmpl", "prod"],
    [".env.template", null],
    ["keys/eu.tpl", null],
  ])("%s is that of %s", (path, environment) => {
    expect(bindingsOf(path, "KEY=op://desk/openai/key\n").map((fact) => fact.environment)).toEqual([environment]);
  });

  it.each<[string, readonly string[]]>([
    ["KEY=op://desk/openai/key", ["KEY = 1password:desk/openai/key"]],
    ['export KEY="{{ op://desk/openai/key }}"', ["KEY = 1password:desk/openai/key"]],
    [
      '{{ with secret "secret/data/desk/staging" }}\nKEY={{ .Data.data.key }}\nOTHER="{{ .Data.data.other }}"\n{{ end }}\nREGION=eu',
      ["KEY = vault:secret/data/desk/staging#key", "OTHER = vault:secret/data/desk/staging#other", "REGION = eu"],
    ],
    ['{{- with secret "kv/desk" -}}KEY={{ .Data.key }}{{- end }}', ["KEY = vault:kv/desk#key"]],
    ["# filled in\n\nKEY=op://desk/a/b\nKEY=op://desk/c/d", ["KEY = 1password:desk/c/d"]],
  ])("%s", (text, expected) => {
    expect(entries(text)).toEqual(expected);
  });

  it("says where each variable stands", () => {
    const [fact] = bindingsOf("ops/env/staging.tpl", "A=1\r\n  B=op://x/y/z\r\n");
    expect(fact?.entries.map(({ span }) => showSpan(span))).toEqual(["1:1-1:4", "2:3-2:15"]);
  });

  it("is none where it refers to no store", () => {
    expect(entries("KEY=change-me\n", ".env.template")).toEqual([]);
    expect(entries('{{- define "name" -}}op{{- end }}', "chart/templates/_helpers.tpl")).toEqual([]);
    expect(secretTemplate.wants(".env.template", "docs")).toBe(false);
    expect(secretTemplate.wants(".env.production", "source")).toBe(false);
  });

  it.each([
    ["an empty file", ""],
    ["a truncated one", '{{ with secret "secret/data/desk'],
    ["a byte order mark", "\uFEFFKEY=op://a/b/c"],
    ["an enormous one", "KEY=op://a/b/c\n".repeat(200_000)],
    ["braces", `{{ with secret "a" }}\n${"{{ if".repeat(20_000)}`],
    ["values of spaces", `p=${"\t".repeat(1_900)}p=${"\t".repeat(1_900)}\rA\n`.repeat(20)],
  ])("survives %s", (_, text) => {
    const started = performance.now();
    expect(entries(text).length).toBeLessThan(2);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
