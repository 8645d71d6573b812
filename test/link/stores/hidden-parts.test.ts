import { describe, expect, it } from "vitest";
import { auditTree, memoryTree } from "../../../src/audit.ts";
import { jsonReport } from "../../../src/report/json.ts";

const hidden = "q7Vt2mXw9Lz4Rk8Bn3Hs6Jd1";

const agent = (staging: string) => ({
  "package.json": `{"name":"support-desk"}`,
  ".env.production": `PINECONE_NAMESPACE=${hidden}\nPINECONE_API_KEY=made-up-k9w2m4x7q1\n`,
  ".env.staging": `PINECONE_NAMESPACE=${staging}\nPINECONE_API_KEY=made-up-z3v8n5c6t0\n`,
  "src/knowledge.ts": `import { Pinecone } from "@pinecone-database/pinecone";
const pinecone = new Pinecone({ apiKey: process.env.PINECONE_API_KEY ?? "" });
export const knowledge = pinecone.index("support-kb").namespace(process.env.PINECONE_NAMESPACE ?? "");
export const find = (vector: number[]) => knowledge.query({ vector, topK: 3 });`,
  "src/agent.ts": `import { generateText, tool } from "ai";
import { z } from "zod";
import { find } from "./knowledge.ts";
const search = tool({ inputSchema: z.object({ vector: z.array(z.number()) }), execute: ({ vector }) => find(vector) });
export const answer = (prompt: string) => generateText({ model: "desk", prompt, tools: { search } });`,
});

const reportOf = (staging: string, key: number) =>
  jsonReport(auditTree(memoryTree(agent(staging)), { key: new Uint8Array(32).fill(key) }));

describe("a part of a store's address that is kept hidden", () => {
  it("is printed in the same words whatever the key of the run", () => {
    expect(reportOf(hidden, 1)).toBe(reportOf(hidden, 2));
    expect(reportOf(hidden, 1)).not.toContain(hidden);
  });

  it("is still told from another", () => {
    const faults = (staging: string) => auditTree(memoryTree(agent(staging))).findings.map(({ fault }) => fault);
    expect(faults(hidden)).toContain("same-resource");
    expect(faults("h2Pw7Gx5Tq9Yc4Nv8Mb3Ks6Z")).toContain("same-but-for-scope");
  });
});
