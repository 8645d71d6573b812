import { describe, expect, it } from "vitest";
import { cloudBuild } from "../../src/extract/cloud-build.ts";
import type { Fact } from "../../src/model/facts.ts";
import { bindingsOf, factsOf, gapsOf, shown } from "../support/extract.ts";

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

function commands(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap((fact) =>
    fact.kind === "scripts" ? fact.scripts.flatMap(({ command }) => command.split("\n")) : [],
  );
}

describe("a build", () => {
  it("runs its steps", () => {
    expect(commands(factsOf("cloudbuild.yaml", build))).toEqual([
      "(cd apps/desk && APP_ENV=staging npm run migrate -- --env=staging)",
      "gcloud run deploy desk-staging --set-secrets OPENAI_API_KEY=openai-key:latest",
      "docker build -t gcr.io/$PROJECT_ID/desk .",
      "#!/bin/sh",
      "npm test",
    ]);
  });

  it("is given the secrets that a step asks for, in the environment that it is for", () => {
    const [fact] = bindingsOf("cloudbuild.yaml", build);
    expect(fact?.environment).toBe("staging");
    expect(shown(fact?.entries ?? [])).toEqual([
      "DATABASE_URL = gcp-secret-manager:projects/desk-staging/secrets/database",
    ]);
    expect(bindingsOf("ops/cloudbuild.prod.yaml", build)[0]?.environment).toBe("prod");
    expect(
      bindingsOf("cloudbuild.yaml", build.replace("_ENV: staging", "_ENV: $BRANCH_NAME"))[0]?.environment,
    ).toBeNull();
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
    expect(commands(factsOf("cloudbuild.yaml", `\uFEFF${build.replaceAll("\n", "\r\n")}`)).length).toBe(5);
    expect(gapsOf("cloudbuild.yaml", build)).toEqual([]);
  });

  it("is no sample", () => {
    expect(cloudBuild.wants("cloudbuild.example.yaml", "source")).toBe(false);
    expect(cloudBuild.wants("cloudbuild.yaml", "docs")).toBe(false);
    expect(cloudBuild.wants("ops/cloudbuild.prod.yaml", "source")).toBe(true);
  });
});
