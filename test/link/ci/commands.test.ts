import { describe, expect, it } from "vitest";
import { boundIn, jobsOf, ranIn, running } from "./repository.ts";

const packages = {
  "package.json": {
    name: "root",
    workspaces: ["apps/*", "packages/*"],
    scripts: {
      test: "turbo run test",
      "test:unit": "vitest run",
      "test:agent": "vitest run src/agent",
      "test:all": "npm-run-all test:unit test:agent",
      "test:each": "run-s test:*",
      both: "concurrently \"npm run test:unit\" 'tsx scripts/watch.ts'",
      loop: "npm run pool",
      pool: "npm run loop",
      pretidy: "tsx scripts/before.ts",
      tidy: "tsx scripts/tidy.ts",
      posttidy: "tsx scripts/after.ts",
      ingest: "dotenv -e .env.staging -- tsx scripts/ingest.ts",
    },
  },
  "apps/agent/package.json": {
    name: "@x/agent",
    scripts: { test: "vitest run", start: "node dist/server.js", deploy: "wrangler deploy" },
  },
  "packages/tools/package.json": { name: "@x/tools", scripts: { test: "jest --runInBand" } },
};

function run(script: string, more = ""): readonly string[] {
  return ranIn(jobsOf({ ...packages, ".github/workflows/ci.yml": running(script, more) })[0]);
}

