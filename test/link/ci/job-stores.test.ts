import { describe, expect, it } from "vitest";
import { auditTree, memoryTree } from "../../../src/audit.ts";

/** A notes agent whose eval writes to a bucket; each case says what the job sets. */
const files = (env: string) => ({
  "package.json": JSON.stringify({ name: "notes", scripts: { evals: "node evals/tone.ts" } }),
  ".env.production": "APP_ENV=production\nNOTES_BUCKET=notes-drafts\n",
  ".env.staging": "APP_ENV=staging\nNOTES_BUCKET=notes-drafts-rehearsal\n",
  "src/agent.ts": `
    import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
    import { generateText, tool } from "ai";
    import { z } from "zod";
    const s3 = new S3Client({});
    const save = tool({ description: "Saves.", inputSchema: z.object({ note: z.string() }),
      execute: ({ note }) => s3.send(new PutObjectCommand({ Bucket: process.env.NOTES_BUCKET, Key: "note", Body: note })) });
    export const write = (prompt: string) => generateText({ model: "m", prompt, tools: { save } });`,
  "evals/tone.ts": `import { write } from "../src/agent.ts";\nawait write("a note");`,
  ".github/workflows/evals.yml": `
on: [pull_request]
jobs:
  tone:
    runs-on: ubuntu-latest
    env:
      ${env}
      AWS_SECRET_ACCESS_KEY: \${{ secrets.EVALS_AWS_SECRET_ACCESS_KEY }}
    steps:
      - run: npm run evals
`,
});

function found(env: string): { readonly names: readonly (string | null)[]; readonly status: string | undefined } {
  const report = auditTree(memoryTree(files(env)), { rethrow: true });
  const identities = report.stack.pipelines.flatMap((p) => p.reaches.flatMap((r) => r.identities ?? []));
  const names = identities.map(({ identity }) => (identity.kind === "known" ? identity.address.name : null));
  const status = report.controls.flatMap((c) => c.checks).find((c) => c.signal === 5)?.status;
  return { names: [...new Set(names)], status };
}

describe("a store that a job writes to", () => {
  it("is what the job's own variables make it, and production's if production's is called the same", () => {
    expect(found("NOTES_BUCKET: notes-drafts")).toEqual({ names: ["notes-drafts"], status: "fail" });
  });

  it("is none of production's under another name", () => {
    const { names, status } = found("NOTES_BUCKET: notes-drafts-evals");
    expect(names).toEqual(["notes-drafts-evals"]);
    expect(status).not.toBe("fail");
  });

  it("is not guessed where the job leaves its name to others", () => {
    expect(found("APP_ENV: ci").names).toEqual([]);
    expect(found("NOTES_BUCKET: ${{ vars.NOTES_BUCKET }}").names).toEqual([]);
  });
});
