import { describe, expect, it } from "vitest";
import type { Files } from "../../support/program.ts";
import { boundIn, openEnds, told } from "./deployed.ts";

const base: Files = {
  "k8s/base/kustomization.yaml": `
resources: [agent.yaml]
configMapGenerator:
  - name: agent-config
    literals: [INDEX=docs, REGION=eu]
`,
  "k8s/base/agent.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata: {name: agent}
spec:
  template:
    spec:
      containers:
        - name: agent
          image: acme/agent
          envFrom: [{configMapRef: {name: agent-config}}]
          env:
            - name: LOG_LEVEL
              value: info
            - name: KEY
              valueFrom: {secretKeyRef: {name: agent, key: openai}}
`,
};

const overlay = (name: string, text: string, more: Files = {}): Files => ({
  ...base,
  [`k8s/overlays/${name}/kustomization.yaml`]: `resources: [../../base]\n${text}`,
  ...Object.fromEntries(Object.entries(more).map(([file, body]) => [`k8s/overlays/${name}/${file}`, body])),
});

/** What a variable is in the overlay of staging. */
const inStaging = (variable: string, text: string, more: Files = {}): string =>
  boundIn({ ...overlay("staging", text, more) }, variable, "staging", "k8s/overlays/staging");

describe("an overlay", () => {
  it("has what it does not override from its base", () => {
    expect(told({ ...overlay("staging", ""), ...overlay("production", "namespace: live-agent") })).toEqual([
      "production agent: INDEX = docs, REGION = eu, LOG_LEVEL = info, KEY = kubernetes-secret:live-agent/agent/openai",
      "staging agent: INDEX = docs, REGION = eu, LOG_LEVEL = info, KEY = kubernetes-secret:agent/openai",
    ]);
    expect(inStaging("INDEX", "")).toBe(
      "docs @ k8s/base/kustomization.yaml:5 via k8s/overlays/staging/kustomization.yaml:1",
    );
  });

  it.each<[string, string, string, string, Files?]>([
    [
      "merges a generator",
      "INDEX",
      "docs-staging",
      "configMapGenerator: [{name: agent-config, behavior: merge, literals: [INDEX=docs-staging]}]",
    ],
    [
      "keeps the rest of a merged generator",
      "REGION",
      "eu",
      "configMapGenerator: [{name: agent-config, behavior: merge, literals: [INDEX=docs-staging]}]",
    ],
    [
      "replaces a generator",
      "REGION",
      "unset",
      "configMapGenerator: [{name: agent-config, behavior: replace, literals: [INDEX=docs-staging]}]",
    ],
    [
      "merges a file of variables",
      "INDEX",
      "docs-staging",
      "configMapGenerator: [{name: agent-config, behavior: merge, envs: [agent.env]}]",
      { "agent.env": "INDEX=docs-staging\n" },
    ],
    [
      "patches in a file",
      "LOG_LEVEL",
      "debug",
      "patches: [{path: patch.yaml}]",
      {
        "patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: agent}\nspec: {template: {spec: {containers: [{name: agent, env: [{name: LOG_LEVEL, value: debug}]}]}}}\n",
      },
    ],
    [
      "patches in place",
      "LOG_LEVEL",
      "debug",
      "patches:\n  - patch: |-\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: {name: agent}\n      spec: {template: {spec: {containers: [{name: agent, env: [{name: LOG_LEVEL, value: debug}]}]}}}\n",
    ],
    [
      "patches the old way",
      "KEY",
      "plain",
      "patchesStrategicMerge: [patch.yaml]",
      {
        "patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: agent}\nspec: {template: {spec: {containers: [{name: agent, env: [{name: KEY, value: plain}]}]}}}\n",
      },
    ],
    [
      "changes by JSON patch",
      "LOG_LEVEL",
      "debug",
      "patches:\n  - target: {kind: Deployment, name: ag.*}\n    patch: |-\n      - op: replace\n        path: /spec/template/spec/containers/0/env/0/value\n        value: debug\n",
    ],
    [
      "adds by JSON patch",
      "TRACE",
      "on",
      "patches:\n  - target: {kind: Deployment}\n    patch: |-\n      - op: add\n        path: /spec/template/spec/containers/0/env/-\n        value: {name: TRACE, value: on}\n",
    ],
    [
      "changes by JSON patch in a file",
      "LOG_LEVEL",
      "debug",
      "patchesJson6902: [{target: {group: apps, version: v1, kind: Deployment, name: agent}, path: patch.yaml}]",
      { "patch.yaml": "- op: replace\n  path: /spec/template/spec/containers/0/env/0/value\n  value: debug\n" },
    ],
    [
      "lays a component over it",
      "LOG_LEVEL",
      "debug",
      "components: [../../debug]",
      {
        "../../debug/kustomization.yaml":
          "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n  - target: {kind: Deployment}\n    patch: |-\n      - {op: replace, path: /spec/template/spec/containers/0/env/0/value, value: debug}\n",
      },
    ],
    [
      "takes a value over from another object",
      "LOG_LEVEL",
      "docs",
      "replacements:\n  - source: {kind: ConfigMap, name: agent-config, fieldPath: data.INDEX}\n    targets:\n      - select: {kind: Deployment}\n        fieldPaths: ['spec.template.spec.containers.[name=agent].env.[name=LOG_LEVEL].value']\n",
    ],
    ["renames what it takes in", "INDEX", "docs", "namePrefix: staging-\nnameSuffix: -v2"],
  ])("%s", (_, variable, expected, text, more) => {
    const files = overlay("staging", text);
    const beside = Object.fromEntries(
      Object.entries(more ?? {}).map(([file, body]) => [
        file.startsWith("../../") ? `k8s/${file.slice(6)}` : `k8s/overlays/staging/${file}`,
        body,
      ]),
    );
    expect(boundIn({ ...files, ...beside }, variable, "staging", "k8s/overlays/staging").replace(/ @.*/, "")).toBe(
      expected,
    );
    expect(openEnds({ ...files, ...beside })).toEqual([]);
  });

  it("points into a patch that stands in it", () => {
    const text =
      "patches:\n  - patch: |-\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata:\n        name: agent\n      spec:\n        template:\n          spec:\n            containers:\n              - name: agent\n                env:\n                  - name: LOG_LEVEL\n                    value: debug\n";
    expect(inStaging("LOG_LEVEL", text)).toBe("debug @ k8s/overlays/staging/kustomization.yaml:14");
  });

  it("is of the environment that a controller deploys it as", () => {
    const files = {
      ...base,
      "k8s/eu/kustomization.yaml": "resources: [../base]\n",
      "argo/agent.yaml":
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: agent-production}\nspec: {source: {path: k8s/eu}, destination: {namespace: agent}}\n",
    };
    expect(told(files)).toEqual([
      "production agent: INDEX = docs, REGION = eu, LOG_LEVEL = info, KEY = kubernetes-secret:agent/openai",
    ]);
  });

  it("is a part of a collection", () => {
    const files = {
      ...overlay("staging", ""),
      ...overlay("prod", ""),
      "k8s/kustomization.yaml": "resources: [overlays/staging, overlays/prod]\n",
    };
    expect(told(files).map((line) => line.split(":")[0])).toEqual(["prod agent", "staging agent"]);
  });

  it.each<[string, Files, string[]]>([
    [
      "takes in something remote",
      overlay("staging", "components: ['https://example.com/acme/parts?ref=v1']"),
      ["k8s/overlays/staging/kustomization.yaml:2 the kustomization takes in something from outside the repository"],
    ],
    [
      "has a patch that leads nowhere",
      overlay("staging", "patches: [{target: {kind: Deployment}, patch: '[{op: remove, path: /spec/a/b}]'}]"),
      ["k8s/overlays/staging/kustomization.yaml:2 a patch of Deployment agent could not be applied"],
    ],
    [
      "has a patch that is not there",
      overlay("staging", "patches: [{path: gone.yaml}]"),
      ["k8s/overlays/staging/kustomization.yaml:2 a patch of the kustomization could not be read"],
    ],
    [
      "takes in a file that is not there",
      { "k8s/prod/kustomization.yaml": "resources: [gone.yaml]" },
      ["k8s/prod/kustomization.yaml:1 the kustomization takes in k8s/prod/gone.yaml, which was not read"],
    ],
  ])("%s", (_, files, expected) => {
    expect(openEnds(files)).toEqual(expected);
  });

  it("takes itself in", () => {
    const files = {
      "k8s/a/kustomization.yaml": "resources: [../b]\n",
      "k8s/b/kustomization.yaml": "resources: [../a]\n",
      "k8s/prod/kustomization.yaml": "resources: [../a]\n",
    };
    expect(told(files)).toEqual([]);
  });

  it("is written with a mark and the line ends of Windows", () => {
    const files = Object.fromEntries(
      Object.entries(overlay("staging", "")).map(([path, text]) => [path, `\uFEFF${text.replaceAll("\n", "\r\n")}`]),
    );
    expect(told(files)).toHaveLength(1);
  });

  it("is broken or enormous", () => {
    const enormous = `resources:\n${"  - ../../base\n".repeat(5000)}`;
    const start = performance.now();
    for (const text of ["resources: [", "", "resources:\n  - \u0000", enormous]) {
      told({ ...base, "k8s/overlays/prod/kustomization.yaml": text });
    }
    expect(performance.now() - start).toBeLessThan(40_000);
  });
});
