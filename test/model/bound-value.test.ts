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

/** A parameter of AWS as a file in its own account names it, or in full. */
function parameter(name: string, more: { readonly scope?: string; readonly fullName?: string } = {}) {
  const { scope = null, fullName } = more;
  const value = {
    kind: "reference",
    store: "aws-ssm",
    name,
    scope,
    reference: `aws-ssm:${scope ?? "*"}:${name}`,
  } as const;
  return fullName === undefined ? value : { ...value, fullName };
}

it.each([
  ["the account that is signed in to", "arn:aws:ssm:eu-west-1:480015522371:parameter/desk/key", "same"],
  ["an account in a region that is not said", "arn:aws:ssm:*:480015522371:parameter/desk/key", "may-be-same"],
  ["an account that is not said", "arn:aws:ssm:*:*:parameter/desk/key", "may-be-same"],
  ["another account", "arn:aws:ssm:eu-west-1:715540028133:parameter/desk/key", "different"],
  ["another region", "arn:aws:ssm:eu-north-1:480015522371:parameter/desk/key", "different"],
] as const)("a parameter in full and by its name in %s", (_, fullName, expected) => {
  const whole = parameter("arn:aws:ssm:eu-west-1:480015522371:parameter/desk/key");
  expect(compareValues(whole, parameter("/desk/key", { scope: "account", fullName }))).toBe(expected);
});

it("tells one role by its name, however that was put together", () => {
  const role = (digest: string, name: string) => plain(`arn:aws:iam::480015522371:role/${name}`, { digest });
  expect(compareValues(role("a", "ship"), role("b", "ship"))).toBe("same");
  expect(compareValues(role("a", "ship"), role("b", "evals"))).toBe("different");
});

it("knows what is on the machine of the process", () => {
  expect(isLocal(secret("a", { address: loopback }))).toBe(true);
  expect(isLocal(secret("a", { address: { ...loopback, host: "db.example" } }))).toBe(false);
  expect(isLocal(secret("a"))).toBe(false);
});
