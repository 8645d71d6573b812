import { describe, expect, it } from "vitest";
import type { Files } from "../../support/program.ts";
import { bound } from "../infrastructure/bindings.ts";

/** The bindings of a module that is applied in production, without their places. */
function given(main: string, files: Files = {}): string[] {
  return bound({ "env/prod/main.tf": main, ...files }).map((line) => line.replace(/ @ .*/, ""));
}

const google = 'provider "google" {\n  project = "acme-prod"\n}\n';
const aws = 'provider "aws" {\n  allowed_account_ids = ["123456789012"]\n}\n';

describe("variables are given to a program", () => {
  it.each<[what: string, main: string, expected: string[]]>([
    [
      "in the JSON of an ECS task",
      `${aws}resource "aws_ssm_parameter" "key" {\n  name = "/agent/key"\n  value = "TODO"\n}\nresource "aws_ecs_task_definition" "agent" {\n  family = "agent"\n  container_definitions = jsonencode([{ name = "agent", environment = [{ name = "INDEX", value = "kb" }], secrets = [{ name = "API_KEY", valueFrom = aws_ssm_parameter.key.arn }, { name = "OTHER_KEY", valueFrom = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:other" }] }])\n}\n`,
      [
        "prod API_KEY = aws-ssm:account 123456789012:/agent/key",
        'prod INDEX = "kb"',
        "prod OTHER_KEY = aws-secrets-manager:*:arn:aws:secretsmanager:eu-west-1:123456789012:secret:other",
      ],
    ],
    [
      "in a heredoc",
      'resource "aws_ecs_task_definition" "agent" {\n  container_definitions = <<JSON\n[{ "name": "agent", "environment": [{ "name": "INDEX", "value": "kb-${terraform.workspace}" }] }]\nJSON\n}\n',
      ["prod INDEX = ? the workspace is chosen when it is applied"],
    ],
    [
      "in blocks of Cloud Run",
      `${google}resource "google_cloud_run_v2_service" "agent" {\n  name = "agent"\n  template {\n    containers {\n      env {\n        name = "INDEX"\n        value = "kb"\n      }\n      env {\n        name = "API_KEY"\n        value_source {\n          secret_key_ref {\n            secret = "openai"\n            version = "latest"\n          }\n        }\n      }\n    }\n  }\n}\n`,
      ["prod API_KEY = gcp-secret-manager:account acme-prod:openai", 'prod INDEX = "kb"'],
    ],
    [
      "in dynamic blocks",
      'resource "google_cloud_run_v2_service" "agent" {\n  template {\n    containers {\n      dynamic "env" {\n        for_each = { INDEX = "kb", SIZE = "2" }\n        content {\n          name = env.key\n          value = env.value\n        }\n      }\n    }\n  }\n}\n',
      ['prod INDEX = "kb"', 'prod SIZE = "2"'],
    ],
    [
      "through the secrets of a container app",
      'resource "azurerm_container_app" "agent" {\n  secret {\n    name = "openai"\n    value = "kestrel-9f2c71d04be85a6631"\n  }\n  template {\n    container {\n      env {\n        name = "API_KEY"\n        secret_name = "openai"\n      }\n      env {\n        name = "INDEX"\n        value = "kb"\n      }\n    }\n  }\n}\n',
      ["prod API_KEY = [secret: 16 to 31 characters]", 'prod INDEX = "kb"'],
    ],
    [
      "as settings of a web app",
      'resource "azurerm_linux_web_app" "agent" {\n  app_settings = merge({ INDEX = "kb" }, { SIZE = 2 })\n}\n',
      ['prod INDEX = "kb"', 'prod SIZE = "2"'],
    ],
    [
      "to a container of Kubernetes",
      'provider "kubernetes" {\n  config_context = "acme-prod"\n}\nresource "kubernetes_deployment_v1" "agent" {\n  spec {\n    template {\n      spec {\n        container {\n          env {\n            name = "API_KEY"\n            value_from {\n              secret_key_ref {\n                name = "openai"\n                key = "token"\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n}\nresource "kubernetes_config_map" "agent" {\n  data = { INDEX = "kb", "config.json" = "{}" }\n}\n',
      ["prod API_KEY = kubernetes-secret:account acme-prod:openai/token", 'prod INDEX = "kb"'],
    ],
    [
      "as values of a chart",
      'resource "helm_release" "agent" {\n  values = [yamlencode({ image = { TAG = "1" }, env = { INDEX = "kb" }, extra = { env = [{ name = "SIZE", value = "2" }] } })]\n  set {\n    name = "env.LOG_LEVEL"\n    value = "info"\n  }\n  set {\n    name = "replicas"\n    value = 2\n  }\n}\n',
      ['prod INDEX = "kb"', 'prod LOG_LEVEL = "info"', 'prod SIZE = "2"'],
    ],
    [
      "as settings of an app of Heroku",
      'resource "heroku_app_config_association" "agent" {\n  vars = { INDEX = "kb" }\n  sensitive_vars = { API_KEY = var.key }\n}\nvariable "key" {}\n',
      ["prod API_KEY = ? var.key of env/prod (prod) is given when it is applied", 'prod INDEX = "kb"'],
    ],
    [
      "as objects of Render",
      'resource "render_web_service" "agent" {\n  env_vars = {\n    INDEX = { value = "kb" }\n    SALT = { generate_value = true }\n  }\n}\n',
      ['prod INDEX = "kb"', "prod SALT = ? it is put together when it is applied"],
    ],
    [
      "one by one",
      'resource "railway_variable" "index" {\n  name = "INDEX"\n  value = "kb"\n  service_id = "s"\n}\n',
      ['prod INDEX = "kb"'],
    ],
    [
      "by a module from elsewhere",
      'module "chat" {\n  source = "terraform-aws-modules/lambda/aws"\n  function_name = "chat"\n  environment_variables = { INDEX = "kb" }\n  tags = { OWNER = "chat" }\n}\n',
      ['prod INDEX = "kb"'],
    ],
    [
      "by the bindings of a Worker",
      'resource "cloudflare_workers_script" "agent" {\n  bindings = [{ type = "plain_text", name = "INDEX", text = "kb" }, { type = "secrets_store_secret", name = "API_KEY", store_id = "s1", secret_name = "openai" }]\n}\n',
      ["prod API_KEY = secrets-store:*:s1/openai", 'prod INDEX = "kb"'],
    ],
  ])("%s", (_, main, expected) => {
    expect(given(main)).toEqual(expected);
  });

  it("through a template of JSON", () => {
    const main = `module "chat" {\n  source = "../../chat"\n}\n`;
    const files = {
      "chat/main.tf":
        'resource "aws_ecs_task_definition" "agent" {\n  container_definitions = templatefile("${path.module}/task.json.tpl", { index = "kb", cpu = 2 })\n}\n',
      "chat/task.json.tpl": '[{ "cpu": ${cpu}, "environment": [{ "name": "INDEX", "value": "${index}-1" }] }]\n',
    };
    expect(given(main, files)).toEqual(['prod INDEX = "kb-1"']);
  });
});

