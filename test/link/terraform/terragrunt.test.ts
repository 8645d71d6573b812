import { describe, expect, it } from "vitest";
import type { Files } from "../../support/program.ts";
import { bound } from "../infrastructure/bindings.ts";

const agent =
  'variable "env" {}\nvariable "index" { default = "none" }\nresource "aws_lambda_function" "agent" {\n  function_name = "agent"\n  environment {\n    variables = {\n      INDEX = var.index\n    }\n  }\n}\n';
const unit = (index: string, more = ""): string =>
  `${more}terraform {\n  source = "../../../modules//agent"\n}\ninputs = {\n  env = "e"\n  index = ${index}\n}\n`;

/** One unit in production and one in staging, with what else there is. */
const files = (text: string, more: Files = {}): Files => ({
  "modules/agent/main.tf": agent,
  "live/prod/agent/terragrunt.hcl": text,
  "live/staging/agent/terragrunt.hcl": text,
  ...more,
});

const values = (all: Files): readonly string[] => bound(all).map((line) => line.replace(/ @.*/, ""));

describe("inputs of Terragrunt", () => {
  it("are written with locals", () => {
    const text = unit("local.index", 'locals {\n  name = "kb"\n  index = "${local.name}-one"\n}\n');
    expect(values(files(text))).toEqual(['prod INDEX = "kb-one"', 'staging INDEX = "kb-one"']);
  });

  it("come from configurations that are read, of each environment its own", () => {
    const text = unit(
      "local.env.locals.index",
      'locals {\n  env = read_terragrunt_config(find_in_parent_folders("env.hcl"))\n}\n',
    );
    const more = {
      "live/prod/env.hcl": 'locals {\n  index = "kb"\n}\n',
      "live/staging/env.hcl": 'locals {\n  index = "kb-staging"\n}\n',
    };
    expect(bound(files(text, more))).toEqual([
      'prod INDEX = "kb" @ live/prod/env.hcl:2',
      'staging INDEX = "kb-staging" @ live/staging/env.hcl:2',
    ]);
  });

  it("are laid over those of what is included, which looks for files from the unit", () => {
    const text =
      'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\nterraform {\n  source = "../../../modules//agent"\n}\ninputs = {\n  env = "e"\n}\n';
    const more = {
      "root.hcl":
        'locals {\n  env = read_terragrunt_config(find_in_parent_folders("env.hcl"))\n}\ninputs = merge(local.env.locals, { env = "root" })\n',
      "live/prod/env.hcl": 'locals {\n  index = "kb"\n}\n',
      "live/staging/env.hcl": 'locals {\n  index = "kb-staging"\n}\n',
    };
    expect(values(files(text, more))).toEqual(['prod INDEX = "kb"', 'staging INDEX = "kb-staging"']);
  });

  it("take the source and exposed locals of what is included", () => {
    const text =
      'include "common" {\n  path = "${get_terragrunt_dir()}/../../../common/agent.hcl"\n  expose = true\n}\ninputs = {\n  env = "e"\n  index = "${include.common.locals.name}-${basename(get_original_terragrunt_dir())}"\n}\n';
    const more = {
      "common/agent.hcl":
        'terraform {\n  source = "${get_repo_root()}/modules//agent"\n}\nlocals {\n  name = "kb"\n}\n',
    };
    expect(values(files(text, more))).toEqual(['prod INDEX = "kb-agent"', 'staging INDEX = "kb-agent"']);
  });

  it("take the outputs of what they depend on", () => {
    const text = unit("dependency.store.outputs.index", 'dependency "store" {\n  config_path = "../store"\n}\n');
    const store = (name: string): string =>
      `terraform {\n  source = "../../../modules/store"\n}\ninputs = {\n  name = "${name}"\n}\n`;
    const more = {
      "modules/store/main.tf": 'variable "name" {}\noutput "index" {\n  value = "kb-${var.name}"\n}\n',
      "live/prod/store/terragrunt.hcl": store("live"),
      "live/staging/store/terragrunt.hcl": store("trial"),
    };
    expect(values(files(text, more))).toEqual(['prod INDEX = "kb-live"', 'staging INDEX = "kb-trial"']);
  });

  it.each([
    ["an environment variable", unit('get_env("INDEX", "kb")'), /get_env/],
    ["a file that is not there", unit('read_terragrunt_config("gone.hcl").locals.index'), /was not found/],
    [
      "a dependency elsewhere",
      unit("dependency.store.outputs.index", 'dependency "store" {\n  config_path = "../gone"\n}\n'),
      /not in the repository/,
    ],
    [
      "a dependency on itself",
      unit("dependency.own.outputs.index", 'dependency "own" {\n  config_path = "."\n}\n'),
      /not in the repository/,
    ],
    ["a command", unit('run_cmd("name")'), /run_cmd\(\) is not followed/],
    ["a file that includes itself", unit("local.gone", 'include {\n  path = "terragrunt.hcl"\n}\n'), /no local gone/],
  ])("are open where they come from %s", (_, text, reason) => {
    const all = values(files(text));
    expect(all).toHaveLength(2);
    for (const line of all) expect(line).toMatch(reason);
  });

  it("are open where what they depend on is a module of another repository", () => {
    const text = unit("dependency.store.outputs.index", 'dependency "store" {\n  config_path = "../store"\n}\n');
    const store = 'terraform {\n  source = "git::https://git.example.net/modules.git//store?ref=v1"\n}\n';
    const more = { "live/prod/store/terragrunt.hcl": store, "live/staging/store/terragrunt.hcl": store };
    for (const line of values(files(text, more))) expect(line).toMatch(/not in the repository/);
  });

  it("survive configurations that read each other", () => {
    const text = unit("local.a.locals.x", 'locals {\n  a = read_terragrunt_config("../a.hcl")\n}\n');
    const reading = (other: string): string => `locals {\n  x = read_terragrunt_config("${other}").locals.x\n}\n`;
    expect(() =>
      bound(files(text, { "live/prod/a.hcl": reading("b.hcl"), "live/prod/b.hcl": reading("a.hcl") })),
    ).not.toThrow();
  });
});
