import { expect, it } from "vitest";
import { platformVariable } from "../../../src/link/ci/platform-variables.ts";

it.each([
  ["vercel env add DATABASE_URL production", ["DATABASE_URL", "production"]],
  ["vercel env add DATABASE_URL preview,development --token x", ["DATABASE_URL", "preview", "development"]],
  ["npx wrangler secret put KEY --env staging", ["KEY", "staging"]],
  ["wrangler secret put KEY", null],
  ["vercel env add KEY", null],
  ["vercel env add KEY $TARGET", null],
  ["vercel env rm KEY production", null],
])("%s", (line, expected) => {
  const found = platformVariable(line.split(" "), "$X");
  expect(found && [found.name, ...found.environments]).toEqual(expected);
});

it("says nothing where no value is piped in", () => {
  expect(platformVariable(["vercel", "env", "add", "KEY", "production"], null)).toBeNull();
});
