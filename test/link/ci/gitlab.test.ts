import { describe, expect, it } from "vitest";
import { boundIn, jobsOf, ranIn } from "./repository.ts";

const ci = ".gitlab-ci.yml";
const only = (text: string) => jobsOf({ [ci]: text })[0];

describe("what a variable of GitLab is bound to", () => {
  it.each([
    ["script: npm test\n  variables: {KEY: $QDRANT_API_KEY}", "gitlab-variable:*:QDRANT_API_KEY"],
    ["script: npm test\n  environment: staging\n  variables: {KEY: $Q}", "? `$Q` is known when the job runs"],
    ["script: npm test\n  environment: staging\n  variables: {KEY: $QKEY}", "gitlab-variable:staging:QKEY"],
    ["script: npm test\n  variables: {KEY: $OTHER, OTHER: text}", "text"],
    ["script: npm test\n  variables: {KEY: $KEY}", "gitlab-variable:*:KEY"],
    ["script: npm test\n  variables: {KEY: $CI_COMMIT_SHA}", "? `$CI_COMMIT_SHA` is known when the job runs"],
    ["script: npm test\n  variables: {KEY: $CI_JOB_TOKEN}", "gitlab-variable:*:CI_JOB_TOKEN"],
    ["script: npm test\n  secrets: {KEY: {vault: agent/prod/key@kv}}", "vault:*:agent/prod/key@kv"],
    ["script: export KEY=$QDRANT_API_KEY", "gitlab-variable:*:QDRANT_API_KEY"],
    ["script: docker run -e KEY image", "gitlab-variable:*:KEY"],
  ])("%s", (job, value) => {
    expect(boundIn(only(`evals:\n  ${job}\n`)).KEY).toBe(value);
  });

  it("is one of the project where a script only names it", () => {
    expect(boundIn(only('evals:\n  script: curl -H "key=$QDRANT_API_KEY" https://x.example')).QDRANT_API_KEY).toBe(
      "gitlab-variable:*:QDRANT_API_KEY",
    );
  });
});

describe("the environment of a job", () => {
  it.each<[string, (string | undefined)[]]>([
    ["environment: staging", ["staging"]],
    ["environment: {name: production, action: access}", ["production"]],
    ["environment: $WHERE\n  variables: {WHERE: staging}", ["staging"]],
    ["environment: $WHERE\n  parallel: {matrix: [{WHERE: [staging, production]}]}", ["staging", "production"]],
    ["environment: review/$CI_COMMIT_REF_SLUG", ["review/$CI_COMMIT_REF_SLUG"]],
    ["stage: test", [undefined]],
  ])("%s", (job, names) => {
    const jobs = jobsOf({ [ci]: `evals:\n  script: npm test\n  ${job}\n` });
    expect(jobs.map(({ environment }) => environment?.name)).toEqual(names);
  });

  it("of a review is told by its beginning, and one that is picked is not told", () => {
    const scopeIn = (name: string) =>
      boundIn(only(`evals:\n  script: npm test\n  environment: ${name}\n  variables: {KEY: $QKEY}\n`)).KEY;
    expect(scopeIn("review/$CI_COMMIT_REF_SLUG")).toBe("gitlab-variable:review/$CI_COMMIT_REF_SLUG:QKEY");
    expect(scopeIn("$CI_COMMIT_BRANCH")).toBe(
      "? gitlab-variable.QKEY, and its environment is picked by `$CI_COMMIT_BRANCH`",
    );
  });
});

