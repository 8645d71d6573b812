import type { ProgramEntry } from "../program-entry.ts";
import { asMap } from "./provisions.ts";

/** Programs that Azure runs. */
export const azurePrograms: readonly ProgramEntry[] = [
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
      asMap(["app_settings"]),
      { as: "list", at: ["connection_string"], name: "name", values: [{ at: ["value"] }] },
    ],
    names: [["name"]],
  },
  { type: /^azurerm_static_web_app$/, provisions: [asMap(["app_settings"])], names: [["name"]] },
  {
    type: /^azurerm_container_group$/,
    provisions: [asMap(["container", "environment_variables"]), asMap(["container", "secure_environment_variables"])],
    names: [["name"]],
  },
];
