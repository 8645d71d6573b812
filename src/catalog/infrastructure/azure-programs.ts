import type { ProgramEntry, SettingPath } from "./program-entry.ts";

const containerApp: SettingPath = ["properties", "template", "containers"];

/** Resources of Azure, by their type in a template. First match wins. */
const entries: readonly ProgramEntry[] = [
  {
    type: /^Microsoft\.App\/(?:containerApps|jobs)$/i,
    provisions: [
      {
        ...{ as: "list", at: [...containerApp, "env"], name: "name" },
        values: [
          { at: ["value"] },
          {
            at: ["secretRef"],
            listed: {
              at: ["properties", "configuration", "secrets"],
              name: "name",
              values: [["value"], ["keyVaultUrl"]],
            },
          },
        ],
      },
    ],
    names: [["name"]],
    images: [[...containerApp, "image"]],
  },
  {
    type: /^Microsoft\.Web\/(?:sites|staticSites)(?:\/slots)?$/i,
    provisions: [
      { as: "list", at: ["properties", "siteConfig", "appSettings"], name: "name", values: [{ at: ["value"] }] },
      {
        as: "list",
        at: ["properties", "siteConfig", "connectionStrings"],
        name: "name",
        values: [{ at: ["connectionString"] }],
      },
    ],
    names: [["name"]],
  },
  {
    type: /^Microsoft\.Web\/(?:sites|staticSites)(?:\/slots)?\/config$/i,
    provisions: [{ as: "map", at: ["properties"] }],
    names: [["parent", "name"], ["name"]],
  },
  {
    type: /^Microsoft\.ContainerInstance\/containerGroups$/i,
    provisions: [
      {
        ...{ as: "list", at: ["properties", "containers", "properties", "environmentVariables"], name: "name" },
        values: [{ at: ["value"] }, { at: ["secureValue"] }],
      },
    ],
    names: [["name"]],
  },
];

export function bicepProgramEntry(type: string): ProgramEntry | null {
  return entries.find((entry) => entry.type.test(type)) ?? null;
}
