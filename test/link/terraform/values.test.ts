import { describe, expect, it } from "vitest";
import { bound } from "../infrastructure/bindings.ts";

/** What a variable of a function is in production, where the module also has these blocks. */
function valueIn(expression: string, blocks = "", values = 'env = "prod"\n'): string {
  const main = `variable "env" {}\n${blocks}\nresource "aws_lambda_function" "agent" {\n  environment {\n    variables = { X = ${expression} }\n  }\n}\n`;
  const [line = ""] = bound({ "infra/main.tf": main, "infra/prod.tfvars": values }, "X");
  return line.replace(/^prod X = | @ .*$/g, "");
}

describe("an expression", () => {
  it.each([
    ["a template", '"kb-${var.env}-eu"', '"kb-prod-eu"'],
    ["a condition that holds", 'var.env == "prod" ? "a" : "b"', '"a"'],
    ["a negated one", '!(var.env == "prod") ? "a" : "b"', '"b"'],
    ["format", 'format("kb-%s-%d", var.env, 2)', '"kb-prod-2"'],
    ["join and split", 'join("-", split(".", "a.b"))', '"a-b"'],
    ["lookup with a default", 'lookup({ dev = "a" }, var.env, "other")', '"other"'],
    ["a map by key", '{ dev = "a", prod = "b" }[var.env]', '"b"'],
    ["coalesce", 'coalesce("", null, "x")', '"x"'],
    ["try", 'try(local.missing.name, "x")', '"x"'],
    ["merge", 'merge({ a = "1" }, { a = "2" }).a', '"2"'],
    ["a loop", 'join(",", [for e in ["x", "y"] : upper(e) if e != "y"])', '"X"'],
    ["JSON that is taken apart again", 'jsondecode(jsonencode({ a = { b = "c" } })).a.b', '"c"'],
    ["JSON as a text", 'jsondecode("{\\"a\\": \\"c\\"}").a', '"c"'],
    ["an element of a list", 'element(["a", "b"], 3)', '"b"'],
    ["a splat", 'one([{ n = "a" }][*].n)', '"a"'],
    ["a number and a truth", "tostring(1 + 2)", '"3"'],
    ["replace", 'replace("a-b", "-", "_")', '"a_b"'],
    ["a path", "path.module", '"infra"'],
    [
      "a URL that is put together",
      '"https://${var.env}.example.com/v1"',
      '"https://prod.example.com/v1" (http prod.example.com)',
    ],
  ])("is evaluated: %s", (_, expression, expected) => {
    expect(valueIn(expression)).toBe(expected);
  });

  it.each([
    ["a function that is not known", 'cidrhost("10.0.0.0/8", 1)', "? cidrhost() is not followed"],
    ["a pattern of the repository", 'replace("aaa", "/a+/", "b")', "? replace() is not followed"],
    [
      "a condition that is not known",
      'var.size > 1 ? "a" : "b"',
      "? which of two values it has is decided when it is applied",
    ],
    ["a name of the language itself", '"x-${constructor("a")}"', "? constructor() is not followed"],
    ["an entry that is not known", '{ a = "b" }[var.size]', "? which entry is taken is not known"],
  ])("is open: %s", (_, expression, expected) => {
    expect(valueIn(expression, 'variable "size" {}')).toBe(expected);
  });
});

