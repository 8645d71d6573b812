import { describe, expect, test } from "vitest";
import { environmentNames } from "../../src/link/environment-variables.ts";
import { contextOf } from "./repository.ts";

const profiles = `{ production: { host: "kb.example.net" }, staging: { host: "kb.stg.example.net" } }`;

function named(text: string, variable = "ACME_PROFILE"): string | null {
  return environmentNames(contextOf({ "package.json": `{"name":"desk"}`, "src/config.ts": text }))(variable);
}

describe("a variable names the environment where code picks by it", () => {
  test.each([
    ["from a map", `export const config = (${profiles})[process.env.ACME_PROFILE];`],
    [
      "with a default",
      `const map = ${profiles};\nexport const config = map[process.env.ACME_PROFILE || "production"];`,
    ],
    [
      "through a name and a frozen map",
      `const map = Object.freeze(${profiles});\nconst name = process.env.ACME_PROFILE ?? "staging";\nexport const config = { name, ...map[name] };`,
    ],
  ])("%s", (_, text) => {
    expect(named(text)).toBe("environment");
  });
});

describe("it does not", () => {
  test.each([
    [
      "where the map is of something else",
      `const map = { eu: 1, us: 2 };\nexport const at = map[process.env.ACME_PROFILE];`,
    ],
    [
      "where production is not among them",
      `const map = { test: 1, dev: 2 };\nexport const at = map[process.env.ACME_PROFILE];`,
    ],
    ["where it is only read", `export const profile = process.env.ACME_PROFILE;`],
  ])("%s", (_, text) => {
    expect(named(text)).toBeNull();
  });
});

test("the catalogue's answer holds: NODE_ENV is a mode, whatever it picks", () => {
  expect(named(`const map = ${profiles};\nexport const config = map[process.env.NODE_ENV];`, "NODE_ENV")).toBe(
    "runtime-mode",
  );
});
