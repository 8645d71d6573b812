import type { Held, ProgramEntry } from "../program-entry.ts";
import { asList, asMap } from "./provisions.ts";

const google = (key: string): readonly Held[] => [
  { at: [key, "secret_key_ref"], store: "gcp-secret-manager", parts: ["secret"] },
  { at: [key, "secret_key_ref"], store: "gcp-secret-manager", parts: ["name"] },
];

/** Programs that Google Cloud runs. */
export const googlePrograms: readonly ProgramEntry[] = [
  {
    type: /^google_cloud_run_v2_(?:service|job|worker_pool)$/,
    role: ["template", "service_account"],
    provisions: [
      asList(["template", "containers", "env"], ...google("value_source")),
      asList(["template", "template", "containers", "env"], ...google("value_source")),
    ],
    names: [["name"]],
    images: [["template", "containers", "image"]],
  },
  {
    type: /^google_cloud_run_service$/,
    role: ["template", "spec", "service_account_name"],
    provisions: [asList(["template", "spec", "containers", "env"], ...google("value_from"))],
    names: [["name"]],
    images: [["template", "spec", "containers", "image"]],
  },
  {
    type: /^google_cloudfunctions2_function$/,
    role: ["service_config", "service_account_email"],
    provisions: [
      asMap(["service_config", "environment_variables"]),
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
      asMap(["environment_variables"]),
      {
        ...{ as: "list", at: ["secret_environment_variables"], name: "key" },
        values: [{ at: [], store: "gcp-secret-manager", parts: ["project_id", "secret"] }],
      },
    ],
    names: [["name"]],
  },
];