describe("one resource gives several environments a variable", () => {
  it("that names them itself", () => {
    const main =
      'variable "key" {}\nresource "vercel_project_environment_variable" "key" {\n  project_id = "p"\n  key = "OPENAI_API_KEY"\n  value = var.key\n  target = ["production", "preview"]\n}\n';
    expect(bound({ "infra/main.tf": main })).toEqual([
      "preview OPENAI_API_KEY = terraform-variable:*:var.key of infra @ infra/main.tf:1",
      "production OPENAI_API_KEY = terraform-variable:*:var.key of infra @ infra/main.tf:1",
    ]);
  });

  it("in a list of them", () => {
    const main =
      'resource "vercel_project_environment_variables" "all" {\n  variables = [{ key = "INDEX", value = "kb-1", target = ["production"] }, { key = "INDEX", value = "kb-2", target = ["preview", "development"] }]\n}\n';
    expect(bound({ "infra/main.tf": main }).map((line) => line.replace(/ @ .*/, ""))).toEqual([
      'development INDEX = "kb-2"',
      'preview INDEX = "kb-2"',
      'production INDEX = "kb-1"',
    ]);
  });

  it("under a key for each", () => {
    const main =
      'resource "cloudflare_pages_project" "agent" {\n  deployment_configs {\n    production {\n      environment_variables = { INDEX = "kb-1" }\n    }\n    preview {\n      environment_variables = { INDEX = "kb-2" }\n    }\n  }\n}\n';
    expect(bound({ "infra/main.tf": main }).map((line) => line.replace(/ @ .*/, ""))).toEqual([
      'preview INDEX = "kb-2"',
      'production INDEX = "kb-1"',
    ]);
  });

  it("as a secret of GitHub for each", () => {
    const main =
      'variable "key" {}\nresource "github_actions_environment_secret" "key" {\n  for_each = toset(["staging", "production"])\n  environment = each.value\n  secret_name = "OPENAI_API_KEY"\n  plaintext_value = var.key\n}\nresource "github_actions_environment_secret" "other" {\n  for_each = github_actions_environment_secret.key\n  environment = each.key\n  secret_name = "OTHER_KEY"\n  plaintext_value = var.key\n}\nresource "github_actions_secret" "all" {\n  secret_name = "NPM_TOKEN"\n  plaintext_value = var.key\n}\n';
    expect(bound({ "infra/main.tf": main }).map((line) => line.replace(/ @ .*/, ""))).toEqual([
      "production OPENAI_API_KEY = terraform-variable:*:var.key of infra",
      "production OTHER_KEY = terraform-variable:*:var.key of infra",
      "staging OPENAI_API_KEY = terraform-variable:*:var.key of infra",
      "staging OTHER_KEY = terraform-variable:*:var.key of infra",
    ]);
  });
});

