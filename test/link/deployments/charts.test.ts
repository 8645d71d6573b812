import { describe, expect, it } from "vitest";
import type { Files } from "../../support/program.ts";
import { boundIn, openEnds, told } from "./deployed.ts";

const chart: Files = { "charts/agent/Chart.yaml": "apiVersion: v2\nname: agent\nversion: 1.0.0\n" };

const helpers = `{{/*
Names, with a {{ mark }} in the comment.
*/}}
{{- define "agent.fullname" -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end }}
{{- define "agent.env" -}}
- name: FROM_HELPER
  value: {{ .Values.index | quote }}
{{- end -}}
`;

const deployment = (env: string): Files => ({
  ...chart,
  "charts/agent/templates/_helpers.tpl": helpers,
  "charts/agent/templates/deployment.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "agent.fullname" . }}
  labels:
    {{- include "agent.labels" . | nindent 4 }}
spec:
  template:
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
${env}`,
});

/** The variables of production's agent, with values that stand beside those of the chart. */
const rendered = (env: string, values: string, production = "replicas: 2\n", more: Files = {}): string[] =>
  told({
    ...deployment(env),
    "charts/agent/values.yaml": values,
    "charts/agent/values-production.yaml": production,
    ...more,
  })
    .filter((line) => line.startsWith("production"))
    .map((line) => line.replace(/^production [^:]*: /, ""));

describe("a template", () => {
  it.each<[string, string, string, string]>([
    [
      "takes a value in",
      "          env:\n            - name: INDEX\n              value: {{ .Values.pinecone.index | quote }}\n",
      "pinecone: {index: docs}\n",
      "INDEX = docs",
    ],
    [
      "has a default",
      '          env:\n            - name: INDEX\n              value: {{ .Values.pinecone.index | default "docs" | quote }}\n            - name: MODE\n              value: {{ default .Values.mode .Values.other }}\n',
      "mode: fast\n",
      "INDEX = docs, MODE = fast",
    ],
    [
      "loops over a mapping",
      "          env:\n            {{- range $name, $value := .Values.env }}\n            - name: {{ $name }}\n              value: {{ $value | quote }}\n            {{- end }}\n            - name: LAST\n              value: x\n",
      "env: {INDEX: docs, REGION: eu}\n",
      "INDEX = docs, REGION = eu, LAST = x",
    ],
    [
      "loops over a list",
      "          env:\n            {{- range .Values.env }}\n            - name: {{ .name }}\n              value: {{ .value | quote }}\n            {{- end }}\n",
      "env: [{name: INDEX, value: docs}]\n",
      "INDEX = docs",
    ],
    [
      "puts a list in",
      "          env:\n            {{- toYaml .Values.env | nindent 12 }}\n",
      "env: [{name: INDEX, value: docs}, {name: KEY, valueFrom: {secretKeyRef: {name: agent, key: openai}}}]\n",
      "INDEX = docs, KEY = kubernetes-secret:agent/openai",
    ],
    [
      "puts a list in among others",
      "          env:\n            - name: FIRST\n              value: x\n            {{- toYaml .Values.env | nindent 12 }}\n            - name: LAST\n              value: x\n",
      "env: [{name: INDEX, value: docs}]\n",
      "FIRST = x, INDEX = docs, LAST = x",
    ],
    [
      "opens a value",
      "          {{- with .Values.env }}\n          env:\n            {{- toYaml . | nindent 12 }}\n          {{- end }}\n",
      "env: [{name: INDEX, value: docs}]\n",
      "INDEX = docs",
    ],
    [
      "has a part for one case",
      '          env:\n            {{- if .Values.cache.enabled }}\n            - name: CACHE\n              value: on\n            {{- else }}\n            - name: CACHE\n              value: off\n            {{- end }}\n            {{- if eq .Values.kind "a" }}\n            - name: KIND\n              value: a\n            {{- end }}\n',
      "cache: {enabled: false}\nkind: a\n",
      "CACHE = off, KIND = a",
    ],
    [
      "has a part for a case that is not known",
      '          env:\n            {{- if .Capabilities.APIVersions.Has "x" }}\n            - name: CACHE\n              value: on\n            {{- end }}\n            - name: LAST\n              value: x\n',
      "",
      "CACHE = set under a condition <>, LAST = x",
    ],
    [
      "includes another",
      '          env:\n            {{- include "agent.env" . | nindent 12 }}\n',
      "index: docs\n",
      "FROM_HELPER = docs",
    ],
    [
      "puts a text together",
      '          env:\n            - name: URL\n              value: "https://{{ .Values.host }}/{{ .Values.index }}"\n            - name: OTHER\n              value: {{ printf "%s-%s" .Values.index "x" }}\n',
      "host: db.acme.io\nindex: docs\n",
      "URL = https://db.acme.io/docs, OTHER = docs-x",
    ],
    [
      "names a secret by a helper",
      '          env:\n            - name: KEY\n              valueFrom:\n                secretKeyRef:\n                  name: {{ include "agent.fullname" . }}-secrets\n                  key: openai\n            - name: RELEASE\n              value: {{ .Release.Name }}\n',
      "",
      "KEY = kubernetes-secret:agent-agent-secrets/openai, RELEASE = given when the chart is installed <>",
    ],
    [
      "assigns",
      "          {{- $index := .Values.index }}\n          env:\n            - name: INDEX\n              value: {{ $index }}\n",
      "index: docs\n",
      "INDEX = docs",
    ],
    [
      "does what is not read here",
      '          env:\n            - name: INDEX\n              value: {{ lookup "v1" "Secret" "a" "b" | quote }}\n            - name: ODD\n              value: {{ if .Values.a }}x{{ else }}y{{ end }}\n',
      "",
      "INDEX = filled in by a template <>, ODD = filled in by a template <>",
    ],
  ])("%s", (_, env, values, expected) => {
    expect(rendered(env, values)).toEqual([expected]);
  });

  it("takes in what another holds", () => {
    const env = `          envFrom:
            - configMapRef:
                name: {{ include "agent.fullname" . }}-config
`;
    const config = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "agent.fullname" . }}-config
data:
  {{- range $key, $value := .Values.config }}
  {{ $key }}: {{ $value | quote }}
  {{- end }}
  {{- toYaml .Values.more | nindent 2 }}
`;
    const more = { "charts/agent/templates/config.yaml": config };
    expect(rendered(env, "config: {INDEX: docs}\nmore: {REGION: eu}\n", "config: {INDEX: docs-live}\n", more)).toEqual([
      "INDEX = docs-live, REGION = eu",
    ]);
  });

  it.each([
    ["not closed", "          env: {{ .Values.a\n"],
    ["no YAML without its actions", "          env: [\n"],
  ])("is %s", (_, env) => {
    expect(openEnds({ ...deployment(env), "charts/agent/values-prod.yaml": "a: b\n" })).toHaveLength(1);
  });

  it("is hostile", () => {
    const start = performance.now();
    for (const text of [
      "{{".repeat(50_000),
      `env: ${"{{ a }}".repeat(50_000)}`,
      `env:\n${"{{- range .Values.env }}\n".repeat(300)}  - name: a\n${"{{- end }}\n".repeat(300)}`,
      `env: {{ ${"(".repeat(5000)} }}`,
      '{{- define "a" }}{{ include "a" . }}{{ end }}\nenv: {{ include "a" . }}\n',
      `env: {{ ${"a | ".repeat(5000)} b }}`,
    ]) {
      rendered(text, "env: [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
    }
    expect(performance.now() - start).toBeLessThan(40_000);
  });
});

