import { expect, it } from "vitest";
import { controls } from "../../rules/index.ts";
import { readSettings } from "../../src/config/read-settings.ts";
import { AuditError } from "../../src/model/error.ts";

function read(text: string) {
  return readSettings({ path: "bulkhead.config.yaml", from: "repository" }, text, controls);
}

function errorOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof AuditError) return `${error.blame}: ${error.message} ${error.hint}`;
    throw error;
  }
  return "no error";
}

it("says nothing where nothing is written", () => {
  expect(read("# nothing yet\n")).toEqual({
    source: { path: "bulkhead.config.yaml", from: "repository" },
    environments: [],
    endpoints: [],
    functions: { gates: [], audit: [], tools: [] },
    publicKeys: [],
    ignore: [],
    suppressions: [],
  });
});

it("reads every key, with the place of each entry", () => {
  const settings = read(
    [
      "environments:",
      "  Blue: { class: production, aliases: [eu-*, live] }",
      "endpoints:",
      "  https://API.acme.example/: live",
      "functions:",
      "  gates:",
      "    - assertMayTouch",
      "    - { name: '@acme/gates#Gate.check', async: false }",
      "  audit: ['src/**/*.ts#note']",
      "publicKeys: [POSTHOG_*]",
      "ignore: [legacy]",
      "suppressions:",
      "  - check: shared-context-store/same-resource",
      "    path: src/**",
      "    reason: one index for all, moved in May",
      "    owner: platform",
      "    expires: 2027-05-31",
    ].join("\n"),
  );
  expect(settings.environments).toMatchObject([
    { name: "blue", class: "production", aliases: ["blue", "eu-*", "live"], at: { startLine: 2, startColumn: 3 } },
  ]);
  expect(settings.endpoints).toMatchObject([
    { pattern: "api.acme.example", environment: "blue", at: { startLine: 4, startColumn: 3, role: "declared here" } },
  ]);
  expect(settings.functions).toMatchObject({
    gates: [
      { name: "assertMayTouch", module: null, async: null, refuses: null, at: { startLine: 7 } },
      { name: "Gate.check", module: "@acme/gates", async: false, at: { startLine: 8 } },
    ],
    audit: [{ name: "note", module: "src/**/*.ts" }],
    tools: [],
  });
  expect(settings.publicKeys).toMatchObject([{ pattern: "POSTHOG_*", at: { startLine: 10 } }]);
  expect(settings.ignore).toMatchObject([{ pattern: "legacy", at: { startLine: 11 } }]);
  expect(settings.suppressions).toMatchObject([
    {
      by: "config",
      check: "sandbox-separation/shared-context-store/same-resource",
      path: "src/**",
      line: null,
      subject: null,
      fingerprint: null,
      reason: "one index for all, moved in May",
      owner: "platform",
      expires: "2027-05-31",
      at: { startLine: 13 },
    },
  ]);
});

it("takes keys without a value for empty", () => {
  const { environments, functions } = read("environments:\nignore:\nfunctions:\n  gates:\n  tools: [a]\n");
  expect({ environments, gates: functions.gates, tools: functions.tools.length }).toEqual({
    environments: [],
    gates: [],
    tools: 1,
  });
});

it("reads JSON and YAML alike", () => {
  expect(read('{ "$schema": "./config.v1.schema.json", "ignore": ["legacy"] }').ignore).toMatchObject([
    { pattern: "legacy" },
  ]);
});

it.each([
  ["environmets: {}\n", "there is no key environmets. Did you mean environments?"],
  ["environments:\n  blue: { clas: production }\n", "there is no key clas in environments.blue. Did you mean class?"],
  ["environments:\n  blue: { class: prodution }\n", "Did you mean production?"],
  [
    "environments:\n  blue: { class: other }\n  Blue: { class: staging }\n",
    ":3:3: environments.Blue is declared twice",
  ],
  ["environments:\n  a: { class: other, aliases: [x] }\n  x: { class: other }\n", "has a name that a has too"],
  ["environments:\n  blue:\n", "environments.blue must be a mapping."],
  ["environments:\n  a b: { class: other }\n", "letters, digits"],
  [
    "endpoints:\n  api.acme.example: blue\n",
    ":2:3: endpoints.api.acme.example names an environment that is not declared.",
  ],
  ["environments: { blue: { class: production } }\nendpoints: { api.acme.example: blu }\n", "Did you mean blue?"],
  ["endpoints:\n  api.acme.example/v1: production\n", "it has a path; write the host alone"],
  ["functions:\n  gates: ['a b']\n", "write it as `name`"],
  [
    "functions:\n  gates: [{ name: a, asynch: true }]\n",
    "there is no key asynch in functions.gates[0]. Did you mean async?",
  ],
  ["functions:\n  guards: [a]\n", "there is no key guards in functions."],
  ["ignore: ['!src']\n", "it begins with `!`"],
  ["ignore: ['*a*b*c*']\n", "more than two wildcards"],
  ["ignore: ['']\n", "it is empty"],
  [
    "suppressions:\n  - check: shared-context-stor\n    reason: r\n",
    ":2:5: suppressions[0].check names no check. Did you mean shared-context-store?",
  ],
  ["suppressions:\n  - check: sandbox-separation\n    reason: r\n", "names a control, not a check."],
  ["suppressions:\n  - check: shared-context-store/same-resorce\n    reason: r\n", "Did you mean same-resource?"],
  ["suppressions:\n  - check: shared-context-store\n", "suppressions[0].reason is missing."],
  ["suppressions:\n  - check: shared-context-store\n    reason: ' '\n", "suppressions[0].reason: it is empty."],
  ["suppressions:\n  - check: shared-context-store\n    reason: r\n    expires: 2027-02-30\n", "it is no day"],
])("refuses %j", (text, message) => {
  expect(errorOf(text)).toContain(message);
  expect(errorOf(text)).toMatch(/^config: bulkhead\.config\.yaml:\d+:\d+: /);
});

it("never quotes what stands in a value", () => {
  const secret = "hunter2-made-up";
  for (const text of [
    `endpoints:\n  api.acme.example: ${secret}\n`,
    `suppressions:\n  - check: ${secret}\n    reason: r\n`,
    `suppressions:\n  - check: shared-context-store/${secret}\n    reason: r\n`,
    `ignore: ['!${secret}']\n`,
  ])
    expect(errorOf(text)).not.toContain(secret);
});

it("does not repeat a password that stands in an address", () => {
  expect(errorOf("endpoints:\n  https://agent:hunter2-made-up@api.acme.example: production\n")).not.toContain(
    "hunter2",
  );
});