describe("what a job takes from others", () => {
  it("comes through extends, each part with its own place", () => {
    const [job] = jobsOf({
      [ci]: "include: /ci/base.yml\nevals:\n  extends: [.base, .other]\n  variables: {B: own}\n  script: npm run eval\n",
      "ci/base.yml":
        ".base:\n  environment: staging\n  variables: {A: a, B: b}\n  before_script: [npx tsx src/seed.ts]\n.other:\n  variables: {A: later}\n",
      "package.json": { scripts: { eval: "tsx evals/run.ts" } },
    });
    expect(boundIn(job)).toEqual({ A: "later", B: "own" });
    expect(job?.environment).toMatchObject({ name: "staging", at: { path: "ci/base.yml", span: { startLine: 2 } } });
    expect(ranIn(job)).toEqual(["script tsx [] src/seed.ts", "script tsx [] evals/run.ts"]);
    expect(job?.commands.map(({ at }) => `${at.path}:${at.span.startLine}`)).toEqual(["ci/base.yml:4", `${ci}:5`]);
  });

  it("comes from the default and the top level", () => {
    const job = only(
      "variables: {A: all}\ndefault:\n  before_script: [npx vitest]\nevals:\n  script: npx tsx evals/run.ts\n",
    );
    expect(boundIn(job)).toEqual({ A: "all" });
    expect(ranIn(job)).toEqual(["test-runner vitest []", "script tsx [] evals/run.ts"]);
  });

  it("comes by reference", () => {
    const job = only(
      ".base:\n  variables: {A: a}\n  script: [npx vitest]\nevals:\n  variables: !reference [.base, variables]\n  script: [!reference [.base, script]]\n",
    );
    expect(boundIn(job)).toEqual({ A: "a" });
    expect(ranIn(job)).toEqual(["test-runner vitest []"]);
  });

  it("is told where it is not in the repository", () => {
    expect(only("evals:\n  extends: .shared\n  script: npm test\n")?.opaque.map(({ reason }) => reason)).toEqual([
      "`.shared` is not in the repository",
    ]);
  });

  it.each<[string, readonly string[]]>([
    ["nightly:\n  extends: .agent-evaluation\n", ["eval"]],
    ["nightly:\n  stage: evaluate\n  extends: .shared\n", ["eval"]],
    ["unit:\n  stage: test\n  extends: .shared\n", ["test"]],
    ["lint:\n  stage: test\n  extends: .shared\n", ["build"]],
    ["licences:\n  stage: check\n  extends: .shared\n", ["other"]],
    ["ship:\n  stage: test\n  extends: .shared\n  script: npx wrangler deploy\n", ["deploy"]],
  ])("is what it is called where none of its steps was read: %j", (text, roles) => {
    expect(only(text)?.roles).toEqual(roles);
  });

  it("ends where jobs extend or refer to each other in a circle", () => {
    const text =
      ".a: {extends: .b}\n.b: {extends: .a}\nevals:\n  extends: .a\n  script: [!reference [evals, script], npx vitest]\n";
    expect(ranIn(only(text))).toEqual(["test-runner vitest []", "test-runner vitest []"]);
  });
});

it("puts a base together once, however many ways lead to it", () => {
  const names = Array.from({ length: 10 }, (_, i) => `.a${i}`);
  const bases = names.map(
    (name, i) =>
      `${name}: {extends: [${names
        .slice(0, i)
        .flatMap((n) => [n, n, n, n, n, n, n, n])
        .join(", ")}]}`,
  );
  expect(ranIn(only(`${bases.join("\n")}\nevals: {extends: .a9, script: npx vitest}\n`))).toEqual([
    "test-runner vitest []",
  ]);
});

describe("which jobs there are", () => {
  it.each<[string, string[]]>([
    [".hidden:\n  script: x\nevals:\n  script: y", ["evals"]],
    ["evals:\n  script: y\n  rules: [{when: never}]", []],
    ["# evals:\n#   script: y\n", []],
  ])("%j", (text, ids) => {
    expect(jobsOf({ [ci]: text }).map(({ id }) => id)).toEqual(ids);
  });

  it("reads what is included and started, and nothing that merely lies there", () => {
    const jobs = jobsOf({
      [ci]: "include: {local: 'ci/*.yml'}\nchild:\n  variables: {WHERE: staging}\n  trigger: {include: .gitlab/child.yml}\n",
      "ci/a.yml": "a:\n  script: x",
      ".gitlab/child.yml": "b:\n  script: npx vitest\n  environment: $WHERE\n",
      ".gitlab/other.yml": "c:\n  script: x",
    });
    expect(jobs.map(({ id, environment }) => [id, environment?.name])).toEqual([
      ["a", undefined],
      ["child", undefined],
      ["b", "staging"],
    ]);
  });

  it("cannot follow a pipeline of another project", () => {
    expect(only("deploy:\n  trigger: harbourline/deploy\n")?.opaque.map(({ reason }) => reason)).toEqual([
      "the project harbourline/deploy is not in this repository",
    ]);
  });
});
