import type { ProgramEntry } from "../program-entry.ts";

/** Variables that are kept for programs which run elsewhere. */
export const keptVariables: readonly ProgramEntry[] = [
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
