import { describe, expect, it } from "vitest";
import type { Files } from "../../support/program.ts";
import { bound, stackOf } from "../infrastructure/bindings.ts";

const lambda = (variables: string): string =>
  `resource "aws_lambda_function" "agent" {\n  function_name = "agent"\n  environment {\n    variables = {\n      ${variables}\n    }\n  }\n}\n`;

const environments = (files: Files): string[] => stackOf(files).environments.map(({ name }) => name);

describe("a module with a file of values for each environment", () => {
  const main = `variable "index" {}\n${lambda("INDEX = var.index")}`;

  it.each<[what: string, files: Files, expected: string[]]>([
    [
      "beside it",
      {
        "infra/main.tf": main,
        "infra/prod.tfvars": 'index = "kb-prod"\n',
        "infra/staging.tfvars": 'index = "kb-stg"\n',
      },
      ['prod INDEX = "kb-prod" @ infra/prod.tfvars:1', 'staging INDEX = "kb-stg" @ infra/staging.tfvars:1'],
    ],
    [
      "in folders below it",
      {
        "infra/main.tf": main,
        "infra/env/prod/terraform.tfvars": 'index = "kb-prod"\n',
        "infra/env/dev/terraform.tfvars": 'index = "kb-dev"\n',
      },
      [
        'dev INDEX = "kb-dev" @ infra/env/dev/terraform.tfvars:1',
        'prod INDEX = "kb-prod" @ infra/env/prod/terraform.tfvars:1',
      ],
    ],
    [
      "in a folder beside it, by the variables that it names",
      {
        "infra/terraform/main.tf": main,
        "infra/config/prod.tfvars": 'index = "kb-prod"\n',
        "infra/config/other.tfvars": 'zone = "a"\n',
      },
      ['prod INDEX = "kb-prod" @ infra/config/prod.tfvars:1'],
    ],
    [
      "over one that holds for all of them",
      {
        "infra/main.tf": main,
        "infra/terraform.tfvars": 'index = "kb"\n',
        "infra/prod.tfvars": 'index = "kb-prod"\n',
        "infra/dev.tfvars": "",
        "infra/staging.tfvars": "size = 1\n",
      },
      ['prod INDEX = "kb-prod" @ infra/prod.tfvars:1', 'staging INDEX = "kb" @ infra/terraform.tfvars:1'],
    ],
    [
      "in JSON",
      { "infra/main.tf": main, "infra/prod.tfvars.json": '{ "index": "kb-prod" }' },
      ['prod INDEX = "kb-prod" @ infra/prod.tfvars.json:1'],
    ],
  ])("is applied once with each, %s", (_, files, expected) => {
    expect(bound(files)).toEqual(expected);
  });

  it("is in the environment that its values name, whatever the file is called", () => {
    const files = {
      "infra/main.tf": `variable "environment" {}\n${lambda("STAGE = var.environment")}`,
      "infra/blue.tfvars": "size = 1\n",
      "infra/env/prod.tfvars": 'environment = "production"\n',
    };
    expect(bound(files)).toEqual(['production STAGE = "production" @ infra/env/prod.tfvars:1']);
  });

  it("is in the environment of the job that hands the file over", () => {
    const job = (name: string): string =>
      `  ${name}:\n    runs-on: ubuntu-latest\n    environment: ${name}\n    steps:\n      - run: terraform apply -var-file=${name === "production" ? "live" : "rehearsal"}.tfvars\n        working-directory: infra\n`;
    const files = {
      "infra/main.tf": main,
      "infra/live.tfvars": 'index = "kb-1"\n',
      "infra/rehearsal.tfvars": 'index = "kb-2"\n',
      ".github/workflows/apply.yml": `on: push\njobs:\n${job("production")}${job("staging")}`,
    };
    expect(bound(files, "INDEX")).toEqual([
      'production INDEX = "kb-1" @ infra/live.tfvars:1',
      'staging INDEX = "kb-2" @ infra/rehearsal.tfvars:1',
    ]);
  });
});

describe("a folder for each environment", () => {
  const module = `variable "env" {}\nvariable "index" { default = "kb" }\n${lambda('INDEX = "${var.index}-${var.env}"')}`;

  it("calls the module that they share with its own arguments", () => {
    const call = (env: string): string => `module "chat" {\n  source = "../../modules/chat"\n  env = "${env}"\n}\n`;
    const files = {
      "modules/chat/main.tf": module,
      "environments/prod/main.tf": call("prod"),
      "environments/staging/main.tf": call("staging"),
    };
    expect(bound(files)).toEqual([
      'prod INDEX = "kb-prod" @ modules/chat/main.tf:2',
      'staging INDEX = "kb-staging" @ modules/chat/main.tf:2',
    ]);
  });

  it("is told by Terragrunt with what it hands over", () => {
    const inputs = (env: string): string =>
      `terraform {\n  source = "../../../modules//chat"\n}\ninputs = {\n  env = "${env}"\n  index = local.index\n}\n`;
    const files = {
      "modules/chat/main.tf": module,
      "live/prod/chat/terragrunt.hcl": inputs("prod"),
      "live/dev/chat/terragrunt.hcl": inputs("dev"),
    };
    expect(bound(files)).toEqual([
      "dev INDEX = ? there is no local index @ live/dev/chat/terragrunt.hcl:6",
      "prod INDEX = ? there is no local index @ live/prod/chat/terragrunt.hcl:6",
    ]);
  });

  it.each(["infra/dev-tools/main.tf", "infra/main.tf", "preview-app/main.tf"])(
    "is none where nothing says so: %s",
    (path) => {
      expect(environments({ [path]: lambda('INDEX = "kb"') })).toEqual([]);
    },
  );

  it("is none of a module that is there to be called", () => {
    expect(environments({ "modules/prod/main.tf": lambda('INDEX = "kb"') })).toEqual([]);
  });
});

