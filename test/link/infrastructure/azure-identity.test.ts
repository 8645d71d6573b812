import { describe, expect, it } from "vitest";
import { compareValues } from "../../../src/model/bound-value.ts";
import type { Files } from "../../support/program.ts";
import { stackOf } from "./bindings.ts";

const model = (
  given: string,
  imported = "DefaultAzureCredential",
) => `import { ${imported}, getBearerTokenProvider } from "@azure/identity";
import { AzureChatOpenAI } from "@langchain/openai";
const credential = new ${imported}();
export const model = new AzureChatOpenAI({ azureADTokenProvider: ${given} });
`;
const provided = 'getBearerTokenProvider(credential, "https://cognitiveservices.azure.com/.default")';

const template = (identity: string, name = "desk-${environmentName}") => `param environmentName string
resource group 'Microsoft.Resources/resourceGroups@2022-09-01' = {
  name: 'rg-\${environmentName}'
  location: 'westeurope'
}
resource shared 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: 'id-desk'
  scope: resourceGroup('rg-shared')
}
module site 'br/public:avm/res/web/site:0.16.1' = {
  name: 'site'
  scope: group
  params: { name: '${name}', tags: { 'azd-service-name': 'desk' }${identity} }
}
`;

/** How production's key compares with staging's. */
function compared(bicep: string, more: Files = {}): string {
  const files = {
    "azure.yaml": "name: desk\nservices:\n  desk: { project: ., host: appservice }\n",
    "package.json": JSON.stringify({ name: "agent", scripts: { a: "azd up -e staging", b: "azd up -e production" } }),
    "infra/main.parameters.json":
      '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": { "environmentName": { "value": "${AZURE_ENV_NAME}" } } }',
    "infra/main.bicep": bicep,
    "src/agent.ts": model(provided),
    ...more,
  };
  const [credential, ...others] = stackOf(files).credentials;
  const value = (environment: string) => credential?.values.find((one) => one.environment === environment)?.value;
  const [live, trial] = [value("production"), value("staging")];
  if (!credential || others.length > 0) return "not one credential";
  return live && trial ? compareValues(live, trial) : "nothing to compare";
}

describe("a program of Azure that signs in as itself", () => {
  const own = ", managedIdentities: { systemAssigned: true }";

  it.each<[string, string, Files, string]>([
    ["has an identity of its own in each environment", template(own), {}, "different"],
    ["has one of its own also under one name, in groups of their own", template(own, "desk"), {}, "different"],
    [
      "may be handed one that environments share",
      template(", managedIdentities: { userAssignedResourceIds: [shared.id] }"),
      {},
      "same",
    ],
    ["may be given none, and then declares no environment", template(""), {}, "nothing to compare"],
    [
      "does so by the identity alone",
      template(own),
      { "src/agent.ts": model(provided, "ManagedIdentityCredential") },
      "different",
    ],
  ])("%s", (_, bicep, more, expected) => {
    expect(compared(bicep, more)).toBe(expected);
  });

  it("is declared by a resource as well", () => {
    const bicep = `param environmentName string
resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: 'desk-\${environmentName}'
  location: 'westeurope'
  tags: { 'azd-service-name': 'desk' }
  identity: { type: 'SystemAssigned' }
}
`;
    expect(compared(bicep)).toBe("different");
  });
});