describe("what a script runs", () => {
  it.each([
    ["npx vitest run src/agent", ["test-runner vitest [] src/agent"]],
    ["npm test", ["test-runner vitest [apps/agent]", "test-runner jest [packages/tools]"]],
    ["npm run test:unit -- src/x.test.ts", ["test-runner vitest [] src/x.test.ts"]],
    ["npm test -w @x/agent", ["test-runner vitest [apps/agent]"]],
    ["npm --workspace=@x/tools run test", ["test-runner jest [packages/tools]"]],
    ["npm --prefix apps/agent test", ["test-runner vitest [apps/agent]"]],
    ["pnpm --filter @x/agent test", ["test-runner vitest [apps/agent]"]],
    ["pnpm --filter=./packages/tools run test", ["test-runner jest [packages/tools]"]],
    ["pnpm -r test", ["test-runner vitest [apps/agent]", "test-runner jest [packages/tools]"]],
    ["pnpm -C apps/agent exec vitest run a", ["test-runner vitest [apps/agent] a"]],
    ["pnpm tsx scripts/x.ts", ["script tsx [] scripts/x.ts"]],
    ["yarn workspace @x/agent run test", ["test-runner vitest [apps/agent]"]],
    ["yarn workspace @x/agent vitest run y", ["test-runner vitest [apps/agent] y"]],
    ["yarn --cwd packages/tools test", ["test-runner jest [packages/tools]"]],
    ["bun run --filter '@x/tools' test", ["test-runner jest [packages/tools]"]],
    ["bun test src/e2e", ["test-runner bun test [] src/e2e"]],
    ["bun run scripts/x.ts", ["script bun [] scripts/x.ts"]],
    ["turbo run test --filter=@x/agent...", ["test-runner vitest [apps/agent]"]],
    [
      "npx turbo test --affected -- --coverage",
      ["test-runner vitest [apps/agent]", "test-runner jest [packages/tools]"],
    ],
    ["nx test tools", ["test-runner jest [packages/tools]"]],
    ["nx run-many -t test -p agent,tools", ["test-runner vitest [apps/agent]", "test-runner jest [packages/tools]"]],
    ["cd apps/agent && npm start", ["server node [apps/agent] apps/agent/dist/server.js"]],
    ["(cd apps/agent && npx jest); npx mocha", ["test-runner jest [apps/agent]", "test-runner mocha []"]],
    ["cd $WHERE\nnpx vitest run", ["test-runner vitest [?]"]],
    ["npm run test:all", ["test-runner vitest []", "test-runner vitest [] src/agent"]],
    ["npm run both", ["test-runner vitest []", "script tsx [] scripts/watch.ts"]],
    [
      "npm run tidy",
      ["script tsx [] scripts/before.ts", "script tsx [] scripts/tidy.ts", "script tsx [] scripts/after.ts"],
    ],
    ["npm run loop", []],
    ["cross-env NODE_ENV=test CI=1 npx playwright test e2e", ["test-runner playwright [] e2e"]],
    ["env-cmd -f .env.test vitest", ["test-runner vitest []"]],
    ["doppler run -p app -c prd -- tsx scripts/seed.ts", ["script tsx [] scripts/seed.ts"]],
    ["op run --env-file=.env -- node scripts/x.mjs", ["script node [] scripts/x.mjs"]],
    ["infisical run --env=prod -- npx tsx agent.ts", ["script tsx [] agent.ts"]],
    ["timeout 5m xvfb-run -a npx cypress run --spec a.cy.ts", ["test-runner cypress [] a.cy.ts"]],
    ["bash -c 'cd packages/tools && npm test'", ["test-runner jest [packages/tools]"]],
    [
      "start-server-and-test 'npx tsx src/server.ts' http://localhost:3000 test:unit",
      ["server tsx [] src/server.ts", "test-runner vitest []"],
    ],
    ["node --import tsx --test test/*.test.ts", ["test-runner node:test [] test/*.test.ts"]],
    ["node --env-file=.env.staging scripts/x.js", ["script node [] scripts/x.js"]],
    ["promptfoo eval -c evals/promptfooconfig.yaml", ["eval-runner promptfoo []"]],
    ["npx vitest run --config vitest.eval.config.ts", ["eval-runner vitest []"]],
    ["make test", ["opaque make []"]],
    ["npm run nothing-of-this-name", ["opaque npm []"]],
    ["playwright install --with-deps", ["cli playwright []"]],
    ["if npx vitest run; then echo ok; else npx jest; fi", ["test-runner vitest []", "test-runner jest []"]],
    ["npx vitest \\\n  run \\\n  src/long", ["test-runner vitest [] src/long"]],
    ["cat <<'EOF' > x.sh\nnpx jest\nEOF\nnpx ava", ["test-runner ava []"]],
    ["# it's a comment\nnpx ava", ["test-runner ava []"]],
    ["for i in 1 2; do npx ava; done", ["test-runner ava []"]],
  ])("%s", (script, expected) => {
    expect(run(script).filter((line) => !/^(cli|opaque) (cat|sleep)/.test(line))).toEqual(expected);
  });

  it.each([
    ["make specs", "Makefile", "specs: build\n\t@npx vitest run specs\n"],
    ["make -C . specs", "Makefile", "specs:\n\tnpx vitest run specs\n"],
    ["just specs", "justfile", "specs:\n    npx vitest run specs\n"],
    ["task specs", "Taskfile.yml", "tasks:\n  specs:\n    cmds: [npx vitest run specs]\n"],
  ])("follows %s into its recipe", (script, path, text) => {
    const jobs = jobsOf({ [path]: text, ".github/workflows/ci.yml": running(script) });
    expect(ranIn(jobs[0])).toEqual(["test-runner vitest [] specs"]);
  });

  const compose = "services:\n  specs:\n    build: {context: ., target: specs}\n    env_file: specs.env\n";
  const dockerfile =
    'FROM node:22 AS base\nFROM base AS specs\nCMD ["npx", "vitest", "run"]\nFROM base AS app\nCMD ["node", "dist/main.js"]\n';

  it.each([
    ["the stage that it is built up to", compose, ["test-runner vitest []"]],
    [
      "its own command before that of its image",
      compose.replace("    env_file", "    command: npx jest\n    env_file"),
      ["test-runner jest []"],
    ],
    ["its last stage where none is named", compose.replace(", target: specs", ""), ["script node [] dist/main.js"]],
  ])("runs what a compose service is made for: %s", (_title, services, expected) => {
    const files = { "compose.yml": services, Dockerfile: dockerfile };
    const jobs = jobsOf({ ...files, ".github/workflows/ci.yml": running("docker compose run --rm specs") });
    expect(ranIn(jobs[0]).filter((line) => !line.includes("docker"))).toEqual(expected);
    expect(jobs[0]?.commands.at(-1)?.environmentFiles).toEqual(["specs.env"]);
  });

  it("starts in the step's folder", () => {
    const yaml = running("npx vitest run", "").replace("- run:", "- working-directory: ./apps/agent\n        run:");
    expect(ranIn(jobsOf({ ".github/workflows/ci.yml": yaml })[0])).toEqual(["test-runner vitest [apps/agent]"]);
  });

  it("keeps the line of every package script on the way", () => {
    const [job] = jobsOf({ ...packages, ".github/workflows/ci.yml": running("npm run test:all") });
    expect(job?.commands[1]?.chain.map(({ path, span }) => `${path}:${span.startLine}`)).toEqual([
      "package.json:11",
      "package.json:10",
    ]);
  });

  it("tells the dotenv files a command is started with", () => {
    const [job] = jobsOf({ ...packages, ".github/workflows/ci.yml": running("npm run ingest") });
    expect(job?.commands[0]?.environmentFiles).toEqual([".env.staging"]);
    expect(job?.actsAs).toBe("staging");
  });

  it("says that a vault hands over more than is written", () => {
    const [job] = jobsOf({ ".github/workflows/ci.yml": running("doppler run -c prd -- npx vitest") });
    expect(job?.opaque.map(({ reason }) => reason)).toEqual(["doppler hands over every variable of `prd`"]);
  });
});

