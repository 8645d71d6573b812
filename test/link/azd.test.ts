import { describe, expect, it } from "vitest";
import { compareValues } from "../../src/model/bound-value.ts";
import type { Files } from "../support/program.ts";
import { bound, stackOf } from "./infrastructure/bindings.ts";

const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#";

function parameters(values: Readonly<Record<string, string>>): string {
  const entries = Object.entries(values).map(([name, value]) => [name, { value }]);
  return JSON.stringify({ $schema: schema, parameters: Object.fromEntries(entries) });
}

/** A template of the Azure Developer CLI with one container app that has these variables. */
function template(variables: string, blocks = ""): Files {
  return {
    "azure.yaml": "name: desk\nservices:\n  desk:\n    project: .\n    host: containerapp\n",
    "infra/main.parameters.json": parameters({
      environmentName: "${AZURE_ENV_NAME}",
      location: "${AZURE_LOCATION}",
      searchName: "${AZURE_SEARCH_SERVICE}",
    }),
    "infra/main.bicep": `param environmentName string\nparam location string\nparam searchName string = ''\n${blocks}\nresource app 'Microsoft.App/containerApps@2024-03-01' = {\n  name: 'desk'\n  properties: {\n    template: {\n      containers: [\n        { name: 'desk', env: [ ${variables} ] }\n      ]\n    }\n  }\n}\n`,
  };
}

const shown = (files: Files): string[] => bound(files).map((line) => line.replace(/ @ .*/, ""));
const index = "{ name: 'INDEX', value: 'kb-${environmentName}' }";

describe("environments of the Azure Developer CLI", () => {
  it("stand for whatever is made of a template where nothing names them", () => {
    expect(shown(template(index))).toEqual([
      'non-production INDEX = "kb-non-production"',
      'production INDEX = "kb-production"',
    ]);
  });

  it.each<[what: string, files: Files, expected: string[]]>([
    [
      "commands of package scripts",
      {
        "package.json":
          '{ "name": "agent", "scripts": { "up": "azd up -e kb-dev", "live": "azd env select prod && azd up" } }',
      },
      ['kb-dev INDEX = "kb-kb-dev"', 'prod INDEX = "kb-prod"'],
    ],
    [
      "hooks",
      {
        "azure.yaml":
          "name: desk\nhooks:\n  postup:\n    run: azd env new qa\n    shell: sh\nservices:\n  desk:\n    project: .\n",
      },
      ['production INDEX = "kb-production"', 'qa INDEX = "kb-qa"'],
    ],
    [
      "jobs by what they are told",
      {
        ".github/workflows/ship.yml":
          "on: push\njobs:\n  live:\n    runs-on: ubuntu-latest\n    env:\n      AZURE_ENV_NAME: desk-prod\n    steps:\n      - run: azd up --no-prompt\n  trial:\n    runs-on: ubuntu-latest\n    env:\n      AZURE_ENV_NAME: desk-staging\n    steps:\n      - run: azd up --no-prompt\n",
      },
      ['desk-prod INDEX = "kb-desk-prod"', 'desk-staging INDEX = "kb-desk-staging"'],
    ],
    [
      "jobs by the environments they run in, whose variables are their own",
      {
        ".github/workflows/ship.yml":
          "on: push\njobs:\n  ship:\n    strategy:\n      matrix:\n        to: [staging, production]\n    environment: ${{ matrix.to }}\n    runs-on: ubuntu-latest\n    steps:\n      - run: azd up --no-prompt\n        env:\n          AZURE_ENV_NAME: ${{ vars.AZURE_ENV_NAME }}\n",
      },
      ['production INDEX = "kb-production"', 'staging INDEX = "kb-staging"'],
    ],
  ])("are named by %s", (_, files, expected) => {
    const lines = shown({ ...template(index), ...files }).filter((line) => line.includes("INDEX"));
    expect(lines).toEqual(expected);
  });

  it("are one where two jobs are given one name that no environment scopes", () => {
    const job = (name: string): string =>
      `  ${name}:\n    runs-on: ubuntu-latest\n    steps:\n      - run: azd up --no-prompt\n        env:\n          AZURE_ENV_NAME: \${{ vars.AZURE_ENV_NAME }}\n`;
    const files = { ".github/workflows/ship.yml": `on: push\njobs:\n${job("staging")}${job("production")}` };
    const stack = stackOf({ ...template(index), ...files });
    const [one, two] = stack.bindings.filter(({ variable }) => variable === "INDEX").map(({ value }) => value);
    expect(one && two && compareValues(one, two)).toBe("same");
  });
});

