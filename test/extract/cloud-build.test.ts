import { describe, expect, it } from "vitest";
import { cloudBuild } from "../../src/extract/cloud-build.ts";
import type { WorkflowFact } from "../../src/model/workflow-facts.ts";
import { factsOf, gapsOf, shown } from "../support/extract.ts";

const build = `steps:
  - name: node:22
    entrypoint: npm
    dir: apps/desk
    args: [run, "migrate", "--", "--env=\${_ENV}"]
    env: [APP_ENV=$_ENV]
    secretEnv: [DATABASE_URL]
  - name: gcr.io/google.com/cloudsdktool/cloud-sdk:slim
    entrypoint: gcloud
    args: [run, deploy, desk-$_ENV, --set-secrets, "OPENAI_API_KEY=openai-key:latest"]
  - name: gcr.io/cloud-builders/docker@sha256:aa
    args: [build, -t, "gcr.io/$PROJECT_ID/desk", .]
  - name: bash
    script: |
      #!/bin/sh
      npm test
availableSecrets:
  secretManager:
    - versionName: projects/desk-$_ENV/secrets/database/versions/latest
      env: DATABASE_URL
    - versionName: projects/desk/secrets/unused/versions/1
      env: UNUSED
substitutions:
  _ENV: staging
`;

function buildIn(text: string, path = "cloudbuild.yaml"): WorkflowFact | undefined {
  return factsOf(path, text).find((fact) => fact.kind === "workflow");
}

function commands(text: string): readonly (string | null | undefined)[] {
  return buildIn(text)?.jobs.map(({ steps }) => steps[0]?.run) ?? [];
}

describe("a build", () => {
  it("runs its steps, each in a container of its own", () => {
    expect(commands(build)).toEqual([
      "npm run migrate -- --env=staging",
      "gcloud run deploy desk-staging --set-secrets OPENAI_API_KEY=openai-key:latest",
      "docker build -t gcr.io/$PROJECT_ID/desk .",
      "#!/bin/sh\nnpm test",
    ]);
    const jobs = buildIn(build)?.jobs ?? [];
    expect(jobs.map(({ id }) => id)).toEqual(["step 1", "step 2", "step 3", "step 4"]);
    expect(jobs.map(({ steps }) => steps[0]?.workingDirectory)).toEqual(["apps/desk", null, null, null]);
  });

  it("gives a step the variables and secrets that it asks for", () => {
    const jobs = buildIn(build)?.jobs ?? [];
    expect(jobs.map(({ env }) => shown(env))).toEqual([
      ["APP_ENV = staging", "DATABASE_URL = gcp-secret-manager:projects/desk-staging/secrets/database"],
      [],
      [],
      [],
    ]);
  });

  it("gives all steps what its options say", () => {
    const options = "options:\n  env: [LOG=x]\n  secretEnv: [UNUSED, GONE]\n";
    expect(shown(buildIn(`${build}${options}`)?.env ?? [])).toEqual([
      "ENV = staging",
      "LOG = x",
      "UNUSED = gcp-secret-manager:projects/desk/secrets/unused",
      "GONE = a secret that the build does not name <>",
    ]);
  });

  it("has an environment only where a substitution says it", () => {
    expect(shown(buildIn(build)?.env ?? [])).toEqual(["ENV = staging"]);
    expect(buildIn(build.replace("_ENV: staging", "_ENV: $BRANCH_NAME"))?.env).toEqual([]);
    expect(buildIn(build.replace("_ENV: staging", "_REGION: production"))?.env).toEqual([]);
  });

  it("is started by a trigger outside, for a pull request where its name says so", () => {
    const event = (path: string) => buildIn(build, path)?.triggers[0]?.event;
    expect([event("cloudbuild.yaml"), event("cloudbuild.pr.yaml"), event("ops/cloudbuild-prod.yaml")]).toEqual([
      "trigger",
      "pull_request",
      "trigger",
    ]);
  });

  it.each([
    ["- {name: node, args: [npm, test]}", "npm test"],
    ["- {name: 'gcr.io/$PROJECT_ID/desk', args: [npx, vitest]}", "npx vitest"],
    ["- {name: gcr.io/cloud-builders/npm, args: [test]}", "npm test"],
    ["- {name: 'hashicorp/terraform:1.9', args: [apply]}", "terraform apply"],
    ["- {name: node, entrypoint: bash, args: [-c, 'echo $$KEY && npm test']}", 'bash -c "echo $KEY && npm test"'],
  ])("%s runs %s", (step, expected) => {
    expect(commands(`steps:\n${step}\n`)).toEqual([expected]);
  });

  it("says what it leaves open of a secret", () => {
    const text = `steps:\n- {name: node, args: [npm, test], secretEnv: [OLD, INLINE]}\nsecrets:\n- kmsKeyName: k\n  secretEnv: {OLD: CiQA}\navailableSecrets:\n  inline:\n  - kmsKeyName: k\n    envMap: {INLINE: CiQA}\n`;
    expect(shown(buildIn(text)?.jobs[0]?.env ?? [])).toEqual([
      "OLD = a text that a key of Cloud KMS decrypts <>",
      "INLINE = a text that a key of Cloud KMS decrypts <>",
    ]);
  });

  it("says which steps it leaves out", () => {
    expect(gapsOf("cloudbuild.yaml", `steps:\n${"- {name: node, args: [a]}\n".repeat(101)}`)).toHaveLength(1);
  });

  it("tells no secret that is written into a step", () => {
    const secret = "zk4Qv81LmPw02xTrBn9Yd6";
    const text = `steps:\n  - name: node\n    env: [API_KEY=${secret}]\n    args: [run, --set-secrets, API_KEY=${secret}]\n`;
    expect(JSON.stringify(factsOf("cloudbuild.yaml", text))).not.toContain(secret);
  });

  it.each<[string, string]>([
    ["an empty file", ""],
    ["a truncated one", build.slice(0, 140)],
    ["Windows line endings and a byte order mark", `\uFEFF${build.replaceAll("\n", "\r\n")}`],
    ["no steps", "steps: none\n"],
    ["an enormous one", `steps:\n${"  - name: node\n    args: [a]\n".repeat(5_000)}`],
  ])("survives %s", (_, text) => {
    expect(() =>
      cloudBuild.extract(
        { path: "cloudbuild.yaml", text },
        { seal: () => ({ digest: "", nature: "plain", shape: "text" }) },
      ),
    ).not.toThrow();
  });

  it("is read past its byte order mark", () => {
    expect(commands(`\uFEFF${build.replaceAll("\n", "\r\n")}`).length).toBe(4);
    expect(gapsOf("cloudbuild.yaml", build)).toEqual([]);
  });

  it("is no sample", () => {
    expect(cloudBuild.wants("cloudbuild.example.yaml", "source")).toBe(false);
    expect(cloudBuild.wants("cloudbuild.yaml", "docs")).toBe(false);
    expect(cloudBuild.wants("ops/cloudbuild.prod.yaml", "source")).toBe(true);
  });
});
