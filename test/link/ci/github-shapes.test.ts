import { expect, it } from "vitest";
import { boundIn, jobsOf } from "./repository.ts";

const ci = ".github/workflows/ci.yml";
const called = ".github/workflows/run.yml";

const callee = `on:
  workflow_call:
    inputs:
      environment: {type: string, default: staging}
    secrets:
      KEY: {required: false}
jobs:
  evals:
    environment: \${{ inputs.environment }}
    steps:
      - run: npx vitest
        env: {KEY: "\${{ secrets.KEY }}", PLAIN: "\${{ vars.HOST }}"}
`;

it.each([
  ["secrets: inherit", "github-secret:staging:KEY", "staging"],
  ["with: {environment: production}\n    secrets: inherit", "github-secret:production:KEY", "production"],
  [
    "with: {environment: production}\n    secrets: {KEY: '${{ secrets.OTHER }}'}",
    "github-secret:production:KEY",
    "production",
  ],
])("a reusable workflow takes the environment it is given or its default: %s", (call, key, environment) => {
  const [job] = jobsOf({
    [ci]: `on: push\njobs:\n  call:\n    uses: ./.github/workflows/run.yml\n    ${call}\n`,
    [called]: callee,
  });
  expect([job?.environment?.name, boundIn(job).KEY, boundIn(job).PLAIN]).toEqual([
    environment,
    key,
    `github-variable:${environment}:HOST`,
  ]);
});

it("a reusable workflow takes the environment of its caller's matrix", () => {
  const jobs = jobsOf({
    [ci]: "on: push\njobs:\n  call:\n    strategy: {matrix: {where: [staging, production]}}\n    uses: ./.github/workflows/run.yml\n    with: {environment: '${{ matrix.where }}'}\n    secrets: inherit\n",
    [called]: callee,
  });
  expect(jobs.map((job) => boundIn(job).KEY)).toEqual(["github-secret:staging:KEY", "github-secret:production:KEY"]);
});

it("a workflow that is switched off or commented out has no jobs", () => {
  const text = "on: push\njobs:\n  a:\n    steps: [{run: npx vitest}]\n";
  expect(jobsOf({ ".github/workflows/ci.yml.disabled": text, [ci]: text.replace(/^/gm, "# ") })).toEqual([]);
});

it("a step's output between the secret and its use is the secret", () => {
  const [job] = jobsOf({
    [ci]: 'on: push\njobs:\n  a:\n    steps:\n      - id: pick\n        run: echo "key=${{ secrets.KEY }}" >> "$GITHUB_OUTPUT"\n      - run: npx vitest\n        env: {KEY: "${{ steps.pick.outputs.key }}"}\n',
  });
  expect(boundIn(job).KEY).toBe("github-secret:*:KEY");
});

it("an output that several branches write is one of them", () => {
  const [job] = jobsOf({
    [ci]: 'on: push\njobs:\n  a:\n    steps:\n      - id: pick\n        run: |\n          if [ "$A" = x ]; then echo "key=${{ secrets.A }}" >> $GITHUB_OUTPUT; else echo "key=${{ secrets.B }}" >> $GITHUB_OUTPUT; fi\n      - run: npx vitest\n        env: {KEY: "${{ steps.pick.outputs.key }}"}\n',
  });
  expect(boundIn(job).KEY).toBe("? one of secrets.A, secrets.B");
});

it("an output of another job is followed to its step", () => {
  const [, job] = jobsOf({
    [ci]: 'on: push\njobs:\n  a:\n    outputs: {url: "${{ steps.s.outputs.url }}"}\n    steps: [{id: s, run: \'echo "url=https://x.example" >> $GITHUB_OUTPUT\'}]\n  b:\n    needs: a\n    steps:\n      - run: npx vitest\n        env: {URL: "${{ needs.a.outputs.url }}"}\n',
  });
  // The order of jobs is not followed; that the value is not known is said.
  expect(boundIn(job).URL).toContain("is known when the job runs");
});

it("roles of two environments are two, and one of the repository is one", () => {
  const text = (environment: string) =>
    `on: push\njobs:\n  deploy:\n    ${environment}\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: {role-to-assume: "\${{ secrets.ROLE }}"}\n      - run: npx cdk deploy\n`;
  expect(boundIn(jobsOf({ [ci]: text("environment: production") })[0]).AWS_ROLE_ARN).toBe(
    "github-secret:production:ROLE",
  );
  expect(boundIn(jobsOf({ [ci]: text("environment: staging") })[0]).AWS_ROLE_ARN).toBe("github-secret:staging:ROLE");
  expect(boundIn(jobsOf({ [ci]: text("timeout-minutes: 5") })[0]).AWS_ROLE_ARN).toBe("github-secret:*:ROLE");
});

it("`vercel env add` binds one value in each environment that it names", () => {
  const jobs = jobsOf({
    [ci]: 'on: push\njobs:\n  sync:\n    steps:\n      - run: |\n          echo "$DB" | vercel env add DATABASE_URL production\n          echo "$DB" | vercel env add DATABASE_URL preview\n        env: {DB: "${{ secrets.DATABASE_URL }}"}\n',
  });
  expect(jobs.slice(1).map((job) => [job.actsAs, boundIn(job).DATABASE_URL])).toEqual([
    ["production", "github-secret:*:DATABASE_URL"],
    ["preview", "github-secret:*:DATABASE_URL"],
  ]);
});
