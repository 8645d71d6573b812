import type { ProgramEntry, Provision } from "../program-entry.ts";
import { asMap } from "./provisions.ts";

/** Programs of platforms that host them. */
export const hostedPrograms: readonly ProgramEntry[] = [
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
    provisions: [asMap(["environment_variables"]), asMap(["secrets"]), asMap(["env_vars"], "value")],
    names: [["name"]],
    under: { at: ["deployment_configs"], keys: ["production", "preview"] },
  },
  {
    type: /^heroku_(?:app|config|app_config_association|app_feature)$/,
    provisions: ["config_vars", "sensitive_config_vars", "vars", "sensitive_vars"].map((at) => asMap([at])),
    names: [["name"], ["app_id"]],
  },
  {
    type: /^render_(?:web_service|background_worker|private_service|cron_job|env_group|static_site)$/,
    provisions: [asMap(["env_vars"], "value")],
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
  { type: /^fly_machine$/, provisions: [asMap(["env"])], names: [["app"], ["name"]] },
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
];