describe("the program is told", () => {
  const workspace: Files = {
    "package.json": '{ "name": "shop", "workspaces": ["apps/*"] }',
    "apps/support-api/package.json": '{ "name": "@shop/support-api" }',
    "apps/support-api/src/index.ts": "export {};\n",
    "apps/web/package.json": '{ "name": "web" }',
    "apps/web/src/index.ts": "export {};\n",
  };
  const lambda = (name: string, more = ""): string =>
    `resource "aws_lambda_function" "${name}" {\n${more}  environment {\n    variables = { INDEX = "kb" }\n  }\n}\n`;

  it.each<[what: string, main: string, service: string]>([
    [
      "by the path of its code",
      `data "archive_file" "code" {\n  source_dir = "\${path.module}/../../apps/web/dist"\n  output_path = "/tmp/code.zip"\n}\n${lambda("one", "  filename = data.archive_file.code.output_path\n")}`,
      "web/",
    ],
    ["by its name", lambda("one", '  function_name = "shop-support-api-prod"\n'), "@shop/support-api/"],
    ["by its label", lambda("support_api"), "@shop/support-api/"],
    [
      "by its image",
      lambda("one", '  image_uri = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:latest"\n'),
      "web/",
    ],
    ["by nothing, so that it may be any", lambda("one"), "shop/"],
  ])("%s", (_, main, service) => {
    expect(given(main, workspace)).toEqual([`${service}prod INDEX = "kb"`]);
  });

  it("by nothing, and then what two of them have in two ways is open", () => {
    const main = `${lambda("one")}${lambda("two").replace('"kb"', '"other"')}`;
    expect(given(main, workspace)).toEqual([
      "shop/prod INDEX = ? INDEX is one thing for aws_lambda_function.one and another for aws_lambda_function.two",
    ]);
  });

  it("to be none of the repository's where its container runs a product", () => {
    const main =
      'resource "aws_ecs_task_definition" "cache" {\n  container_definitions = jsonencode([{ image = "redis:7", environment = [{ name = "INDEX", value = "kb" }] }])\n}\n';
    expect(given(main)).toEqual([]);
  });
});