describe("values", () => {
  const env = "          env:\n            - name: INDEX\n              value: {{ .Values.index }}\n";

  it("are shared by what does not override them", () => {
    const files = {
      ...deployment(env),
      "charts/agent/values.yaml": "index: docs\n",
      "charts/agent/values-staging.yaml": "replicas: 1\n",
      "charts/agent/values-production.yaml": "index: docs-live\n",
    };
    expect(boundIn(files, "INDEX", "staging", "charts/agent")).toBe(
      "docs @ charts/agent/values.yaml:1 via charts/agent/values-staging.yaml:1",
    );
    expect(boundIn(files, "INDEX", "production", "charts/agent")).toBe(
      "docs-live @ charts/agent/values-production.yaml:1",
    );
  });

  it.each<[string, Files]>([
    ["values/prod.yaml", {}],
    ["environments/prod/values.yaml", {}],
    ["prod/values.yaml", {}],
  ])("are called %s", (path, more) => {
    const files = { ...deployment(env), [`charts/agent/${path}`]: "index: live\n", ...more };
    expect(told(files)).toEqual(["prod agent-agent: INDEX = live"]);
  });

  it.each<[string, string, string]>([
    [
      "Argo CD",
      "argo/agent.yaml",
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: agent}\nspec:\n  source: {path: charts/agent, helm: {valueFiles: [values.yaml, live.yaml]}}\n  destination: {namespace: production}\n",
    ],
    [
      "values in an application",
      "argo/agent.yaml",
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: agent}\nspec:\n  source:\n    path: charts/agent\n    helm:\n      values: |\n        index: live\n  destination: {namespace: production}\n",
    ],
    [
      "Flux",
      "clusters/production/agent.yaml",
      "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: agent}\nspec:\n  chart: {spec: {chart: ./charts/agent}}\n  values: {index: live}\n",
    ],
    [
      "a helmfile",
      "helmfile.yaml",
      "environments:\n  production: {}\n---\nreleases:\n  - name: agent\n    chart: ./charts/agent\n    values:\n      - values/{{ .Environment.Name }}.yaml\n",
    ],
  ])("are given by %s", (_, path, text) => {
    const files = {
      ...deployment(env),
      "charts/agent/values.yaml": "index: docs\n",
      "charts/agent/values-live.yaml": "index: live\n",
      "charts/agent/live.yaml": "index: unread\n",
      "values/production.yaml": "index: live\n",
      [path]: text.replace("live.yaml", "values-live.yaml"),
    };
    expect(told(files).filter((line) => line.startsWith("production"))).toEqual([
      "production agent-agent: INDEX = live",
    ]);
  });

  it("of a chart reach the charts in it", () => {
    const files = {
      "umbrella/Chart.yaml":
        "apiVersion: v2\nname: umbrella\ndependencies: [{name: agent, repository: 'file://../charts/agent', version: 1}]\n",
      "umbrella/values.yaml": "agent: {index: shared}\n",
      "umbrella/values-staging.yaml": "agent: {replicas: 1}\n",
      "umbrella/values-production.yaml": "agent: {index: live}\n",
      ...deployment(env),
      "charts/agent/values.yaml": "index: docs\n",
    };
    expect(told(files)).toEqual(["production agent-agent: INDEX = live", "staging agent-agent: INDEX = shared"]);
  });

  it("of a chart that is elsewhere name their variables", () => {
    const files = {
      "deploy/Chart.yaml":
        "apiVersion: v2\nname: agent\ndependencies: [{name: web, repository: 'https://charts.acme.io', version: 1}]\n",
      "deploy/values.yaml": "web:\n  env:\n    INDEX: docs\n    REGION: eu\n",
      "deploy/values-prod.yaml": "web:\n  env: {INDEX: live}\n",
    };
    expect(told(files)).toEqual(["prod web: INDEX = live, REGION = eu"]);
  });
});