describe("what a template is given", () => {
  const search =
    "resource search 'Microsoft.Search/searchServices@2023-11-01' = {\n  name: empty(searchName) ? 'srch-${environmentName}' : searchName\n}";
  const url = "{ name: 'URL', value: search.properties.endpoint }";

  it("is empty where nothing sets the variable", () => {
    expect(shown(template(url, search))).toEqual([
      'non-production URL = "Microsoft.Search/searchServices srch-non-production properties.endpoint"',
      'production URL = "Microsoft.Search/searchServices srch-production properties.endpoint"',
    ]);
  });

  it("is not known where a job hands over what is kept elsewhere", () => {
    const job =
      "on: push\njobs:\n  live:\n    runs-on: ubuntu-latest\n    steps:\n      - run: azd up -e prod\n        env:\n          AZURE_SEARCH_SERVICE: ${{ vars.AZURE_SEARCH_SERVICE }}\n";
    expect(shown({ ...template(url, search), ".github/workflows/ship.yml": job })).toContainEqual(
      expect.stringMatching(/^prod URL = \?/),
    );
  });

  it("reaches a service as an output where its own settings do not give it", () => {
    const files = template(index, "");
    const outputs = "output INDEX string = 'other'\noutput TABLE string = 'notices-${environmentName}'\n";
    expect(shown({ ...files, "infra/main.bicep": `${files["infra/main.bicep"]}${outputs}` })).toEqual([
      'non-production INDEX = "kb-non-production"',
      'non-production TABLE = "notices-non-production"',
      'production INDEX = "kb-production"',
      'production TABLE = "notices-production"',
    ]);
  });

  it("may stand in a file that it loads", () => {
    const loaded = "var names = loadJsonContent('names.json')";
    const files = template("{ name: 'INDEX', value: '${names.index}-${environmentName}' }", loaded);
    expect(shown({ ...files, "infra/names.json": '{ "index": "notices" }' })).toEqual([
      'non-production INDEX = "notices-non-production"',
      'production INDEX = "notices-production"',
    ]);
  });
});

describe("a resource", () => {
  const group =
    "resource group 'Microsoft.Resources/resourceGroups@2022-09-01' = {\n  name: 'rg-${environmentName}'\n}";
  const call = "module store 'store.bicep' = {\n  scope: group\n}";
  const files = (store: string): Files => ({
    ...template("{ name: 'URL', value: store.outputs.url }", `${group}\n${call}`),
    "infra/store.bicep": store,
  });

  it("of one name is another one in each resource group", () => {
    const store =
      "resource app 'Microsoft.App/containerApps@2024-03-01' = {\n  name: 'qdrant'\n}\noutput url string = app.properties.url\n";
    expect(shown(files(store))[1]).toContain("qdrant of Microsoft.Resources/resourceGroups rg-production");
  });

  it("whose name is part of a host is one wherever it is named", () => {
    const store =
      "resource search 'Microsoft.Search/searchServices@2023-11-01' = {\n  name: 'srch-shared'\n}\noutput url string = search.properties.endpoint\n";
    expect(new Set(shown(files(store)).map((line) => line.replace(/^\S+ /, ""))).size).toBe(1);
  });

  it("is named by a hash of the group that it is deployed to", () => {
    const store =
      "resource search 'Microsoft.Search/searchServices@2023-11-01' = {\n  name: 's-${uniqueString(resourceGroup().id)}'\n}\noutput url string = search.properties.endpoint\n";
    expect(shown(files(store))[1]).toContain("s-uniqueString(Microsoft.Resources/resourceGroups rg-production)");
  });
});
