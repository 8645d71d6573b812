import { describe, expect, it } from "vitest";
import type { Files } from "../../support/program.ts";
import { bound } from "../infrastructure/bindings.ts";

const reading = `variable "env" {}\ndata "aws_ssm_parameter" "key" {\n  name = "/agent/openai-key"\n}\nresource "aws_lambda_function" "agent" {\n  environment {\n    variables = { OPENAI_API_KEY = data.aws_ssm_parameter.key.value }\n  }\n}\n`;
const values = { "infra/prod.tfvars": 'env = "prod"\n', "infra/dev.tfvars": 'env = "dev"\n' };
const keys = (files: Files): string[] =>
  bound({ ...values, ...files }, "OPENAI_API_KEY").map((line) => line.replace(/ @ .*/, ""));
const apply = (name: string, role: string): string =>
  `  ${name}:\n    runs-on: x\n    environment: ${name}\n    permissions: { id-token: write }\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          role-to-assume: ${role}\n      - run: terraform apply -var-file=${name}.tfvars\n        working-directory: infra\n`;

describe("one name in two environments is one parameter", () => {
  it.each<[what: string, files: Files, label: string]>([
    [
      "where one state backend serves both",
      { "infra/main.tf": `terraform {\n  backend "s3" {\n    bucket = "state"\n    key = "agent"\n  }\n}\n${reading}` },
      "state in s3, bucket state",
    ],
    [
      "where the backends differ by nothing but the name in them",
      {
        "infra/main.tf": `terraform {\n  backend "s3" {}\n}\n${reading}`,
        "infra/prod.backend.tfvars": 'bucket = "state"\nkey = "prod"\n',
        "infra/dev.backend.tfvars": 'bucket = "state"\nkey = "dev"\n',
      },
      "state in s3, bucket state",
    ],
    [
      "where the provider says which account it is",
      { "infra/main.tf": `provider "aws" {\n  allowed_account_ids = ["123456789012"]\n}\n${reading}` },
      "account 123456789012",
    ],
    [
      "where CI signs in as one role",
      {
        "infra/main.tf": reading,
        ".github/workflows/apply.yml": `on: push\njobs:\n${apply("prod", "arn:aws:iam::123456789012:role/deploy")}${apply("dev", "arn:aws:iam::123456789012:role/other")}`,
      },
      "account 123456789012",
    ],
  ])("%s", (_, files, label) => {
    expect(keys(files)).toEqual([
      `dev OPENAI_API_KEY = aws-ssm:${label}:/agent/openai-key`,
      `prod OPENAI_API_KEY = aws-ssm:${label}:/agent/openai-key`,
    ]);
  });
});

describe("one name in two environments is two parameters", () => {
  it.each<[what: string, files: Files, dev: string, prod: string]>([
    [
      "where the states are kept apart",
      {
        "infra/main.tf": `terraform {\n  backend "s3" {}\n}\n${reading}`,
        "infra/env/prod/backend.tfvars": 'bucket = "state-1"\nkey = "main"\n',
        "infra/env/dev/backend.tfvars": 'bucket = "state-2"\nkey = "main"\n',
      },
      "state in s3, bucket state-2",
      "state in s3, bucket state-1",
    ],
    [
      "where the provider assumes another role",
      {
        "infra/main.tf": `variable "role" {}\nprovider "aws" {\n  assume_role {\n    role_arn = var.role\n  }\n}\n${reading}`,
        "infra/prod.tfvars": 'env = "prod"\nrole = "arn:aws:iam::111111111111:role/deploy"\n',
        "infra/dev.tfvars": 'env = "dev"\nrole = "arn:aws:iam::222222222222:role/deploy"\n',
      },
      "account 222222222222",
      "account 111111111111",
    ],
    [
      "where it takes another profile",
      { "infra/main.tf": `provider "aws" {\n  profile = "acme-$\{var.env}"\n}\n${reading}` },
      "account acme-dev",
      "account acme-prod",
    ],
    [
      "where CI signs in with a secret of each environment",
      {
        "infra/main.tf": reading,
        ".github/workflows/apply.yml": `on: push\njobs:\n${apply("prod", "${{ secrets.ROLE }}")}${apply("dev", "${{ secrets.ROLE }}")}`,
      },
      "ROLE of dev",
      "ROLE of prod",
    ],
  ])("%s", (_, files, dev, prod) => {
    expect(keys(files)).toEqual([
      `dev OPENAI_API_KEY = aws-ssm:${dev}:/agent/openai-key`,
      `prod OPENAI_API_KEY = aws-ssm:${prod}:/agent/openai-key`,
    ]);
  });
});

describe("whether one name is one parameter is open", () => {
  const open = "? the account in which /agent/openai-key is kept in aws-ssm is not known";

  it.each<[what: string, files: Files]>([
    ["where nothing tells the account", { "infra/main.tf": reading }],
    [
      "where the role is given when it is applied, and one backend serves both",
      {
        "infra/main.tf": `variable "role" {}\nterraform {\n  backend "s3" {\n    bucket = "state"\n  }\n}\nprovider "aws" {\n  assume_role {\n    role_arn = var.role\n  }\n}\n${reading}`,
      },
    ],
    [
      "where CI signs in for one of them only",
      {
        "infra/main.tf": `terraform {\n  backend "s3" {\n    bucket = "state"\n  }\n}\n${reading}`,
        ".github/workflows/apply.yml": `on: push\njobs:\n${apply("prod", "arn:aws:iam::123456789012:role/deploy")}`,
      },
    ],
  ])("%s", (_, files) => {
    expect(keys(files)).toEqual([`dev OPENAI_API_KEY = ${open}`, `prod OPENAI_API_KEY = ${open}`]);
  });
});

it("asks for no account where the name holds it", () => {
  const name = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:openai";
  const main = `variable "env" {}\ndata "aws_secretsmanager_secret_version" "key" {\n  secret_id = "${name}"\n}\nresource "aws_lambda_function" "agent" {\n  environment {\n    variables = { OPENAI_API_KEY = data.aws_secretsmanager_secret_version.key.secret_string }\n  }\n}\n`;
  expect(keys({ "infra/main.tf": main })).toEqual([
    `dev OPENAI_API_KEY = aws-secrets-manager:*:${name}`,
    `prod OPENAI_API_KEY = aws-secrets-manager:*:${name}`,
  ]);
});
