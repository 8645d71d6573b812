import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { auditTree, memoryTree } from "../../src/audit.ts";
import type { Files } from "../support/program.ts";

const agent = `import { Pinecone } from "@pinecone-database/pinecone";
import { generateText, tool } from "ai";
import { z } from "zod";
import "./settings.ts";
const index = new Pinecone({ apiKey: process.env.PINECONE_API_KEY! }).index(process.env.PINECONE_INDEX!, process.env.PINECONE_HOST);
const search = tool({ inputSchema: z.object({ q: z.string() }), execute: async () => index.query({ vector: [1], topK: 3 }) });
export const run = (prompt: string) => generateText({ model: "openai/gpt-4.1", prompt, tools: { search } });
`;

const env: Files = {
  ".env": "PINECONE_HOST=https://kb-1.svc.pinecone.io\n",
  ".env.staging": "LOG_LEVEL=debug\n",
  ".env.production": "LOG_LEVEL=info\n",
};
const loading = (code: string): Files => ({ "src/settings.ts": `import dotenv from "dotenv";\n${code}\n` });
const nest = (options: string): Files => ({
  "src/settings.ts": `import { ConfigModule } from "@nestjs/config";\nimport { Module } from "@nestjs/common";\n@Module({ imports: [ConfigModule.forRoot(${options})] })\nexport class App {}\n`,
});

/** The verdict of the second signal and the environments of its findings. */
function judged(files: Files): string {
  const { controls, findings } = auditTree(
    memoryTree({
      "package.json": '{ "name": "agent", "dependencies": { "ai": "^6", "dotenv": "^17" } }',
      "src/agent.ts": agent,
      ...files,
    }),
    { key: createHash("sha256").update("test").digest(), rethrow: true },
  );
  const id = "sandbox-separation/shared-context-store";
  const status = controls.flatMap(({ checks }) => checks).find((check) => check.id === id)?.status;
  const found = findings.filter(({ check, confidence }) => check === id && confidence === "proven");
  return [status, ...found.map(({ environments }) => [...environments].sort().join("+"))].join(" ");
}

describe("files of variables that are read together", () => {
  it.each<[what: string, files: Files, expected: string]>([
    [
      "a list of a settings module",
      nest("{ envFilePath: [`.env.${process.env.APP_ENV}`, '.env'] }"),
      "fail production+staging",
    ],
    [
      "a list with the plain file first",
      nest("{ envFilePath: ['.env', `.env.${process.env.APP_ENV}`] }"),
      "fail production+staging",
    ],
    [
      "a list that is read nowhere",
      nest("{ ignoreEnvFile: true, envFilePath: [`.env.${process.env.APP_ENV}`, '.env'] }"),
      "unknown",
    ],
    [
      "one file or the other",
      nest("{ envFilePath: process.env.APP_ENV ? `.env.${process.env.APP_ENV}` : '.env' }"),
      "unknown",
    ],
    [
      "dotenv with a list",
      loading("dotenv.config({ path: [`.env.${process.env.APP_ENV}`, '.env'] });"),
      "fail production+staging",
    ],
    ["dotenv with one file", loading("dotenv.config({ path: `.env.${process.env.APP_ENV}` });"), "unknown"],
    [
      "two calls in a row",
      loading("dotenv.config({ path: `.env.${process.env.APP_ENV}` });\ndotenv.config();"),
      "fail production+staging",
    ],
    [
      "a call that only some environments come to",
      loading(
        'dotenv.config({ path: `.env.${process.env.APP_ENV}` });\nif (process.env.NODE_ENV !== "production") dotenv.config();',
      ),
      "unknown",
    ],
    [
      "calls of the runtime",
      loading("process.loadEnvFile(`.env.${process.env.APP_ENV}`);\nprocess.loadEnvFile();"),
      "fail production+staging",
    ],
    [
      "files that a start command names",
      {
        "package.json": JSON.stringify({
          name: "agent",
          dependencies: { ai: "^6" },
          scripts: {
            "start:staging": "node --env-file=.env --env-file=.env.staging dist/agent.js",
            "start:production": "dotenv -c production -- node dist/agent.js",
          },
        }),
      },
      "fail production+staging",
    ],
    [
      "a plain file that no image holds",
      {
        ...loading("dotenv.config({ path: [`.env.${process.env.APP_ENV}`, '.env'] });"),
        Dockerfile: "FROM node:22\nCOPY . .\n",
        ".dockerignore": ".env\n",
      },
      "unknown",
    ],
    [
      "an environment with an address of its own",
      {
        ...loading("dotenv.config({ path: [`.env.${process.env.APP_ENV}`, '.env'] });"),
        ".env.staging": "PINECONE_HOST=https://kb-2.svc.pinecone.io\n",
      },
      "pass",
    ],
    [
      "an address of its own that the plain file overrules",
      {
        ...loading("dotenv.config({ path: ['.env', `.env.${process.env.APP_ENV}`] });"),
        ".env.staging": "PINECONE_HOST=https://kb-2.svc.pinecone.io\n",
      },
      "fail production+staging",
    ],
    [
      "the same where later files overrule",
      {
        ...loading("dotenv.config({ path: ['.env', `.env.${process.env.APP_ENV}`], override: true });"),
        ".env.staging": "PINECONE_HOST=https://kb-2.svc.pinecone.io\n",
      },
      "pass",
    ],
  ])("%s", (_, files, expected) => {
    expect(judged({ ...env, ...files })).toBe(expected);
  });
});
