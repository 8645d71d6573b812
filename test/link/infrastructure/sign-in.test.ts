import { describe, expect, it } from "vitest";
import { bindingsOf, shown } from "../../support/extract.ts";
import type { Files } from "../../support/program.ts";
import { told } from "../deployments/deployed.ts";
import { bound } from "./bindings.ts";

const agent: Files = { "package.json": '{ "name": "agent" }', "src/a.ts": "export const a = 1;\n" };
const given = (files: Files, variable: string): string[] =>
  bound({ ...agent, ...files }, variable).map((line) => line.replace(/ @ .*/, ""));

describe("the account that a program of Google runs as", () => {
  const service = (account: string): Files => ({
    "infra/main.tf": `variable "env" {}\nresource "google_service_account" "agent" {\n  account_id = "agent-${"${var.env}"}"\n}\nresource "google_cloud_run_v2_service" "agent" {\n  name = "agent"\n  template {\n    service_account = ${account}\n    containers {\n      image = "agent"\n      env {\n        name  = "A"\n        value = "a"\n      }\n    }\n  }\n}\n`,
    "infra/prod.tfvars": 'env = "prod"\n',
    "infra/staging.tfvars": 'env = "staging"\n',
  });

  it("takes the place of its key, another one in each environment", () => {
    expect(given(service("google_service_account.agent.email"), "GOOGLE_APPLICATION_CREDENTIALS")).toEqual([
      "prod GOOGLE_APPLICATION_CREDENTIALS = gcp-service-account:*:google_service_account.agent.email of infra (prod)",
      "staging GOOGLE_APPLICATION_CREDENTIALS = gcp-service-account:*:google_service_account.agent.email of infra (staging)",
    ]);
  });

  it("may be one for all of them", () => {
    const email = "agent@acme-agents.iam.gserviceaccount.com";
    expect(given(service(`"${email}"`), "GOOGLE_APPLICATION_CREDENTIALS")).toEqual([
      `prod GOOGLE_APPLICATION_CREDENTIALS = gcp-service-account:*:${email}`,
      `staging GOOGLE_APPLICATION_CREDENTIALS = gcp-service-account:*:${email}`,
    ]);
  });

  const workload = (account: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: agent, namespace: agents}\nspec: {template: {spec: {serviceAccountName: ${account}, containers: [{name: agent, image: agent, env: [{name: A, value: a}]}]}}}\n`;

  it("stands on the service account of a cluster", () => {
    const account =
      "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: agent, namespace: agents, annotations: {iam.gke.io/gcp-service-account: agent@acme-prod.iam.gserviceaccount.com}}\n";
    expect(told({ "k8s/overlays/prod/agent.yaml": workload("agent") + account }).join()).toContain(
      "GOOGLE_APPLICATION_CREDENTIALS = gcp-service-account:agent@acme-prod.iam.gserviceaccount.com",
    );
  });

  it("is told to Cloud Run itself", () => {
    expect(
      told({ "k8s/overlays/prod/agent.yaml": workload("agent@acme-prod.iam.gserviceaccount.com") }).join(),
    ).toContain("GOOGLE_APPLICATION_CREDENTIALS = gcp-service-account:agent@acme-prod.iam.gserviceaccount.com");
  });
});

describe("the role that a program of AWS runs under", () => {
  const shownIn = (path: string, text: string): string[] =>
    bindingsOf(path, text).flatMap(({ environment, entries }) =>
      shown(entries.filter(({ name }) => name === "AWS_SECRET_ACCESS_KEY")).map((line) => `${environment} ${line}`),
    );

  it("stands in the definition of a task", () => {
    const task = (role: string): string =>
      JSON.stringify({
        taskRoleArn: role,
        containerDefinitions: [{ name: "a", environment: [{ name: "A", value: "a" }] }],
      });
    expect(shownIn("deploy/task-definition.prod.json", task("arn:aws:iam::123456789012:role/agent"))).toEqual([
      "prod AWS_SECRET_ACCESS_KEY = aws-role:arn:aws:iam::123456789012:role/agent",
    ]);
    expect(shownIn("deploy/task-definition.prod.json", task("<ROLE>"))).toEqual([]);
  });

  const template = (more: string): string =>
    `Transform: AWS::Serverless-2016-10-31\nParameters:\n  Stage: {Type: String, AllowedValues: [prod, dev]}\nResources:\n  Agent:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.handler\n${more}      Environment: {Variables: {STAGE: !Ref Stage}}\n`;

  it.each([
    ["is made for each stack by SAM", "", ["AgentRole (prod)", "AgentRole (dev)"]],
    [
      "may be one that is written out",
      "      Role: arn:aws:iam::123456789012:role/agent\n",
      ["arn:aws:iam::123456789012:role/agent", "arn:aws:iam::123456789012:role/agent"],
    ],
    ["is not known where a parameter gives it", "      Role: !Ref Stage\n", []],
  ])("%s", (_, role, expected) => {
    const found = shownIn("template.yaml", template(role));
    expect(found.map((line) => line.replace(/^.*aws-role:/, ""))).toEqual(expected);
  });
});
