import { describe, expect, it } from "vitest";
import type { Reached } from "../../../src/link/ci/follow.ts";
import { readJobs } from "../../../src/link/ci/jobs.ts";
import { linkPipelines } from "../../../src/link/ci/pipelines.ts";
import { Program } from "../../../src/link/program/program.ts";
import type { Pipeline } from "../../../src/model/pipeline.ts";
import { factsOf, running, workflow } from "./repository.ts";

const span = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

function pipelinesOf(
  files: Readonly<Record<string, string>>,
  reachOf: (path: string) => readonly Reached[] = () => [],
): readonly Pipeline[] {
  const facts = factsOf(files);
  return linkPipelines(readJobs(facts), new Program(facts), (path) => ({ reaches: reachOf(path), complete: true }));
}

/** Everything that starts in a test writes the store through `src/store.ts`. */
function writesStore(path: string): readonly Reached[] {
  const at = { path: "src/store.ts", span };
  return [{ what: "store", name: "docs", at, writes: true, path: [{ path, span }], store: 0 }];
}

const ci = ".github/workflows/ci.yml";
const store =
  'import { Pinecone } from "@pinecone-database/pinecone";\nexport const index = new Pinecone().index("docs");\n';

describe("a pipeline", () => {
  it("reaches what its tests reach", () => {
    const [pipeline] = pipelinesOf(
      { [ci]: running("npx vitest"), "src/store.ts": store, "src/a.test.ts": 'import "./store";\n' },
      writesStore,
    );
    expect(pipeline?.reaches.map(({ name, path }) => [name, path[0]?.path])).toEqual([["docs", "src/a.test.ts"]]);
    expect(pipeline?.commands).toEqual([{ text: "vitest", at: expect.objectContaining({ path: ci }) }]);
  });

  it("does not reach through a module that the test mocks", () => {
    const mocked = 'import { vi } from "vitest";\nimport "./store";\nvi.mock("./store");\n';
    const [pipeline] = pipelinesOf(
      { [ci]: running("npx vitest"), "src/store.ts": store, "src/a.test.ts": mocked },
      writesStore,
    );
    expect(pipeline?.reaches).toEqual([]);
    expect(pipeline?.ephemeral.map(({ what, at }) => `${what} ${at.path}:${at.span.startLine}`)).toEqual([
      "mocked module ./store src/a.test.ts:3",
    ]);
  });

  it("does not reach a store whose package the test mocks", () => {
    const mocked = 'import { vi } from "vitest";\nimport "./store";\nvi.mock("@pinecone-database/pinecone");\n';
    const [pipeline] = pipelinesOf(
      { [ci]: running("npx vitest"), "src/store.ts": store, "src/a.test.ts": mocked },
      writesStore,
    );
    expect(pipeline?.reaches).toEqual([]);
  });

  it("reaches through the test that does not mock, whatever its neighbour does", () => {
    const mocked = 'import { vi } from "vitest";\nimport "./store";\nvi.mock("./store");\n';
    const [pipeline] = pipelinesOf(
      {
        [ci]: running("npx vitest"),
        "src/store.ts": store,
        "src/a.test.ts": mocked,
        "src/b.test.ts": 'import "./store";\n',
      },
      writesStore,
    );
    expect(pipeline?.reaches.map(({ path }) => path[0]?.path)).toEqual(["src/b.test.ts"]);
  });

  it("does not reach anything by building", () => {
    const [pipeline] = pipelinesOf(
      { [ci]: running("npx tsc && npx tsx scripts/generate-types.ts"), "scripts/generate-types.ts": store },
      writesStore,
    );
    expect(pipeline).toMatchObject({ roles: ["build"], reaches: [] });
  });

  it("brings along service containers, local addresses, test keys, emulators and mocks", () => {
    const yaml = workflow(
      "services:\n  db:\n    image: pgvector/pgvector:pg16\nenv:\n  DATABASE_URL: postgres://postgres:postgres@localhost:5432/test\n  FIRESTORE_EMULATOR_HOST: firestore:8080\n  OTHER_URL: postgres://app:app@db.example.com/live\nsteps:\n  - run: npx vitest",
    );
    const test =
      'import { setupServer } from "msw/node";\nimport { MockLanguageModelV2 } from "ai/test";\nimport { PostgreSqlContainer } from "@testcontainers/postgresql";\n';
    const [pipeline] = pipelinesOf({ [ci]: yaml, "src/a.test.ts": test });
    expect(pipeline?.ephemeral.map(({ what }) => what)).toEqual([
      "service container pgvector/pgvector:pg16",
      "DATABASE_URL on the job's own machine",
      "emulator in FIRESTORE_EMULATOR_HOST",
      "mocked network (msw)",
      "mocked model (ai)",
      "Testcontainers (@testcontainers/postgresql)",
    ]);
  });

  it("on a self-hosted runner may hold what no file names", () => {
    const yaml = (more: string) => running("npx vitest", more).replace("ubuntu-latest", "[self-hosted, linux]");
    expect(pipelinesOf({ [ci]: yaml("") })[0]?.opaque.map(({ reason }) => reason)).toEqual([
      "a self-hosted runner may have ambient credentials",
    ]);
    expect(pipelinesOf({ [ci]: yaml("env:\n  A: b\n") })[0]?.opaque).toEqual([]);
  });

  it("is not followed where an eval in another language is handed one of several secrets", () => {
    const yaml = (value: string) => running("uv run python -m evals.run", `env:\n  AGENT_URL: ${value}\n`);
    const reasons = (value: string) => pipelinesOf({ [ci]: yaml(value) })[0]?.opaque.map(({ reason }) => reason);
    expect(reasons("${{ secrets.AGENT_URL || vars.AGENT_URL }}")).toEqual([
      "what `python -m evals.run` runs was not found in the repository's code",
    ]);
    expect(reasons("${{ vars.AGENT_URL }}")).toEqual([]);
  });

  it("is handed what opens something, and not its switches", () => {
    const yaml = running(
      "npx vitest",
      'env:\n  CI: "true"\n  KEY: ${{ secrets.KEY }}\n  DATABASE_URL: postgres://u:p4ssw0rdXyz9@db.example.com/app\n',
    );
    expect(pipelinesOf({ [ci]: yaml })[0]?.credentials.map(({ variable }) => variable)).toEqual([
      "KEY",
      "DATABASE_URL",
    ]);
  });

  it("is told apart from its alternatives", () => {
    const yaml = workflow(
      "strategy:\n  matrix:\n    to: [staging, production]\nenvironment: ${{ matrix.to }}\nsteps:\n  - run: wrangler deploy",
    );
    expect(pipelinesOf({ [ci]: yaml }).map(({ job, actsAs }) => [job, actsAs])).toEqual([
      ["work (staging)", "staging"],
      ["work (production)", "production"],
    ]);
  });
});