describe("workspaces", () => {
  it("are those that the module tells apart", () => {
    const files = {
      "infra/main.tf": `locals {\n  env = terraform.workspace\n  size = {\n    prod = "big"\n    staging = "small"\n  }\n}\n${lambda('SIZE = local.size[local.env]\n      ON = terraform.workspace == "prod"')}`,
    };
    expect(bound(files)).toEqual([
      'prod ON = "true" @ infra/main.tf:13',
      'prod SIZE = "big" @ infra/main.tf:4',
      'staging ON = "false" @ infra/main.tf:13',
      'staging SIZE = "small" @ infra/main.tf:5',
    ]);
  });

  it("are those that CI selects", () => {
    const files = {
      "infra/main.tf": lambda('INDEX = "kb-${terraform.workspace}"'),
      ".github/workflows/apply.yml":
        "on: push\njobs:\n  prod:\n    runs-on: x\n    steps:\n      - run: |\n          terraform workspace select prod\n          terraform apply\n        working-directory: infra\n",
    };
    expect(bound(files, "INDEX")).toEqual(['prod INDEX = "kb-prod" @ infra/main.tf:5']);
  });
});

describe("one state for several environments", () => {
  it("tells them by the key of what is made for each", () => {
    const files = {
      "infra/main.tf": `module "chat" {\n  source = "./chat"\n  for_each = toset(["staging", "production"])\n  name = each.key\n}\n`,
      "infra/chat/main.tf": `variable "name" {}\n${lambda('INDEX = "kb-${var.name}"')}`,
    };
    expect(bound(files)).toEqual([
      'production INDEX = "kb-production" @ infra/main.tf:3',
      'staging INDEX = "kb-staging" @ infra/main.tf:3',
    ]);
  });

  it("tells them by what the modules are called or told", () => {
    const files = {
      "infra/main.tf": `module "chat_staging" {\n  source = "./chat"\n  index = "kb-1"\n}\nmodule "main" {\n  source = "./chat"\n  index = "kb-2"\n  environment = "prod"\n}\n`,
      "infra/chat/main.tf": `variable "index" {}\nvariable "environment" { default = "" }\n${lambda("INDEX = var.index")}`,
    };
    expect(bound(files)).toEqual(['prod INDEX = "kb-2" @ infra/main.tf:7', 'staging INDEX = "kb-1" @ infra/main.tf:3']);
  });

  it("leaves out what is made in one of them only", () => {
    const files = {
      "infra/main.tf": `variable "env" {}\nresource "aws_lambda_function" "agent" {\n  count = var.env == "prod" ? 1 : 0\n  environment {\n    variables = { INDEX = "kb" }\n  }\n}\n`,
      "infra/prod.tfvars": 'env = "prod"\n',
      "infra/dev.tfvars": 'env = "dev"\n',
    };
    expect(bound(files)).toEqual(['prod INDEX = "kb" @ infra/main.tf:5']);
  });
});

describe("what has no end", () => {
  it.each<[what: string, files: Files]>([
    [
      "a local that is itself",
      { "env/prod/main.tf": `locals {\n  a = local.b\n  b = local.a\n}\n${lambda("A = local.a")}` },
    ],
    [
      "modules that call each other",
      {
        "env/prod/main.tf": 'module "a" {\n  source = "../../m/a"\n}\n',
        "m/a/main.tf": `module "b" {\n  source = "../b"\n}\n${lambda('A = "a"')}`,
        "m/b/main.tf": 'module "a" {\n  source = "../a"\n  for_each = toset(["x", "y"])\n}\n',
      },
    ],
    [
      "lists of lists",
      {
        "env/prod/main.tf": `locals {\n  l0 = [1, 2, 3, 4, 5, 6, 7, 8]\n${Array.from({ length: 12 }, (_, i) => `  l${i + 1} = [for x in local.l${i} : local.l${i}]`).join("\n")}\n}\n${lambda("A = jsonencode(local.l12)")}`,
      },
    ],
    ["a module that calls itself", { "env/prod/main.tf": `module "a" {\n  source = "./"\n}\n${lambda('A = "a"')}` }],
  ])("is followed to a bound: %s", (_, files) => {
    expect(bound(files, "A").length).toBeGreaterThan(0);
  });
});
