/** A path of settings; nested blocks and lists on the way are gone through. */
export type SettingPath = readonly string[];

/** One way in which a resource gives variables to a program. */
export type Provision =
  /** `{ NAME = value }`; `value` is the setting of it that holds the value, if it is an object. */
  | { readonly as: "map"; readonly at: SettingPath; readonly value?: string; readonly store?: string }
  /** A list of `{ name, value }`, of which the first of `values` that is there counts. */
  | { readonly as: "list"; readonly at: SettingPath; readonly name: string; readonly values: readonly Held[] }
  /** The resource as a whole is one variable. */
  | { readonly as: "one"; readonly name: SettingPath; readonly values: readonly Held[] };

/** Where a value stands; with `store` what stands there is the name that it has in a secret store, given in parts. */
export interface Held {
  readonly at: SettingPath;
  readonly store?: string;
  readonly parts?: readonly string[];
  /** What stands there is the name of an entry of another list of the resource, which holds the value. */
  readonly listed?: { readonly at: SettingPath; readonly name: string; readonly values: readonly SettingPath[] };
}

/** A kind of resource that gives variables to a program, or holds them for one. */
export interface ProgramEntry {
  readonly type: RegExp;
  readonly provisions: readonly Provision[];
  /** Settings with a path of the code that it runs. */
  readonly code?: readonly SettingPath[];
  /** Settings with the image of its container. */
  readonly images?: readonly SettingPath[];
  /** Settings that name the program. */
  readonly names?: readonly SettingPath[];
  /** Settings of the resource, or of one variable in it, that name the environments it is for. */
  readonly environments?: readonly SettingPath[];
  /** The setting with the role or account that it runs as, which clients take in place of a key. */
  readonly role?: SettingPath;
  /** It holds for one environment or for all of them, whichever state it stands in. */
  readonly ownEnvironment?: true;
  /** It also takes settings of a chart or module that is not known, of which those that are variables count. */
  readonly loose?: true;
  /** Environments by the key under which they stand, with what the platform calls them. */
  readonly under?: { readonly at: SettingPath; readonly keys: readonly string[] };
}

const map = (at: SettingPath, value?: string): Provision => ({ as: "map", at, ...(value ? { value } : {}) });
const named = (at: SettingPath, ...values: readonly Held[]): Provision => ({
  ...{ as: "list", at, name: "name" },
  values: [{ at: ["value"] }, ...values],
});
const kubernetes: readonly Held[] = [
  { at: ["value_from", "secret_key_ref"], store: "kubernetes-secret", parts: ["name", "key"] },
  { at: ["value_from", "config_map_key_ref"], store: "kubernetes-config", parts: ["name", "key"] },
];
const google = (key: string): readonly Held[] => [
  { at: [key, "secret_key_ref"], store: "gcp-secret-manager", parts: ["secret"] },
  { at: [key, "secret_key_ref"], store: "gcp-secret-manager", parts: ["name"] },
];
const containers = (at: SettingPath): readonly Provision[] => [
  named([...at, "environment"]),
  { as: "list", at: [...at, "secrets"], name: "name", values: [{ at: ["valueFrom"], store: "aws" }] },
];

/** What clients of AWS read their key from; a program that runs under a role has the role in its place. */
export const roleVariable = "AWS_SECRET_ACCESS_KEY";

/** Tokens that clients ask for before they sign in by a role: whoever runs a program under a role of its own hands it none. */
export const tokensBesideRole: ReadonlySet<string> = new Set(["AWS_BEARER_TOKEN_BEDROCK"]);

/** How a program of a cloud signs in as itself: the variable that its identity takes the place of, and where identities are kept. */
export function signInOf({ type }: ProgramEntry): { readonly variable: string; readonly store: string } {
  return type.source.startsWith("^google")
    ? { variable: accountVariable, store: "gcp-service-account" }
    : { variable: roleVariable, store: "aws-role" };
}

/** What clients of Google read the file with their key from; the account that a program runs as takes its place. */
export const accountVariable = "GOOGLE_APPLICATION_CREDENTIALS";

