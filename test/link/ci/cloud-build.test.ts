import { describe, expect, it } from "vitest";
import { boundIn, jobsOf } from "./repository.ts";

const step = (lines: string): string => `steps:\n- name: node\n${lines.replace(/^/gm, "  ")}\n`;
const deploy = step("entrypoint: npx\nargs: [wrangler, deploy]\nsecretEnv: [KEY]");
const key = (project: string): string =>
  `availableSecrets:\n  secretManager:\n  - versionName: projects/${project}/secrets/key/versions/latest\n    env: KEY\n`;

describe("a step of Cloud Build", () => {
  it.each([
    ["the file's name", { "cloudbuild.prod.yaml": deploy }, "prod"],
    ["a substitution", { "cloudbuild.yaml": `${deploy}substitutions: {_ENV: staging}\n` }, "staging"],
    ["a command", { "cloudbuild.yaml": step("entrypoint: npx\nargs: [wrangler, deploy, --env, staging]") }, "staging"],
    ["nothing", { "cloudbuild.yaml": deploy }, null],
    ["a substitution that a trigger gives", { "cloudbuild.yaml": `${deploy}substitutions: {_ENV: ""}\n` }, null],
  ])("deploys to the environment that %s says", (_, files, expected) => {
    expect(jobsOf(files).map(({ actsAs, environment }) => [actsAs, environment])).toEqual([[expected, null]]);
  });

  it("acts on nothing where it tests, whatever the build deploys", () => {
    const [job] = jobsOf({
      "package.json": { name: "desk", scripts: { test: "vitest run" } },
      "cloudbuild.prod.yaml": step("args: [npm, test]\nenv: [URL=https://a.example.net]"),
    });
    expect([job?.roles, job?.actsAs]).toEqual([["test"], null]);
    expect(boundIn(job)).toEqual({ URL: "https://a.example.net" });
  });

  it("holds the secrets that it asks for, where the project is told and where it is not", () => {
    const holds = (project: string) =>
      jobsOf({ "cloudbuild.yaml": `${deploy}${key(project)}substitutions: {_P: desk}\n` })[0]?.variables[0]?.value;
    expect(holds("desk")).toMatchObject({ reference: "gcp-secret-manager:*:projects/desk/secrets/key" });
    expect(holds("$_P")).toMatchObject({ reference: "gcp-secret-manager:*:projects/desk/secrets/key" });
    expect(holds("$PROJECT_ID")).toMatchObject({ unplaced: true, fullName: "projects/*/secrets/key" });
  });

  it("reads scripts in the folder that it says", () => {
    const [job] = jobsOf({
      "apps/desk/package.json": { name: "desk", scripts: { eval: "tsx evals/run.ts" } },
      "cloudbuild.yaml": step("dir: apps/desk\nscript: |\n  npm ci\n  npm run eval"),
    });
    expect([job?.roles, job?.commands.at(-1)?.program.entryFiles]).toEqual([["eval"], ["apps/desk/evals/run.ts"]]);
  });
});