describe("variables that a script sets", () => {
  it.each([
    ["OPENAI_API_KEY=${{ secrets.OPENAI }} npx vitest", "OPENAI_API_KEY", "github-secret:*:OPENAI"],
    ['docker run -e DATABASE_URL="${{ secrets.DB }}" -e CI image npm test', "DATABASE_URL", "github-secret:*:DB"],
    ["docker compose run -e KEY=${{ secrets.K }} agent npm test", "KEY", "github-secret:*:K"],
    ['echo "PINECONE_INDEX=agent-prod" >> $GITHUB_ENV', "PINECONE_INDEX", "agent-prod"],
    ['echo "KEY=${{ secrets.K }}" >> "$GITHUB_ENV"', "KEY", "github-secret:*:K"],
    ["{\n  echo 'A=1'\n  echo 'B=2'\n} >> $GITHUB_ENV", "B", "2"],
    ["export REGION=eu\nnpx vitest", "REGION", "eu"],
    ['echo "SHA=$(git rev-parse HEAD)" >> $GITHUB_ENV', "SHA", "? the output of a command"],
    ["cross-env STAGE=prod npx vitest", "STAGE", "prod"],
  ])("%s", (script, name, value) => {
    expect(boundIn(jobsOf({ ".github/workflows/ci.yml": running(script) })[0])[name]).toBe(value);
  });
});

describe("hostile scripts", () => {
  it.each([
    ["an open quote", 'echo "never closed\nnpx vitest run\n', "test-runner vitest []"],
    ["many open quotes", `${"echo 'a\" b\n".repeat(500)}npx vitest run`, undefined],
    ["a bad substitution", "echo ${A\nnpx vitest run", "test-runner vitest []"],
    ["an endless here-document", "cat <<EOF\nnpx vitest run", "test-runner vitest []"],
    ["a huge line", `echo ${"a".repeat(100_000)}\nnpx vitest run`, undefined],
    ["a huge script", `${"npx vitest run a\n".repeat(6_000)}`, "test-runner vitest [] a"],
    ["brackets", `${"(".repeat(5_000)}npx vitest run${")".repeat(5_000)}`, undefined],
    ["dashes", `npx ${"-".repeat(7_000)} vitest`, undefined],
    ["marks of the reader's own", "npx vitest run \uE0000\uE001", undefined],
  ])("survives %s", (_, script, expected) => {
    const started = performance.now();
    const [job] = jobsOf({ ".github/workflows/ci.yml": running(script) });
    expect(performance.now() - started).toBeLessThan(2_000);
    if (expected !== undefined) expect(ranIn(job)).toContain(expected);
  });

  it("reads Windows line endings", () => {
    const yaml = running("cd apps/agent\nnpx vitest run").replaceAll("\n", "\r\n");
    expect(ranIn(jobsOf({ ".github/workflows/ci.yml": yaml })[0])).toEqual(["test-runner vitest [apps/agent]"]);
  });
});