/** The variable by which clients of Azure would sign in with a secret; the identity of a program takes its place. */
export const identityVariable = "AZURE_CLIENT_SECRET";
/** First match wins. */
const entries: readonly ProgramEntry[] = [
  {
    type: /^aws_lambda_function$/,
    role: ["role"],
    provisions: [map(["environment", "variables"])],
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
      map(["source_configuration", "image_repository", "image_configuration", "runtime_environment_variables"]),
      map([
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
  { type: /^aws_amplify_(?:app|branch)$/, provisions: [map(["environment_variables"])], names: [["name"], ["app_id"]] },
  {
    type: /^aws_bedrockagentcore_agent_runtime$/,
    role: ["role_arn"],
    provisions: [map(["environment_variables"])],
    names: [["agent_runtime_name"]],
  },
  {
    type: /^aws_elastic_beanstalk_(?:environment|configuration_template)$/,
    provisions: [named(["setting"])],
    names: [["application"], ["name"]],
  },
  {
    type: /^google_cloud_run_v2_(?:service|job|worker_pool)$/,
    role: ["template", "service_account"],
    provisions: [
      named(["template", "containers", "env"], ...google("value_source")),
      named(["template", "template", "containers", "env"], ...google("value_source")),
    ],
    names: [["name"]],
    images: [["template", "containers", "image"]],
  },
  {
    type: /^google_cloud_run_service$/,
    role: ["template", "spec", "service_account_name"],
    provisions: [named(["template", "spec", "containers", "env"], ...google("value_from"))],
    names: [["name"]],
    images: [["template", "spec", "containers", "image"]],
  },
  {
    type: /^google_cloudfunctions2_function$/,
    role: ["service_config", "service_account_email"],
    provisions: [
      map(["service_config", "environment_variables"]),
      {
        ...{ as: "list", at: ["service_config", "secret_environment_variables"], name: "key" },
        values: [{ at: [], store: "gcp-secret-manager", parts: ["project_id", "secret"] }],
      },
    ],
    names: [["name"]],
  },
  {
    type: /^google_cloudfunctions_function$/,
    role: ["service_account_email"],
    provisions: [
      map(["environment_variables"]),
      {
        ...{ as: "list", at: ["secret_environment_variables"], name: "key" },
        values: [{ at: [], store: "gcp-secret-manager", parts: ["project_id", "secret"] }],
      },
    ],
    names: [["name"]],
  },
  {
    type: /^azurerm_container_app(?:_job)?$/,
    provisions: [
      {
        ...{ as: "list", at: ["template", "container", "env"], name: "name" },
        values: [
          { at: ["value"] },
          {
            at: ["secret_name"],
            listed: { at: ["secret"], name: "name", values: [["value"], ["key_vault_secret_id"]] },
          },
        ],
      },
    ],
    names: [["name"]],
    images: [["template", "container", "image"]],
  },
  {
    type: /^azurerm_(?:linux|windows)_(?:web_app|function_app)(?:_slot)?$|^azurerm_(?:app_service|function_app|logic_app_standard|function_app_flex_consumption)(?:_slot)?$/,
    provisions: [
      map(["app_settings"]),
      { as: "list", at: ["connection_string"], name: "name", values: [{ at: ["value"] }] },
    ],
    names: [["name"]],
  },
  { type: /^azurerm_static_web_app$/, provisions: [map(["app_settings"])], names: [["name"]] },
  {
    type: /^azurerm_container_group$/,
    provisions: [map(["container", "environment_variables"]), map(["container", "secure_environment_variables"])],
    names: [["name"]],
  },
  {
    type: /^kubernetes_(?:deployment|stateful_set|daemonset|daemon_set|job|cron_job|pod)(?:_v1)?$/,
    provisions: [
      ["spec", "template", "spec", "container", "env"],
      ["spec", "container", "env"],
      ["spec", "job_template", "spec", "template", "spec", "container", "env"],
    ].map((at) => named(at, ...kubernetes)),
    names: [["metadata", "name"]],
  },
  {
    type: /^kubernetes_(?:secret|config_map)(?:_v1)?(?:_data)?$/,
    provisions: [map(["data"])],
    names: [["metadata", "name"]],
  },
  {
    type: /^helm_release$/,
    loose: true,
    provisions: [
      { as: "list", at: ["set"], name: "name", values: [{ at: ["value"] }] },
      { as: "list", at: ["set_sensitive"], name: "name", values: [{ at: ["value"] }] },
    ],
    names: [["name"], ["chart"]],
  },
  {
    type: /^vercel_project_environment_variables?$/,
    provisions: [
      { as: "one", name: ["key"], values: [{ at: ["value"] }] },
      { as: "list", at: ["variables"], name: "key", values: [{ at: ["value"] }] },
    ],
    names: [["project_id"]],
    environments: [["target"]],
  },
  {
    type: /^vercel_(?:project|shared_environment_variable)$/,
    provisions: [
      { as: "list", at: ["environment"], name: "key", values: [{ at: ["value"] }] },
      { as: "one", name: ["key"], values: [{ at: ["value"] }] },
    ],
    code: [["root_directory"]],
    names: [["name"]],
    environments: [["target"]],
  },
  {
    type: /^cloudflare_workers?_(?:script|secret|version)$/,
    provisions: [
      { as: "list", at: ["plain_text_binding"], name: "name", values: [{ at: ["text"] }] },
      { as: "list", at: ["secret_text_binding"], name: "name", values: [{ at: ["text"] }] },
      {
        ...{ as: "list", at: ["bindings"], name: "name" },
        values: [{ at: ["text"] }, { at: [], store: "secrets-store", parts: ["store_id", "secret_name"] }],
      },
      { as: "one", name: ["name"], values: [{ at: ["secret_text"] }] },
    ],
    code: [["content"], ["content_file"]],
    names: [["script_name"], ["name"]],
  },
  {
    type: /^cloudflare_pages_project$/,
    provisions: [map(["environment_variables"]), map(["secrets"]), map(["env_vars"], "value")],
    names: [["name"]],
    under: { at: ["deployment_configs"], keys: ["production", "preview"] },
  },
  {
    type: /^heroku_(?:app|config|app_config_association|app_feature)$/,
    provisions: ["config_vars", "sensitive_config_vars", "vars", "sensitive_vars"].map((at) => map([at])),
    names: [["name"], ["app_id"]],
  },
  {
    type: /^render_(?:web_service|background_worker|private_service|cron_job|env_group|static_site)$/,
    provisions: [map(["env_vars"], "value")],
    code: [["root_directory"]],
    names: [["name"]],
  },
  {
    type: /^railway_(?:variable|shared_variable|variable_collection)$/,
    provisions: [
      { as: "one", name: ["name"], values: [{ at: ["value"] }] },
      { as: "list", at: ["variables"], name: "name", values: [{ at: ["value"] }] },
    ],
    names: [["service_id"]],
    environments: [["environment_id"]],
  },
  { type: /^fly_machine$/, provisions: [map(["env"])], names: [["app"], ["name"]] },
  {
    type: /^digitalocean_app$/,
    provisions: ["env", "service", "worker", "job", "function"].map(
      (unit): Provision => ({
        ...{ as: "list", at: unit === "env" ? ["spec", "env"] : ["spec", unit, "env"], name: "key" },
        values: [{ at: ["value"] }],
      }),
    ),
    names: [["spec", "name"]],
  },
  {
    type: /^netlify_environment_variable$/,
    provisions: [
      { as: "one", name: ["key"], values: [{ at: ["values", "value"] }, { at: ["secret_values", "value"] }] },
    ],
    names: [["site_id"]],
    environments: [
      ["values", "context"],
      ["secret_values", "context"],
    ],
  },
  {
    type: /^github_actions_(?:environment_)?secret$/,
    provisions: [
      {
        as: "one",
        name: ["secret_name"],
        values: [{ at: ["plaintext_value"] }, { at: ["encrypted_value"] }, { at: ["value"] }],
      },
    ],
    ownEnvironment: true,
    environments: [["environment"]],
  },
  {
    type: /^github_actions_(?:environment_)?variable$/,
    provisions: [{ as: "one", name: ["variable_name"], values: [{ at: ["value"] }] }],
    ownEnvironment: true,
    environments: [["environment"]],
  },
  {
    type: /^gitlab_project_variable$/,
    provisions: [{ as: "one", name: ["key"], values: [{ at: ["value"] }] }],
    ownEnvironment: true,
    environments: [["environment_scope"]],
  },
  {
    type: /^doppler_secret$/,
    provisions: [{ as: "one", name: ["name"], values: [{ at: ["value"] }] }],
    ownEnvironment: true,
    environments: [["config"]],
  },
  {
    type: /^infisical_secret$/,
    provisions: [{ as: "one", name: ["name"], values: [{ at: ["value"] }] }],
    ownEnvironment: true,
    environments: [["env_slug"]],
  },
];

export function programEntry(type: string): ProgramEntry | null {
  return entries.find((entry) => entry.type.test(type)) ?? null;
}

/** Settings of a module that the repository does not hold which give variables to what it makes. */
export const variableSettings =
  /^(?:\w+_)?(?:env|envs|environment|env_?vars?|environment_?variables?|env_?map|app_?settings|container_environment|container_env(?:ironment)?|runtime_environment_variables|secrets|container_secrets|map_environment|map_secrets|secret_environment_variables)$/i;
