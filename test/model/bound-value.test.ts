import { expect, it } from "vitest";
import { compareValues, isLocal } from "../../src/model/bound-value.ts";
import { githubSecret, plain, secret } from "../support/stack.ts";

const loopback = { provider: "postgres", host: "localhost", name: "desk", container: null, scope: null };

it.each([
  ["one publishable key", secret("a", { nature: "public-key" }), secret("a", { nature: "public-key" }), "same-public"],
  ["two publishable keys", secret("a", { nature: "public-key" }), secret("b", { nature: "public-key" }), "different"],
  ["a secret and a plain text", secret("a"), plain("a"), "different"],
  ["two texts too short to be digested", plain("", { digest: "" }), plain("", { digest: "" }), "different"],
  ["one password of each machine", secret("a", { address: loopback }), secret("a", { address: loopback }), "different"],
  ["the token that each run is issued", githubSecret("GITHUB_TOKEN"), githubSecret("GITHUB_TOKEN"), "different"],
  [
    "one role",
    plain("a", { text: "arn:aws:iam::123456789012:role/a" }),
    plain("b", { text: "arn:aws:iam::123456789012:role/a" }),
    "same",
  ],
  [
    "two roles",
    plain("a", { text: "arn:aws:iam::123456789012:role/a" }),
    plain("b", { text: "arn:aws:iam::123456789012:role/b" }),
    "different",
  ],
  ["one unscoped secret", githubSecret("KEY"), githubSecret("KEY"), "same"],
] as const)("%s: %s", (_, a, b, expected) => {
  expect(compareValues(a, b)).toBe(expected);
});

it("knows what is on the machine of the process", () => {
  expect(isLocal(secret("a", { address: loopback }))).toBe(true);
  expect(isLocal(secret("a", { address: { ...loopback, host: "db.example" } }))).toBe(false);
  expect(isLocal(secret("a"))).toBe(false);
});
