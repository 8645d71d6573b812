import { describe, expect, it } from "vitest";
import type { InfraBlock, InfrastructureFact } from "../../src/model/infrastructure.ts";
import { factsOf, gapsOf, ofKind, showSpan } from "../support/extract.ts";
import { showExpression } from "../support/infrastructure.ts";

function fileOf(path: string, text: string): InfrastructureFact {
  const [fact] = ofKind(factsOf(path, text), "infrastructure");
  if (!fact) throw new Error(`${path} gave no facts`);
  return fact;
}

/** Each value of a file, `block.label.name = expression`. */
function shown(path: string, text: string): string[] {
  const file = fileOf(path, text);
  const inside = (block: InfraBlock, before: string): string[] => {
    const head = [before, block.type, ...block.labels].filter((part) => part !== "").join(".");
    return [
      ...block.values.map(({ name, value }) => `${head}.${name} = ${showExpression(value)}`),
      ...block.blocks.flatMap((inner) => inside(inner, head)),
    ];
  };
  return [
    ...file.values.map(({ name, value }) => `${name} = ${showExpression(value)}`),
    ...file.blocks.flatMap((block) => inside(block, "")),
  ];
}

describe("a module", () => {
  it.each<[what: string, text: string, expected: string[]]>([
    [
      "a resource with a nested block",
      'resource "aws_lambda_function" "agent" {\n  function_name = "agent-${var.environment}"\n  environment {\n    variables = {\n      INDEX = local.index\n      "TOP_K" = 5\n      (local.key) : true\n    }\n  }\n}\n',
      [
        "resource.aws_lambda_function.agent.function_name = `agent-${var.environment}`",
        "resource.aws_lambda_function.agent.environment.variables = {INDEX: local.index, TOP_K: 5, (local.key): true}",
      ],
    ],
    ["a label without quotes", "provider aws {\n  region = var.region\n}\n", ["provider.aws.region = var.region"]],
    [
      "accesses",
      'locals {\n  a = data.aws_ssm_parameter.key[0].value\n  b = local.env["prod"].tier\n  c = aws_subnet.all[*].id\n  d = aws_subnet.all.0.id\n  e = module.chat["eu"].url\n}\n',
      [
        "locals.a = data.aws_ssm_parameter.key[0].value",
        'locals.b = local.env["prod"].tier',
        "locals.c = aws_subnet.all[*].id",
        "locals.d = aws_subnet.all[0].id",
        'locals.e = module.chat["eu"].url',
      ],
    ],
    [
      "operators and conditions",
      'locals {\n  a = var.env == "prod" && !var.dry ? 2 : -1\n  b = (var.n + 1) * 2\n  c = null\n}\n',
      ['locals.a = (((var.env == "prod") && !var.dry) ? 2 : -1)', "locals.b = ((var.n + 1) * 2)", "locals.c = null"],
    ],
    [
      "loops",
      "locals {\n  a = [for k, v in var.settings : { name = k, value = v } if v != null]\n  b = { for e in var.envs : e => upper(e)... }\n}\n",
      [
        "locals.a = {for k, v in var.settings: {name: k, value: v} if (v != null)}",
        "locals.b = {for e in var.envs: e => upper(e)}",
      ],
    ],
    [
      "calls",
      'locals {\n  a = merge(local.shared, { X = "1" })\n  b = concat(local.lists...)\n  c = timestamp()\n}\n',
      ['locals.a = merge(local.shared, {X: "1"})', "locals.b = concat(local.lists...)", "locals.c = timestamp()"],
    ],
    [
      "a string that is nothing but what is filled in",
      'locals {\n  a = "${var.name}"\n  b = "$${not}"\n  c = "a\\"b\\n"\n  d = ""\n}\n',
      ["locals.a = var.name", 'locals.b = "${not}"', 'locals.c = "a\\"b\\n"', 'locals.d = ""'],
    ],
    [
      "a heredoc",
      "locals {\n  a = <<-EOT\n    one ${var.x}\n    two\n  EOT\n}\n",
      ["locals.a = `    one ${var.x}\n    two`"],
    ],
    [
      "a heredoc of JSON, as what it stands for",
      'resource "aws_ecs_task_definition" "agent" {\n  container_definitions = <<JSON\n[{"name": "agent", "cpu": ${var.cpu}, "environment": [{"name": "INDEX", "value": "kb-${var.env}"}]}]\nJSON\n}\n',
      [
        'resource.aws_ecs_task_definition.agent.container_definitions = jsonencode([{name: "agent", cpu: var.cpu, environment: [{name: "INDEX", value: `kb-${var.env}`}]}])',
      ],
    ],
    [
      "a directive, which is not followed",
      'locals {\n  a = "%{ if var.x }a%{ endif }"\n}\n',
      ["locals.a = ?template directive"],
    ],
    ["comments", "# a\nlocals { // b\n  a = 1 /* c */\n}\n", ["locals.a = 1"]],
  ])("reads %s", (_, text, expected) => {
    expect(shown("infra/main.tf", text)).toEqual(expected);
    expect(shown("infra/main.tf", text.replaceAll("\n", "\r\n"))).toEqual(
      expected.map((line) => line.replaceAll("\n", "\r\n")),
    );
    expect(shown("infra/main.tf", `\uFEFF${text}`)).toEqual(expected);
  });

  it("places what it read, behind letters of any width", () => {
    const file = fileOf("main.tf", '# größer 🚀\nvariable "region" {\n  default = "é🚀" # x\n  type    = string\n}\n');
    const [block] = file.blocks;
    expect(block && showSpan(block.span)).toBe("2:1-2:18");
    expect(block?.values.map(({ span, value }) => [showSpan(span), showSpan(value.span)])).toEqual([
      ["3:3-3:18", "3:13-3:18"],
      ["4:3-4:19", "4:13-4:19"],
    ]);
  });
});

