import { describe, expect, it } from "vitest";
import { factsOf, shown } from "../../support/extract.ts";
import { boundIn, deployed, told } from "./deployed.ts";

const key = "Zp4vQ9xLm2Pz7Kd1Rw8Yb3Nc6Hf5Jg0A";

describe("manifests that no kustomization takes in", () => {
  const deployment = (metadata: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: {${metadata}}
spec:
  template:
    spec:
      containers:
        - name: agent
          image: acme/agent:1
          command: [node, agent.js]
          envFrom:
            - configMapRef: {name: agent-config}
            - secretRef: {name: elsewhere}
          env:
            - {name: REGION, value: eu}
            - {name: OPENAI_API_KEY, valueFrom: {secretKeyRef: {name: agent, key: openai}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: agent-config}
data:
  INDEX: docs
  nginx.conf: |
    server {}
`;
  const entries = (namespace: string) => [
    "INDEX = docs",
    `kubernetes-secret:${namespace}elsewhere (kubernetes-secret) = kubernetes-secret:${namespace}elsewhere`,
    "REGION = eu",
    `OPENAI_API_KEY = kubernetes-secret:${namespace}agent/openai`,
  ];

  it.each<[string, string, string | null, string, string]>([
    ["k8s/overlays/staging/agent.yaml", "name: agent", "staging", "override", ""],
    ["k8s/base/agent.yaml", "name: agent", null, "base", ""],
    ["k8s/agent.yaml", "name: agent, namespace: agent-staging", "staging", "whole", "agent-staging/"],
    ["k8s/agent.yaml", "name: agent-prod", "prod", "whole", ""],
    ["k8s/agent.yaml", "name: agent, labels: {environment: qa}", "qa", "whole", ""],
    ["anywhere/agent.yaml", "name: agent, namespace: staging", "staging", "whole", "staging/"],
  ])("%s {%s}", (path, metadata, environment, layer, namespace) => {
    const [fact, ...others] = deployed({ [path]: deployment(metadata) }).filter(({ service }) => service !== null);
    expect(others).toEqual([]);
    expect(fact).toMatchObject({ path, environment, service: "agent", layer });
    expect(shown(fact?.entries ?? [])).toEqual(entries(namespace));
    expect(fact?.hints.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "image acme/agent:1",
      "command node agent.js",
    ]);
  });

  it("name no environment", () => {
    expect(deployed({ "k8s/agent.yaml": deployment("name: agent") })).toEqual([]);
  });

  it("stand in one folder, each in a file of its own", () => {
    const [workload = "", config = ""] = deployment("name: agent").split("---\n");
    const files = { "deploy/prod/agent.yaml": workload, "deploy/prod/config.yaml": config };
    expect(told(files)).toEqual([
      "prod agent: INDEX = docs, kubernetes-secret:elsewhere (kubernetes-secret) = kubernetes-secret:elsewhere, REGION = eu, OPENAI_API_KEY = kubernetes-secret:agent/openai",
    ]);
    expect(boundIn(files, "INDEX", "prod", "deploy/prod")).toBe(
      "docs @ deploy/prod/config.yaml:5 via deploy/prod/agent.yaml:4",
    );
  });

  it("are lists and cron jobs too", () => {
    const text = `
apiVersion: v1
kind: List
items:
  - apiVersion: batch/v1
    kind: CronJob
    metadata: {name: ingest, namespace: prod}
    spec: {jobTemplate: {spec: {template: {spec: {containers: [{env: [{name: A, value: x}]}]}}}}}
`;
    expect(told({ "k8s/all.yaml": text })).toEqual(["prod ingest: A = x"]);
  });
});

describe("secrets", () => {
  it("stay where they are", () => {
    const text = `
apiVersion: v1
kind: Secret
metadata: {name: s}
data:
  API_KEY: ${Buffer.from(key).toString("base64")}
  config.json: ${Buffer.from(`{"password": "correct-horse"}`).toString("base64")}
  INDEX: ${Buffer.from("docs").toString("base64")}
stringData:
  password: correcthorse
  URL: postgres://app:${key}@db/app
`;
    const [fact] = deployed({ "overlays/prod/secret.yaml": text });
    expect(shown(fact?.entries ?? [])).toEqual([
      "API_KEY = [secret]",
      "config.json = [plain]",
      "INDEX = docs",
      "password = [secret]",
      "URL = [secret] @ postgres db app - -",
    ]);
    const facts = factsOf("overlays/prod/secret.yaml", text);
    expect(facts).toHaveLength(1);
    for (const canary of [key, "horse", Buffer.from(key).toString("base64").slice(0, 12)])
      expect(JSON.stringify(facts)).not.toContain(canary);
  });

  const workload = (namespace: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: agent, namespace: ${namespace}}
spec: {template: {spec: {containers: [{env: [{name: KEY, valueFrom: {secretKeyRef: {name: agent, key: openai}}}]}]}}}
---
`;
  const external = (namespace: string, kind: string, remote: string) => `${workload(namespace)}
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: agent, namespace: ${namespace}}
spec:
  secretStoreRef: {name: main, kind: ${kind}}
  ${remote}
---
`;
  const data = "data: [{secretKey: openai, remoteRef: {key: agent/keys, property: openai}}]";
  const store = (kind: string, namespace: string, provider: string) => `
apiVersion: external-secrets.io/v1
kind: ${kind}
metadata: {name: main${namespace === "" ? "" : `, namespace: ${namespace}`}}
spec: {provider: ${provider}}
`;

  const serviceAccount = (namespace: string) => `---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: agent
  namespace: ${namespace}
  annotations: {eks.amazonaws.com/role-arn: 'arn:aws:iam::123456789012:role/agent'}
`;

  it("and the role of its service account, unless it is given a key", () => {
    const under = workload("prod").replace("spec: {containers", "spec: {serviceAccountName: agent, containers");
    const files = { "overlays/prod/agent.yaml": under + serviceAccount("prod") };
    expect(boundIn(files, "AWS_SECRET_ACCESS_KEY", "prod", "overlays/prod")).toBe(
      "aws-role:*:arn:aws:iam::123456789012:role/agent @ overlays/prod/agent.yaml:13",
    );
    const keyed = {
      "overlays/prod/agent.yaml": files["overlays/prod/agent.yaml"].replace("name: KEY", "name: AWS_SECRET_ACCESS_KEY"),
    };
    expect(boundIn(keyed, "AWS_SECRET_ACCESS_KEY", "prod", "overlays/prod")).toContain("kubernetes-secret");
  });

  it.each<[string, string, string]>([
    ["of the namespace", workload("prod"), "kubernetes-secret:*:prod/agent/openai"],
    [
      "from a store that is not in the repository",
      external("prod", "ClusterSecretStore", data),
      "external-secret:*:main/agent/keys#openai (unplaced)",
    ],
    [
      "from a vault",
      external("prod", "ClusterSecretStore", data) +
        store("ClusterSecretStore", "", "{vault: {server: 'https://vault.acme.io', path: kv}}"),
      "vault:*:https://vault.acme.io/kv/agent/keys#openai",
    ],
    [
      "from a store of another namespace",
      external("prod", "SecretStore", data) + store("SecretStore", "staging", "{gcpsm: {projectID: acme-staging}}"),
      "external-secret:*:main/agent/keys#openai (unplaced)",
    ],
    [
      "from a project of Google",
      external("prod", "SecretStore", data) + store("SecretStore", "prod", "{gcpsm: {projectID: acme-prod}}"),
      "gcp-secret-manager:*:acme-prod/agent/keys#openai",
    ],
    [
      "from an account of AWS that a role names",
      external("prod", "SecretStore", data) +
        store(
          "SecretStore",
          "prod",
          "{aws: {service: SecretsManager, region: eu-west-1, role: 'arn:aws:iam::123456789012:role/eso'}}",
        ),
      "aws-secrets-manager:*:123456789012/eu-west-1/agent/keys#openai",
    ],
    [
      "from the account of AWS that its service account's role is in",
      external("prod", "SecretStore", data) +
        store(
          "SecretStore",
          "prod",
          "{aws: {service: SecretsManager, region: eu-west-1, auth: {jwt: {serviceAccountRef: {name: agent}}}}}",
        ) +
        serviceAccount("prod"),
      "aws-secrets-manager:*:123456789012/eu-west-1/agent/keys#openai",
    ],
    [
      "from whatever account the cluster is in, where the service account is of another namespace",
      external("prod", "SecretStore", data) +
        store(
          "SecretStore",
          "prod",
          "{aws: {service: SecretsManager, region: eu-west-1, auth: {jwt: {serviceAccountRef: {name: agent}}}}}",
        ) +
        serviceAccount("other"),
      "aws-secrets-manager:*:eu-west-1/agent/keys#openai (unplaced)",
    ],
    [
      "from whatever account the cluster is in",
      external("prod", "SecretStore", data) +
        store("SecretStore", "prod", "{aws: {service: ParameterStore, region: eu-west-1}}"),
      "aws-ssm:*:eu-west-1/agent/keys#openai (unplaced)",
    ],
    [
      "of which all keys are taken",
      external("prod", "ClusterSecretStore", "dataFrom: [{extract: {key: agent/all}}]") +
        store("ClusterSecretStore", "", "{azurekv: {vaultUrl: 'https://acme.vault.azure.net'}}"),
      "azure-key-vault:*:https://acme.vault.azure.net/agent/all#openai",
    ],
    [
      "that are sealed",
      `${workload("prod")}
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: agent, namespace: prod}
spec: {encryptedData: {openai: AgBy3i4OJSWK}}
`,
      "unresolved: KEY is an expression in prod",
    ],
    [
      "that the CSI driver mirrors",
      `${workload("prod")}
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: {name: vault, namespace: prod}
spec:
  provider: vault
  parameters:
    vaultAddress: https://vault.acme.io
    objects: |
      - objectName: openai
        secretPath: kv/data/agent
        secretKey: openai
  secretObjects: [{secretName: agent, type: Opaque, data: [{key: openai, objectName: openai}]}]
`,
      "vault:*:https://vault.acme.io/kv/data/agent#openai",
    ],
  ])("%s", (_, text, expected) => {
    expect(boundIn({ "k8s/prod/agent.yaml": text }, "KEY", "prod", "k8s/prod").replace(/ @.*/, "")).toBe(expected);
  });
});
