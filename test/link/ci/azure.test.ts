import { describe, expect, it } from "vitest";
import { boundIn, jobsOf, ranIn } from "./repository.ts";

const path = "azure-pipelines.yml";
const evals = (body: string) => jobsOf({ [path]: `jobs:\n  - job: evals\n${body.replace(/^/gm, "    ")}\n` });

describe("what a variable of Azure is bound to", () => {
  const step = "steps:\n  - script: npm test\n    env: {KEY: $(qdrantKey)}";
  it.each([
    [step, "azure-variable-group:*:qdrantKey"],
    [`variables: [{group: answers}]\n${step}`, "azure-variable-group:answers:qdrantKey"],
    [`variables: [{group: b}, {group: a}]\n${step}`, "azure-variable-group:a + b:qdrantKey"],
    [`variables: {qdrantKey: text}\n${step}`, "text"],
    [
      "steps:\n  - script: npm test\n    env: {KEY: $(System.AccessToken)}",
      "azure-variable-group:*:System_AccessToken",
    ],
    [
      "steps:\n  - script: npm test\n    env: {KEY: $(Build.SourceBranch)}",
      "? `$Build_SourceBranch` is known when the job runs",
    ],
  ])("%s", (body, value) => {
    expect(boundIn(evals(body)[0]).KEY).toBe(value);
  });

  it("is what an earlier step printed for the later ones", () => {
    const [job] = evals(
      'steps:\n  - script: echo "##vso[task.setvariable variable=URL;isOutput=true]https://x.example"\n  - script: npx vitest --url $(URL)',
    );
    expect(job?.commands.map(({ text }) => text)).toEqual(["vitest --url https://x.example"]);
  });

  it("is told with the vault that hands it over", () => {
    const [job] = evals(
      "steps:\n  - task: AzureKeyVault@2\n    inputs: {KeyVaultName: answers-prod}\n  - script: npm test",
    );
    expect(job?.opaque.map(({ reason }) => reason)).toEqual([
      "azure-key-vault hands over every variable of answers-prod",
    ]);
  });
});

describe("the secrets that a vault hands over by name", () => {
  const vault = (filter: string) =>
    `steps:\n  - task: AzureKeyVault@2\n    inputs: {KeyVaultName: answers-prod, SecretsFilter: '${filter}'}\n`;

  it("are those of the vault for the steps after it", () => {
    const [job] = evals(
      `${vault("qdrant-key, openai-key")}  - script: npm test\n    env: {KEY: $(qdrant-key), OTHER: $(key)}`,
    );
    expect([boundIn(job).KEY, boundIn(job).OTHER, job?.opaque.length]).toEqual([
      "azure-key-vault:*:answers-prod/qdrant-key",
      "azure-variable-group:*:key",
      0,
    ]);
  });

  it("are not known where it hands over all", () => {
    expect(evals(`${vault("*")}  - script: npm test`)[0]?.opaque).toHaveLength(1);
  });

  it("are what a container app keeps under names of its own", () => {
    const script =
      "az containerapp secret set -n desk-prod -g rg --secrets key=$(qdrant-key)\naz containerapp update -n desk-prod -g rg --set-env-vars KEY=secretref:key OTHER=secretref:other";
    const jobs = evals(`${vault("qdrant-key")}  - bash: |\n      ${script.replace("\n", "\n      ")}`);
    const [given] = jobs.filter(({ actsAs }) => actsAs === "prod");
    expect([boundIn(given).KEY, boundIn(given).OTHER]).toEqual([
      "azure-key-vault:*:answers-prod/qdrant-key",
      "? a secret that the application keeps",
    ]);
  });
});

describe("templates", () => {
  const template =
    "parameters: [{name: to}]\njobs:\n  - deployment: d\n    environment: ${{ parameters.to }}\n    variables: [{group: 'keys-${{ parameters.to }}'}]\n    strategy: {runOnce: {deploy: {steps: [{script: './rollout.sh ${{ parameters.to }}', env: {KEY: $(key)}}]}}}\n";

  it("of jobs are put where they are called, with what they are given", () => {
    const jobs = jobsOf({
      [path]:
        "jobs:\n  - template: templates/d.yml\n    parameters: {to: staging}\n  - template: templates/d.yml\n    parameters: {to: production}\n",
      "templates/d.yml": template,
    });
    expect(jobs.map((job) => [job.environment?.name, boundIn(job).KEY, job.actsAs])).toEqual([
      ["staging", "azure-variable-group:keys-staging:key", "staging"],
      ["production", "azure-variable-group:keys-production:key", "production"],
    ]);
  });

  it("of steps run in the job that uses them", () => {
    const [job] = jobsOf({
      [path]:
        "jobs:\n  - job: evals\n    steps:\n      - template: templates/run.yml\n        parameters: {what: evals}\n",
      "templates/run.yml": "parameters: {what: unit}\nsteps:\n  - script: npx vitest run ${{ parameters.what }}\n",
    });
    expect(ranIn(job)).toEqual(["test-runner vitest [] evals"]);
  });

  it("see the groups around them", () => {
    const jobs = jobsOf({
      [path]: "variables: [{group: shared}]\njobs:\n  - template: templates/d.yml\n    parameters: {to: staging}\n",
      "templates/d.yml": template,
    });
    expect(jobs.map((job) => boundIn(job).KEY)).toEqual(["azure-variable-group:keys-staging + shared:key"]);
  });

  it("of other repositories are told", () => {
    const [job] = jobsOf({ [path]: "jobs:\n  - template: evals.yml@shared\n" });
    expect(job?.opaque.map(({ reason }) => reason)).toContain("evals.yml@shared is not in this repository");
  });
});

it("runs with the defaults, or once for each choice where people start it", () => {
  const pipeline = (head: string) =>
    `${head}parameters: [{name: to, default: staging, values: [staging, production]}]\njobs:\n  - deployment: d\n    environment: \${{ parameters.to }}\n    strategy: {runOnce: {deploy: {steps: [{script: ./rollout.sh}]}}}\n`;
  const environments = (head: string) => jobsOf({ [path]: pipeline(head) }).map(({ environment }) => environment?.name);
  expect(environments("")).toEqual(["staging"]);
  expect(environments("trigger: none\n")).toEqual(["staging", "production"]);
});