describe("the JSON syntax", () => {
  it("reads blocks by their labels, and strings as templates", () => {
    const text = JSON.stringify({
      variable: { env: { default: "dev" } },
      resource: { aws_lambda_function: { agent: { environment: { variables: { INDEX: "kb-${var.env}" } } } } },
      provider: { aws: [{ region: "eu-west-1" }, { alias: "us", region: "${var.region}" }] },
      locals: { n: 1, on: true, off: null },
    });
    expect(shown("main.tf.json", text)).toEqual([
      'variable.env.default = "dev"',
      "resource.aws_lambda_function.agent.environment = {variables: {INDEX: `kb-${var.env}`}}",
      'provider.aws.region = "eu-west-1"',
      'provider.aws.alias = "us"',
      "provider.aws.region = var.region",
      "locals.n = 1",
      "locals.on = true",
      "locals.off = null",
    ]);
  });

  it("reads the values of variables", () => {
    expect(shown("prod.tfvars.json", '{ "env": "prod", "sizes": [1, 2] }')).toEqual(['env = "prod"', "sizes = [1, 2]"]);
  });
});

describe("what a file is for", () => {
  it.each([
    ["envs/prod/terraform.tfvars", "values"],
    ["prod.auto.tfvars", "values"],
    ["env/prod/backend.tfvars", "backend"],
    ["prod.tfbackend", "backend"],
    ["backend-prod.hcl", "backend"],
    ["live/prod/terragrunt.hcl", "module"],
    ["main.tofu", "module"],
  ])("tells it of %s by its name", (path, role) => {
    expect(fileOf(path, 'bucket = "state-prod"\n').role).toBe(role);
  });

  it("reads a template of JSON with the places in it that are filled in", () => {
    const [value] = fileOf(
      "task.json.tpl",
      '[\n  { "name": "agent", "cpu": ${cpu}, "image": "${image}:1" }\n]\n',
    ).values;
    expect(value && showExpression(value.value)).toBe('jsonencode([{name: "agent", cpu: cpu, image: `${image}:1`}])');
    expect(value?.value.kind === "call" && value.value.args[0] && showSpan(value.value.args[0].span)).toBe("1:1-3:2");
  });

  it.each(["modules/chat/examples/main.tf", "docs/main.tf"])("leaves %s alone, which nobody applies", (path) => {
    expect(factsOf(path, "a = 1\n", path.startsWith("docs") ? "docs" : "example")).toEqual([]);
  });
});

