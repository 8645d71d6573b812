import { describe, expect, it } from "vitest";
import type { InfrastructureFact } from "../../src/model/infrastructure.ts";
import { factsOf, gapsOf, ofKind, showSpan } from "../support/extract.ts";
import { showExpression } from "../support/infrastructure.ts";

function fileOf(path: string, text: string): InfrastructureFact {
  const [fact] = ofKind(factsOf(path, text), "infrastructure");
  if (!fact) throw new Error(`${path} gave no facts`);
  return fact;
}

function shown(path: string, text: string): string[] {
  const { values, blocks } = fileOf(path, text);
  return [
    ...values.map(({ name, value }) => `${name} = ${showExpression(value)}`),
    ...blocks.map(({ type, labels, values: own }) =>
      [type, ...labels, ...own.map(({ name, value }) => `${name}=${showExpression(value)}`)].join(" "),
    ),
  ];
}

describe("a module", () => {
  it.each<[what: string, text: string, expected: string[]]>([
    [
      "parameters",
      "@secure()\nparam key string\nparam zone string = 'eu'\n",
      ["param key secure=true", 'param zone value="eu"'],
    ],
    ["a template", "var name = 'kb-${env}-${toLower(zone)}'\n", ["var name value=`kb-${env}-${toLower(zone)}`"]],
    ["what is empty", "var a = ''\nvar b = {}\n", ['var a value=""', "var b value={}"]],
    ["a text over several lines", "var a = '''\none ${b}\n'''\n", ['var a value="\\none ${b}\\n"']],
    [
      "a resource",
      "resource app 'Microsoft.App/containerApps@2024-03-01' = {\n  name: 'agent'\n  properties: {\n    list: [\n      'a'\n      1\n    ]\n    'odd-key': true\n  }\n}\n",
      [
        'resource app Microsoft.App/containerApps@2024-03-01 value={name: "agent", properties: {list: ["a", 1], odd-key: true}}',
      ],
    ],
    [
      "one that is there already",
      "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = {\n  name: 'vault'\n}\n",
      ['resource kv Microsoft.KeyVault/vaults@2023-07-01 value={name: "vault"} existing=true'],
    ],
    [
      "one under a condition",
      "module net './net.bicep' = if (useNet) {\n  params: { zone: zone }\n}\n",
      ["module net ./net.bicep value={params: {zone: zone}}"],
    ],
    [
      "calls and methods",
      "output a string = kv.getSecret('key')\noutput b string = app.properties.?url\noutput c string = list[0]\noutput d string = az.getSecret('s', 'g', 'v', 'n')\n",
      [
        'output a value=.getSecret(kv, "key")',
        "output b value=app.properties.url",
        "output c value=list[0]",
        'output d value=az.getSecret("s", "g", "v", "n")',
      ],
    ],
    ["conditions", "var a = !empty(x) ? x : 'y' == z\n", ['var a value=(!empty(x) ? x : ("y" == z))']],
    ["loops", "var a = [for (e, i) in all: { name: e }]\n", ["var a value={for i, e in all: {name: e}}"]],
  ])("reads %s", (_, text, expected) => {
    expect(shown("infra/main.bicep", text)).toEqual(expected);
    expect(shown("infra/main.bicep", `\uFEFF${text}`)).toEqual(expected);
    expect(shown("infra/main.bicep", text.replaceAll("\n", "\r\n"))).toEqual(
      expected.map((line) => line.replaceAll("\\n", "\\r\\n")),
    );
  });
});

describe("values of parameters", () => {
  it("are read of a file of Bicep, with the module that they are for", () => {
    const file = fileOf(
      "infra/prod.bicepparam",
      "using './main.bicep'\n\nparam env = 'prod'\nparam tags = {\n  a: 'b'\n}\nparam key = az.getSecret('s', 'g', 'kv', 'openai')\n",
    );
    expect(file).toMatchObject({ role: "values", of: "infra/main.bicep" });
    expect(file.values.map(({ name, value, span }) => `${name} = ${showExpression(value)} ${showSpan(span)}`)).toEqual([
      'env = "prod" 3:1-3:19',
      'tags = {a: "b"} 4:1-6:2',
      'key = az.getSecret("s", "g", "kv", "openai") 7:1-7:51',
    ]);
  });

  it("are read of a file of ARM, with what is filled in and what is kept in a vault", () => {
    const text = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "parameters": {
    "env": { "value": "\${AZURE_ENV_NAME}" },
    "zone": { "value": "\${AZURE_LOCATION=westeurope}-1" },
    "size": { "value": 2 },
    "key": { "reference": { "keyVault": { "id": "/subscriptions/x/vaults/kv" }, "secretName": "openai" } }
  }
}`;
    expect(shown("infra/main.parameters.json", text)).toEqual([
      'env = readEnvironmentVariable("AZURE_ENV_NAME")',
      'zone = `${readEnvironmentVariable("AZURE_LOCATION", "westeurope")}-1`',
      "size = 2",
      'key = az.getSecret("/subscriptions/x/vaults/kv", "openai")',
    ]);
  });

  it("are none of another file of that name", () => {
    const facts = factsOf("src/parameters.json", '{ "parameters": { "a": { "value": 1 } } }');
    expect(ofKind(facts, "infrastructure")).toEqual([]);
  });
});

describe("what is not as it should be", () => {
  const key = "kestrel-9f2c71d04be85a6631";

  it.each([
    ["main.bicep", `param openAiApiKey string = '${key}'\n`],
    ["main.bicep", `var settings = [{ name: 'x', apiKey: '${key}' }]\n`],
    ["prod.bicepparam", `using './main.bicep'\nparam dbPassword = '${key}'\n`],
    [
      "main.parameters.json",
      `{ "$schema": "deploymentParameters.json", "parameters": { "apiKey": { "value": "${key}" } } }`,
    ],
  ])("leaves no secret in the facts of %s", (path, text) => {
    expect(JSON.stringify(factsOf(path, text))).not.toContain(key);
    expect(JSON.stringify(factsOf(path, text))).toContain('"nature":"secret"');
  });

  it.each([
    ["main.bicep", ""],
    ["main.bicep", "param a string = '"],
    ["main.bicep", `var a = ${"[".repeat(20_000)}`],
    ["main.bicep", "resource = = {\n".repeat(5_000)],
    ["prod.bicepparam", `param a = '${"x".repeat(300_000)}'\n`],
    ["main.parameters.json", '{ "$schema": "deploymentParameters.json", "parameters": {'],
  ])("never defeats the reader: %s", (path, text) => {
    const gaps = gapsOf(path, text).filter(({ reason }) => reason.includes("extractor failed"));
    expect(gaps).toEqual([]);
  });
});
