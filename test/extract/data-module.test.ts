import { expect, it } from "vitest";
import { dataModule } from "../../src/extract/data-module.ts";
import { createSeal } from "../../src/extract/seal.ts";

const seal = createSeal(new Uint8Array(32).fill(7));
const read = (path: string, text: string) => dataModule.extract({ path, text }, { seal });

it("reads a settings file as a module that exports it", () => {
  const [fact] = read("config/staging.json", '{ "store": { "index": "kb-staging" }, "retries": 3, "debug": true }');
  expect(fact).toMatchObject({
    kind: "module",
    module: { path: "config/staging.json", exports: [{ kind: "commonjs", value: { kind: "object" } }] },
  });
});

it.each([
  ["package.json", false],
  ["apps/web/tsconfig.json", false],
  ["locales/de.json", false],
  [".vscode/settings.json", false],
  ["config/production.json", true],
  ["config/production.yml", true],
  ["deploy/values.yml", false],
  ["src/endpoints.json", true],
])("%s is settings: %s", (path, wanted) => {
  expect(dataModule.wants(path, "source")).toBe(wanted);
});

it("keeps no secret", () => {
  const secret = `team-${"k3Jx9".repeat(6)}Qz`;
  const facts = read(
    "config/production.json",
    JSON.stringify({ apiKey: secret, url: `https://u:${secret}@db.example.com` }),
  );
  expect(JSON.stringify(facts)).not.toContain(secret);
});

it.each([
  ["an empty file", ""],
  ["a list", "[1, 2]"],
  ["broken JSON", '{ "a": '],
  ["deep nesting", `${'{"a":'.repeat(3000)}1${"}".repeat(3000)}`],
])("survives %s", (_, text) => {
  expect(() => read("config/production.json", text)).not.toThrow();
});

it("is not made to grow by aliases", () => {
  const levels = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}, *a${i}]`);
  const facts = read("config/production.yml", `a0: &a0 x\n${levels.join("\n")}\n`);
  expect(JSON.stringify(facts).length).toBeLessThan(2_000_000);
});
