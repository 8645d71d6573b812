import type { ProgramEntry, Provision, SettingPath } from "../program-entry.ts";
import { asList, asMap } from "./provisions.ts";

const containers = (at: SettingPath): readonly Provision[] => [
  asList([...at, "environment"]),
  { as: "list", at: [...at, "secrets"], name: "name", values: [{ at: ["valueFrom"], store: "aws" }] },
];

/** Programs that AWS runs. */
export const awsPrograms: readonly ProgramEntry[] = [
  {
    type: /^aws_lambda_function$/,
    role: ["role"],
    provisions: [asMap(["environment", "variables"])],
    code: [["filename"], ["source_dir"], ["s3_key"]],
    names: [["function_name"]],
    images: [["image_uri"]],
  },
  {
    type: /^aws_ecs_task_definition$/,
    role: ["task_role_arn"],
    provisions: containers(["container_definitions"]),
    names: [["family"], ["container_definitions", "name"]],
    images: [["container_definitions", "image"]],
  },
  { type: /^aws_batch_job_definition$/, provisions: containers(["container_properties"]), names: [["name"]] },
  {
    type: /^aws_apprunner_service$/,
    role: ["instance_configuration", "instance_role_arn"],
    provisions: [
      asMap(["source_configuration", "image_repository", "image_configuration", "runtime_environment_variables"]),
      asMap([
        "source_configuration",
        "code_repository",
        "code_configuration",
        "code_configuration_values",
        "runtime_environment_variables",
      ]),
      {
        ...{ as: "map", store: "aws" },
        at: ["source_configuration", "image_repository", "image_configuration", "runtime_environment_secrets"],
      },
    ],
    code: [["source_configuration", "code_repository", "source_directory"]],
    names: [["service_name"]],
  },
  {
    type: /^aws_amplify_(?:app|branch)$/,
    provisions: [asMap(["environment_variables"])],
    names: [["name"], ["app_id"]],
  },
  {
    type: /^aws_bedrockagentcore_agent_runtime$/,
    role: ["role_arn"],
    provisions: [asMap(["environment_variables"])],
    names: [["agent_runtime_name"]],
  },
  {
    type: /^aws_elastic_beanstalk_(?:environment|configuration_template)$/,
    provisions: [asList(["setting"])],
    names: [["application"], ["name"]],
  },
];
