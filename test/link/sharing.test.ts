import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { auditTree, memoryTree } from "../../src/audit.ts";
import type { Files } from "../support/program.ts";

const agent = `import { Pinecone } from "@pinecone-database/pinecone";
import { generateText, tool } from "ai";
import { z } from "zod";
const index = new Pinecone({ apiKey: process.env.PINECONE_API_KEY! }).index(process.env.PINECONE_INDEX!);
const search = tool({ inputSchema: z.object({ q: z.string() }), execute: async () => index.query({ vector: [1], topK: 3 }) });
export const run = (prompt: string) => generateText({ model: "openai/gpt-4.1", prompt, tools: { search } });
`;

/** The shared credentials and stores that the first two signals find, proven ones first, and whether they are proven. */
function shared(files: Files): readonly string[] {
  const { findings } = auditTree(
    memoryTree({
      "package.json": '{ "name": "agent", "dependencies": { "ai": "^6" } }',
      "src/agent.ts": agent,
      ...files,
    }),
    { key: createHash("sha256").update("test").digest(), rethrow: true },
  );
  return findings
    .filter(({ check }) => /unscoped-credential|shared-context-store/.test(check))
    .map(({ subject, confidence }) => `${subject.replace(/^agent\//, "")} (${confidence})`)
    .sort();
}

const worker = (settings: object): Files => ({
  "wrangler.json": JSON.stringify({ name: "agent", main: "src/worker.ts", ...settings }, null, 1),
  "src/worker.ts":
    "export default { async fetch(request: Request, env: { NOTES: KVNamespace }) { return new Response(await env.NOTES.get('a')); } };\n",
});
const jobs = (more: (name: string) => string): Files => ({
  ".github/workflows/ship.yml": `on: push\njobs:\n${["staging", "production"]
    .map(
      (name) =>
        `  ${name}:\n    runs-on: ubuntu-latest\n${more(name)}    steps:\n      - run: npx wrangler deploy --env ${name}\n        env:\n          PINECONE_API_KEY: \${{ secrets.PINECONE_API_KEY }}\n`,
    )
    .join("")}`,
});
const store = (id: string): object => ({
  secrets_store_secrets: [{ binding: "PINECONE_API_KEY", store_id: id, secret_name: "pinecone" }],
});

describe("sharing", () => {
  it.each<[what: string, files: Files, expected: string[]]>([
    [
      "one entry of one secrets store in two blocks",
      worker({ env: { staging: store("a1"), production: store("a1") } }),
      ["PINECONE_API_KEY (proven)"],
    ],
    [
      "a block of previews with production's variables",
      worker({ vars: { PINECONE_INDEX: "kb" }, previews: { vars: { PINECONE_INDEX: "kb" } } }),
      ["Pinecone index (PINECONE_INDEX) (proven)"],
    ],
    [
      "one value that a workflow adds to two environments of a platform",
      {
        ".github/workflows/a.yml":
          'on: push\njobs:\n  add:\n    runs-on: ubuntu-latest\n    env:\n      KEY: ${{ secrets.PINECONE_API_KEY }}\n    steps:\n      - run: |\n          echo "$KEY" | vercel env add PINECONE_API_KEY production\n          echo "$KEY" | vercel env add PINECONE_API_KEY preview\n',
      },
      ["PINECONE_API_KEY (proven)"],
    ],
    ["a choice of environment without one on the job", jobs(() => ""), ["PINECONE_API_KEY (proven)"]],
    [
      "a dated backup of production's file",
      {
        ".env.production": "PINECONE_API_KEY=heron-4d81c07e92ab5f3360\nPINECONE_INDEX=kb\n",
        ".env.backup-2026-01-02": "PINECONE_API_KEY=heron-4d81c07e92ab5f3360\nPINECONE_INDEX=kb\n",
      },
      ["PINECONE_API_KEY (suspected)", "Pinecone index (PINECONE_INDEX) (suspected)"],
    ],
  ])("%s", (_, files, expected) => {
    expect(shared(files)).toEqual(expected);
  });
});

describe("separation that looks like sharing", () => {
  it.each<[what: string, files: Files]>([
    ["equal names in two environments of GitHub", jobs((name) => `    environment: ${name}\n`)],
    [
      "an environment by a matrix",
      {
        ".github/workflows/ship.yml":
          "on: push\njobs:\n  ship:\n    strategy:\n      matrix:\n        to: [staging, production]\n    environment: ${{ matrix.to }}\n    runs-on: ubuntu-latest\n    steps:\n      - run: npx wrangler deploy --env ${{ matrix.to }}\n        env:\n          PINECONE_API_KEY: ${{ secrets.PINECONE_API_KEY }}\n",
      },
    ],
    [
      "a top level that is production and is repeated as such",
      worker({
        vars: { PINECONE_INDEX: "kb" },
        env: { production: { vars: { PINECONE_INDEX: "kb" } }, staging: { vars: { PINECONE_INDEX: "kb-staging" } } },
      }),
    ],
    [
      "bindings at the top that a block does not inherit",
      worker({
        kv_namespaces: [{ binding: "NOTES", id: "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1" }],
        env: { staging: { vars: { A: "b" } } },
      }),
    ],
    [
      "ids that are there to be replaced",
      worker({
        env: Object.fromEntries(
          ["staging", "production"].map((name) => [
            name,
            { kv_namespaces: [{ binding: "NOTES", id: "00000000000000000000000000000000" }] },
          ]),
        ),
      }),
    ],
    [
      "equal names of secrets in two projects of a cloud",
      {
        ".env.staging": "PINECONE_API_KEY=projects/trial/secrets/pinecone\nPINECONE_INDEX=kb-1\n",
        ".env.production": "PINECONE_API_KEY=projects/live/secrets/pinecone\nPINECONE_INDEX=kb-2\n",
      },
    ],
    [
      "an index that neither environment names",
      { ".env.staging": "PINECONE_API_KEY=projects/trial/secrets/pinecone\n", ".env.production": "A=b\n" },
    ],
    ["equal names in two stores", worker({ env: { staging: store("a1"), production: store("b2") } })],
    [
      "a field of the product that is called so",
      { "src/crm.ts": 'export const deal = { environment: "production" };\n' },
    ],
  ])("%s", (_, files) => {
    expect(shared(files)).toEqual([]);
  });
});
