import { describe, expect, it } from "vitest";
import type { Files } from "../support/program.ts";
import { bound } from "./infrastructure/bindings.ts";

/** A container app with these variables, in a module that is deployed in production and in staging. */
function given(variables: string, more: { readonly blocks?: string; readonly parameters?: string } = {}): string[] {
  const app = `resource app 'Microsoft.App/containerApps@2024-03-01' = {\n  name: 'agent-\${environmentName}'\n  properties: {\n    configuration: {\n      secrets: [\n        { name: 'openai', value: openAiKey }\n      ]\n    }\n    template: {\n      containers: [\n        { name: 'agent', env: [ ${variables} ] }\n      ]\n    }\n  }\n}\n`;
  const files: Files = {
    "infra/main.bicep": `param environmentName string\n@secure()\nparam openAiKey string\n${more.blocks ?? ""}\n${app}`,
    "infra/main.prod.bicepparam": `using './main.bicep'\nparam environmentName = 'prod'\nparam openAiKey = az.getSecret('s', 'g', 'kv-prod', 'openai')\n${more.parameters ?? ""}`,
    "infra/main.staging.bicepparam": `using './main.bicep'\nparam environmentName = 'staging'\nparam openAiKey = az.getSecret('s', 'g', 'kv-staging', 'openai')\n${more.parameters ?? ""}`,
  };
  return bound(files).map((line) => line.replace(/ @ .*/, ""));
}

const hash = "var token = toLower(uniqueString(subscription().id, environmentName, resourceGroup().location))";

describe("a container app", () => {
  it.each<[what: string, variables: string, blocks: string, expected: string[]]>([
    ["a text", "{ name: 'INDEX', value: 'kb' }", "", ['prod INDEX = "kb"', 'staging INDEX = "kb"']],
    [
      "a text with the environment in it",
      "{ name: 'INDEX', value: 'kb-${environmentName}' }",
      "",
      ['prod INDEX = "kb-prod"', 'staging INDEX = "kb-staging"'],
    ],
    [
      "a secret of a vault of its own",
      "{ name: 'OPENAI_API_KEY', secretRef: 'openai' }",
      "",
      [
        "prod OPENAI_API_KEY = azure-key-vault:*:kv-prod/openai",
        "staging OPENAI_API_KEY = azure-key-vault:*:kv-staging/openai",
      ],
    ],
    [
      "the address of a resource named by a hash of the environment",
      "{ name: 'URL', value: search.properties.endpoint }",
      `${hash}\nresource search 'Microsoft.Search/searchServices@2023-11-01' = {\n  name: 'srch-\${token}'\n}`,
      [
        'prod URL = "Microsoft.Search/searchServices srch-uniqueString(?, prod, ?) properties.endpoint"',
        'staging URL = "Microsoft.Search/searchServices srch-uniqueString(?, staging, ?) properties.endpoint"',
      ],
    ],
    [
      "the address of a resource of one name",
      "{ name: 'URL', value: search.properties.endpoint }",
      "resource search 'Microsoft.Search/searchServices@2023-11-01' existing = {\n  name: 'srch-shared'\n}",
      [
        'prod URL = "Microsoft.Search/searchServices srch-shared properties.endpoint"',
        'staging URL = "Microsoft.Search/searchServices srch-shared properties.endpoint"',
      ],
    ],
    [
      "the address of one whose name is only known when it is deployed",
      "{ name: 'URL', value: search.properties.endpoint }",
      "resource search 'Microsoft.Search/searchServices@2023-11-01' = {\n  name: 'srch-${uniqueString(resourceGroup().id)}'\n}",
      [
        "prod URL = ? a part of Microsoft.Search/searchServices srch-uniqueString(?) properties.endpoint is only known when it is applied",
        "staging URL = ? a part of Microsoft.Search/searchServices srch-uniqueString(?) properties.endpoint is only known when it is applied",
      ],
    ],
    [
      "a condition and a function",
      "{ name: 'SIZE', value: environmentName == 'prod' ? 'big' : format('{0}-{1}', 'small', 1) }",
      "",
      ['prod SIZE = "big"', 'staging SIZE = "small-1"'],
    ],
    [
      "what is handed over when it is deployed",
      "{ name: 'ZONE', value: zone }",
      "param zone string",
      [
        "prod ZONE = ? var.zone of infra/main.bicep (prod) is given when it is applied",
        "staging ZONE = ? var.zone of infra/main.bicep (staging) is given when it is applied",
      ],
    ],
  ])("is given %s", (_, variables, blocks, expected) => {
    expect(given(variables, { blocks })).toEqual(expected);
  });
});

it("follows modules with what they are given, and those of a registry by what their settings are called", () => {
  const files: Files = {
    "infra/main.bicep":
      "param env string\nmodule store 'store.bicep' = {\n  params: { name: 'kb-${env}' }\n}\nmodule settings 'br/public:avm/res/web/site/config:0.1.0' = {\n  params: {\n    name: 'appsettings'\n    appName: 'agent'\n    properties: {\n      INDEX: store.outputs.index\n    }\n  }\n}\n",
    "infra/store.bicep": "param name string\noutput index string = '${name}-1'\n",
    "infra/parameters/prod.json":
      '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": { "env": { "value": "prod" } } }',
  };
  expect(bound(files)).toEqual(['prod INDEX = "kb-prod-1" @ infra/parameters/prod.json:1']);
});

it.each<[what: string, blocks: string]>([
  ["a variable that is itself", "var a = b\nvar b = a"],
  [
    "a module that calls itself",
    "module a 'main.bicep' = {\n  params: { environmentName: a.outputs.x }\n}\noutput x string = a.outputs.x",
  ],
])("is followed to a bound: %s", (_, blocks) => {
  expect(given("{ name: 'INDEX', value: 'kb' }", { blocks }).length).toBeGreaterThan(0);
});
