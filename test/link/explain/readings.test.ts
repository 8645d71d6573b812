import { describe, expect, it } from "vitest";
import { viewOf } from "./line.ts";

const read = (path: string, text: string, mark: string) =>
  viewOf({ "package.json": "{}", [path]: text }, path, mark).readings.map((r) => r.says);

const secret = "kq7xwvz9k2m4p8r3t6y1";

describe("what the extractors read on a line", () => {
  it.each<[string, string, string, string, string[]]>([
    [
      "a variable of a dotenv file",
      ".env.staging",
      `OPENAI_API_KEY=${secret}\n`,
      "OPENAI",
      [
        "the variable OPENAI_API_KEY: a value (16 to 31 characters), for the environment staging (dotenv, laid over a base)",
      ],
    ],
    [
      "an address",
      ".env.production",
      "QDRANT_URL=https://kb.example.net\n",
      "QDRANT",
      [
        "the variable QDRANT_URL: the address http kb.example.net, for the environment production (dotenv, laid over a base)",
      ],
    ],
    [
      "a variable of a compose service",
      "docker-compose.yml",
      "services:\n  agent:\n    image: agent\n    environment:\n      TOKEN: ${TOKEN}\n",
      "TOKEN:",
      [
        "the variable TOKEN: environment TOKEN, for no environment by name of the service agent (compose, as a base that others are laid over)",
      ],
    ],
    [
      "a resource of a worker",
      "wrangler.jsonc",
      '{ "name": "agent", "kv_namespaces": [\n{ "binding": "MEMORY", "id": "agent-memory" }\n] }',
      "MEMORY",
      [
        "the kv resource MEMORY: the address cloudflare-kv agent-memory, for no environment by name of the service agent (wrangler)",
      ],
    ],
    [
      "a script and a dependency",
      "packages/a/package.json",
      '{\n"scripts": { "eval": "vitest run" },\n"devDependencies": { "vitest": "^4.0.0" }\n}',
      "devDependencies",
      ["a development dependency on vitest ^4.0.0"],
    ],
    [
      "an MCP server",
      ".mcp.json",
      '{ "mcpServers": {\n"crm": { "url": "https://crm.example.net" }\n} }',
      "crm",
      ["the MCP server crm of claude"],
    ],
  ])("%s", (_, path, text, mark, expected) => {
    expect(read(path, text, mark)).toEqual(expected);
  });

  it("of a workflow: trigger, job, environment, step and what they are handed", () => {
    const text = `name: CI
on:
  pull_request:
jobs:
  eval:
    environment: staging
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: npm run eval -- --token ${secret}
        env:
          KEY: \${{ secrets.KEY }}
      - name: Report
        run: |
          echo one
          echo two
`;
    const at = (mark: string) => read(".github/workflows/ci.yml", text, mark);
    expect(at("pull_request")).toEqual(["starts the workflow CI on pull_request"]);
    expect(at("  eval:")).toEqual(["the job eval of the workflow CI, started by pull_request"]);
    expect(at("environment:")).toEqual(["runs in the GitHub environment staging"]);
    expect(at("runs-on")).toEqual(["a line of the job eval"]);
    expect(at("uses:")).toEqual(["step 1 uses the action actions/checkout@v5"]);
    expect(at("npm run eval")).toEqual(["step 2 runs: npm run eval -- --token [16 to 31 characters]"]);
    expect(at("KEY:")).toEqual([
      "the variable KEY: github-secret KEY, handed to step 2 (npm run eval -- --token [16 to 31 characters])",
    ]);
    expect(at("echo two")).toEqual(["step 3 runs: echo one …"]);
  });

  it("and nothing on a line that says nothing", () => {
    expect(read(".env.staging", "# a comment\nA=1\n", "comment")).toEqual([]);
  });
});