describe("what is made when it is applied", () => {
  it.each([
    ["an attribute", "aws_db_instance.main.address", '"aws_db_instance.main.address of infra (prod)"'],
    ["a bucket without a name", "aws_s3_bucket.docs.bucket", '"aws_s3_bucket.docs.bucket of infra (prod)"'],
    ["a bucket with one", "aws_s3_bucket.named.id", '"docs-prod"'],
    ["an instance", 'aws_sqs_queue.all["in"].name', '"queue-in"'],
    ["a password", "random_password.db.result", "terraform-secret:*:random_password.db.result of infra (prod)"],
    [
      "a connection string",
      '"postgres://app:${random_password.db.result}@${aws_db_instance.main.address}:5432/agent"',
      "[secret: postgres URL] (postgres aws_db_instance.main.address of infra (prod) agent)",
    ],
    ["a module from elsewhere", "module.redis.endpoint", '"module.redis.endpoint of infra (prod)"'],
    ["a public module that stands for a bucket", "module.docs.s3_bucket_id", '"kb-prod"'],
  ])("is told apart by its state: %s", (_, expression, expected) => {
    const blocks = `resource "aws_db_instance" "main" {}
resource "aws_s3_bucket" "docs" {}
resource "aws_s3_bucket" "named" {
  bucket = "docs-\${var.env}"
}
resource "aws_sqs_queue" "all" {
  for_each = toset(["in", "out"])
  name = "queue-\${each.key}"
}
resource "random_password" "db" {
  length = 20
}
module "redis" {
  source = "terraform-aws-modules/elasticache/aws"
}
module "docs" {
  source = "git::https://github.com/terraform-aws-modules/terraform-aws-s3-bucket.git?ref=8eecd4bfe167b3606755a0f8150514e9dcb2bf67"
  bucket = "kb-\${var.env}"
}
`;
    expect(valueIn(expression, blocks)).toBe(expected);
  });
});

describe("a variable without a value", () => {
  it("is open where one environment is applied at a time", () => {
    expect(valueIn("var.openai_api_key", 'variable "openai_api_key" {\n  sensitive = true\n}')).toBe(
      "? var.openai_api_key of infra (prod) is given when it is applied",
    );
  });

  it("is one thing in the environments that are applied together", () => {
    const main = `variable "openai_api_key" {}\nmodule "prod" {\n  source = "./chat"\n  key = var.openai_api_key\n}\nmodule "staging" {\n  source = "./chat"\n  key = var.openai_api_key\n}\n`;
    const chat = `variable "key" {}\nresource "aws_lambda_function" "agent" {\n  environment {\n    variables = { OPENAI_API_KEY = var.key }\n  }\n}\n`;
    expect(bound({ "infra/main.tf": main, "infra/chat/main.tf": chat })).toEqual([
      "prod OPENAI_API_KEY = terraform-variable:*:var.openai_api_key of infra @ infra/main.tf:1",
      "staging OPENAI_API_KEY = terraform-variable:*:var.openai_api_key of infra @ infra/main.tf:1",
    ]);
  });

  it("is what the job that applies it sets", () => {
    const main = `variable "openai_api_key" {}\nresource "aws_lambda_function" "agent" {\n  environment {\n    variables = { OPENAI_API_KEY = var.openai_api_key }\n  }\n}\n`;
    const workflow =
      "on: push\njobs:\n  apply:\n    runs-on: x\n    environment: prod\n    env:\n      TF_VAR_openai_api_key: ${{ secrets.OPENAI_API_KEY }}\n    steps:\n      - run: terraform apply\n        working-directory: infra\n";
    expect(bound({ "infra/main.tf": main, ".github/workflows/apply.yml": workflow }, "OPENAI_API_KEY")).toEqual([
      "prod OPENAI_API_KEY = github-secret:prod:OPENAI_API_KEY @ .github/workflows/apply.yml:7",
    ]);
  });
});

it("keeps a secret of a file of values out of the report, and compares it", () => {
  const key = "kestrel-9f2c71d04be85a6631";
  const main = `variable "openai_api_key" {}\nresource "aws_lambda_function" "agent" {\n  environment {\n    variables = { OPENAI_API_KEY = var.openai_api_key, URL = "redis://:\${var.openai_api_key}@cache:6379" }\n  }\n}\n`;
  const lines = bound({ "infra/main.tf": main, "infra/prod.tfvars": `openai_api_key = "${key}"\n` });
  expect(lines).toEqual([
    "prod OPENAI_API_KEY = [secret: 16 to 31 characters] @ infra/prod.tfvars:1",
    "prod URL = [secret: redis URL] (redis cache) @ infra/prod.tfvars:1",
  ]);
  expect(lines.join()).not.toContain(key);
});
