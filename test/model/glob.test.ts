import { expect, it } from "vitest";
import { globOf, pathGlobOf, whyNoGlob } from "../../src/model/glob.ts";

it.each([
  ["*.staging.example", "api.staging.example", true],
  ["*.staging.example", "staging.example", false],
  ["prod-{eu,us}", "prod-us", true],
  ["app/(dashboard)/*.ts", "app/(dashboard)/page.ts", true],
  ["a+(b)", "abb", false],
  ["STRIPE_*", "stripe_key", false],
])("%s on %s: %s", (pattern, text, expected) => {
  expect(globOf(pattern)(text)).toBe(expected);
});

it.each([
  ["legacy", "legacy/deep/agent.ts", true],
  ["./legacy/", "legacy/agent.ts", true],
  ["legacy/**", "legacy/agent.ts", true],
  ["legacy", "packages/legacy/agent.ts", false],
  ["**/legacy", "packages/legacy/agent.ts", true],
  ["*.ts", "src/agent.ts", false],
  [".env.*", ".env.staging", true],
])("path %s on %s: %s", (pattern, path, expected) => {
  expect(pathGlobOf(pattern)(path)).toBe(expected);
});

it("says which patterns would take too long to match", () => {
  expect(whyNoGlob("*a*a*b")).toContain("two wildcards");
  expect(whyNoGlob("**/a/**/b/**/c")).toContain("two `**`");
  expect(whyNoGlob("x".repeat(300))).toContain("longer");
  expect(whyNoGlob("src/**/*.{ts,tsx}")).toBeNull();
});

it("takes no time over texts that are made to take it", () => {
  const started = performance.now();
  expect(globOf("*a*b")(`${"a".repeat(250)}/c`)).toBe(false);
  expect(globOf("*a*b")("a".repeat(100_000))).toBe(false);
  expect(pathGlobOf("**/a*/**/b")(Array(60).fill("a".repeat(60)).join("/"))).toBe(false);
  expect(performance.now() - started).toBeLessThan(2_000);
});