describe("secrets", () => {
  const key = "kestrel-9f2c71d04be85a6631";

  it.each([
    ["a value of a variable", "prod.tfvars", `openai_api_key = "${key}"\n`],
    ["a default", "variables.tf", `variable "openai_api_key" {\n  default = "${key}"\n}\n`],
    ["a variable of a function", "main.tf", `locals {\n  env = { OPENAI_API_KEY = "${key}" }\n}\n`],
    ["a password in a URL", "main.tf", `locals {\n  url = "postgres://app:${key}@\${var.host}/app"\n}\n`],
    ["a heredoc of JSON", "main.tf", `locals {\n  c = <<E\n[{"name": "API_KEY", "value": "${key}"}]\nE\n}\n`],
    ["a template", "task.json.tpl", `[{ "environment": [{ "name": "API_KEY", "value": "${key}" }] }]`],
    ["a secret of GitHub", "main.tf", `resource "github_actions_secret" "a" {\n  plaintext_value = "${key}"\n}\n`],
    ["JSON", "prod.tfvars.json", `{ "db_password": "${key}" }`],
    ["a broken file", "main.tf", `locals {\n  token = "${key}"\n  = = ) \n`],
  ])("leave the file neither in %s", (_, path, text) => {
    expect(JSON.stringify(factsOf(path, text))).not.toContain(key);
  });

  it("are told apart by digest", () => {
    const digestOf = (text: string): string | undefined => {
      const [value] = fileOf("x.tfvars", text).values;
      return value?.value.kind === "text" ? value.value.sealed?.digest : undefined;
    };
    expect(digestOf(`api_key = "${key}"\n`)).toBe(digestOf(`other_api_key = "${key}"\n`));
    expect(digestOf(`api_key = "${key}"\n`)).not.toBe(digestOf(`api_key = "${key}0"\n`));
  });

  it("are not seen in what only names a thing", () => {
    expect(
      shown("main.tf", 'locals {\n  hash_key = "conversation-id"\n  secret_name = "/agent/openai-key"\n}\n'),
    ).toEqual(['locals.hash_key = "conversation-id"', 'locals.secret_name = "/agent/openai-key"']);
  });
});

describe("broken and hostile files", () => {
  it("give what stands beside the error, and say that there is one", () => {
    const text = 'locals {\n  a = 1\n}\n\nlocals {\n  b = = 2\n}\n\nvariable "c" {\n  default = 3\n}\n';
    expect(gapsOf("main.tf", text)).toEqual([{ kind: "gap", path: "main.tf", reason: "not valid HCL", line: 6 }]);
    expect(shown("main.tf", text)).toEqual(expect.arrayContaining(["locals.a = 1", "variable.c.default = 3"]));
  });

  it.each([
    ["an empty file", "", 0],
    ["blank lines", " \r\n\t\n", 0],
    ["a file cut off in a block", 'resource "aws_s3_bucket" "docs" {\n  bucket = "docs', 1],
    ["a file cut off in a heredoc", "locals {\n  a = <<EOT\n  x\n", 1],
    ["brackets without end", `a = ${"[".repeat(20_000)}`, 1],
    ["interpolation without end", `a = "${'${"'.repeat(20_000)}`, 1],
    ["errors without end", "a = ) ( ]\n".repeat(20_000), 1],
    ["an enormous file", `a = "${"x".repeat(300_000)}"\n`, 1],
    ["bytes of something else", "\u0000\u0001\uFFFD".repeat(2_000), 1],
  ])("never defeat it: %s", (_, text, gaps) => {
    const facts = factsOf("main.tf", text);
    expect(ofKind(facts, "gap").filter(({ reason }) => reason.includes("extractor failed"))).toEqual([]);
    expect(ofKind(facts, "gap").length).toBeGreaterThanOrEqual(gaps);
  });

  it("never defeat it: a truncated JSON file", () => {
    expect(gapsOf("main.tf.json", '{ "resource": { "aws_s3_bucket": {')).toHaveLength(1);
  });
});
