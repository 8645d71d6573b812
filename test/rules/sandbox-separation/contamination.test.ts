import { expect, it } from "vitest";
import { ciWritesProduction } from "../../../rules/sandbox-separation/ci-writes-production.ts";
import { selectableEndpoint } from "../../../rules/sandbox-separation/selectable-endpoint.ts";
import { sharedContextStore } from "../../../rules/sandbox-separation/shared-context-store.ts";
import { unscopedCredential } from "../../../rules/sandbox-separation/unscoped-credential.ts";
import type { Check } from "../../../src/model/rule.ts";
import type { Stack } from "../../../src/model/stack.ts";
import {
  credential,
  evalJob,
  githubSecret,
  judgeWith,
  known,
  mcpServer,
  place,
  secret,
  selection,
  sink,
  stackOf,
  store,
  tool,
} from "../../support/stack.ts";

/** The chain of the first proven finding, as `role path:line`. */
function chainOf(check: Check, parts: Partial<Stack>): string[] {
  const verdict = judgeWith(check, stackOf(parts));
  if (verdict.status !== "fail") throw new Error(`judged ${verdict.status}`);
  return verdict.findings[0]?.contamination.map(({ role, path, startLine }) => `${role} ${path}:${startLine}`) ?? [];
}

it("leads from the staging binding of a secret through the client to production's", () => {
  const shared = credential({ production: secret("p"), staging: secret("p") }, { readAt: [place("src/config.ts:7")] });
  expect(chainOf(unscopedCredential, { credentials: [shared] })).toEqual([
    "staging .env.staging:3",
    "read src/config.ts:7",
    "shared src/retrieval.ts:4",
    "production .env.production:3",
  ]);
});

it("leads from who writes in staging through the store to who retrieves in production", () => {
  const shared = store({ production: known(), staging: known() }, { readAt: [place("src/answer.ts:30")] });
  const tools = [
    tool({ name: "save_answer", sinks: [onStore("store-write", "src/save.ts:12")] }),
    tool({ name: "search_docs", sinks: [onStore("store-read", "src/search.ts:9")] }),
  ];
  expect(chainOf(sharedContextStore, { stores: [shared], tools })).toEqual([
    "staging .env.staging:4",
    "writes src/save.ts:12",
    "shared src/retrieval.ts:4",
    "production .env.production:4",
    "reader src/search.ts:9",
    "reader src/answer.ts:30",
  ]);
});

it("leads from the tool through the model's choice to production among the targets", () => {
  const refund = tool({ selections: [selection({ path: [place("src/tools/refund.ts:14")] })] });
  expect(chainOf(selectableEndpoint, { tools: [refund] }).slice(1)).toEqual([
    "choice src/tools/refund.ts:10",
    "leads there src/tools/refund.ts:14",
    "target chosen src/tools/refund.ts:18",
    "production src/endpoints.ts:2",
  ]);
});

it("leads from the server of the test to the one beside it", () => {
  const mcpServers = [
    mcpServer("crm-production", { target: "crm.example.com", targetAt: place(".mcp.json:4") }),
    mcpServer("crm-staging", { at: place(".mcp.json:8"), target: "crm.staging.example.com" }),
  ];
  expect(chainOf(selectableEndpoint, { mcpServers })).toEqual(["staging .mcp.json:8", "production .mcp.json:4"]);
});

it("leads from the job through its command and write to who retrieves in production", () => {
  const key = githubSecret("PINECONE_API_KEY");
  const workflow = ".github/workflows/evals.yml";
  const job = evalJob({ credentials: [{ variable: "PINECONE_API_KEY", value: key, at: place(`${workflow}:15`) }] });
  expect(
    chainOf(ciWritesProduction, {
      pipelines: [job],
      credentials: [credential({ production: key, staging: secret("s") })],
      stores: [store({ production: known() }, { readAt: [place("src/answer.ts:30")] })],
    }),
  ).toEqual([
    `CI job ${workflow}:9`,
    `CI ${workflow}:15`,
    `command ${workflow}:20`,
    "store src/retrieval.ts:9",
    "shared src/retrieval.ts:4",
    "production .env.production:3",
    "reader src/answer.ts:30",
  ]);
});

function onStore(kind: "store-write" | "store-read", at: string) {
  return sink({ kind, operation: "pinecone", at: place(at), store: 0 });
}
