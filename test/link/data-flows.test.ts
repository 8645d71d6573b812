import { describe, expect, it } from "vitest";
import { dataFlowsOf } from "../../src/link/flows/flows.ts";
import { linkTools } from "../../src/link/tools/tools.ts";
import type { DataFlows } from "../../src/model/data-flows.ts";
import { contextOf } from "./repository.ts";

function flowsIn(files: Readonly<Record<string, string>>): DataFlows {
  const context = contextOf({ "package.json": "{}", ...files });
  return dataFlowsOf(context, linkTools(context));
}

describe("copies of data in CI", () => {
  const copies = (run: string, name = "copy") =>
    flowsIn({
      ".github/workflows/w.yml": `name: w
on: push
jobs:
  j:
    runs-on: ubuntu-latest
    steps:
      - name: ${name}
        env:
          SOURCE: \${{ secrets.PROD_DATABASE_URL }}
          TARGET: \${{ secrets.STAGING_DATABASE_URL }}
        run: |
          ${run}
`,
    }).copies.map(
      ({ tool, from, to, masked }) =>
        `${tool} ${from.name} (${from.environment}) > ${to.name} (${to.environment})${masked ? " masked" : ""}`,
    );

  it.each([
    ['pg_dump "$SOURCE" | psql "$TARGET"', ["pg_dump PROD_DATABASE_URL (production) > STAGING_DATABASE_URL (staging)"]],
    [
      "mongodump --uri=$SOURCE && mongorestore --uri=$TARGET",
      ["mongodump PROD_DATABASE_URL (production) > STAGING_DATABASE_URL (staging)"],
    ],
    [
      'pg_dump "$SOURCE" | greenmask | psql "$TARGET"',
      ["pg_dump PROD_DATABASE_URL (production) > STAGING_DATABASE_URL (staging) masked"],
    ],
    ['pg_dump --schema-only "$SOURCE" | psql "$TARGET"', []],
    ['pg_dump "$SOURCE" > backup.sql', []],
    ['psql "$TARGET" -c "select 1"', []],
    [
      "aws s3 sync s3://acme-prod-docs s3://acme-staging-docs --delete",
      ["aws s3 sync acme-prod-docs (production) > acme-staging-docs (staging)"],
    ],
    ["aws s3 sync ./dist s3://acme-prod-site", []],
  ])("%s", (run, expected) => expect(copies(run)).toEqual(expected));
});

describe("the tenant of a call on a store", () => {
  const choices = (schema: string, body: string) =>
    flowsIn({
      "src/search.ts": `import { Pinecone } from "@pinecone-database/pinecone"; import { tool } from "ai"; import { z } from "zod";
const index = new Pinecone().index("kb");
export const make = (session: { tenantId: string }) => tool({ description: "d", inputSchema: z.object({ q: z.string(), ${schema} }), execute: async (input) => { ${body} } });`,
    }).tenantChoices.map(({ parameter, scope, guarded }) => `${parameter} as ${scope}${guarded ? " guarded" : ""}`);

  it.each([
    [
      "tenantId: z.string()",
      "return index.namespace(input.tenantId).query({ vector: [1] });",
      ["tenantId as namespace"],
    ],
    [
      "orgId: z.string()",
      "return index.query({ vector: [1], filter: { orgId: { $eq: input.orgId } } });",
      ["orgId as orgId"],
    ],
    [
      "tenantId: z.string()",
      `if (input.tenantId !== session.tenantId) throw new Error("no"); return index.namespace(input.tenantId).query({ vector: [1] });`,
      ["tenantId as namespace guarded"],
    ],
    ["tenantId: z.string()", "return index.namespace(session.tenantId).query({ vector: [1] });", []],
    [`namespace: z.enum(["docs", "faq"])`, "return index.namespace(input.namespace).query({ vector: [1] });", []],
    ["customerId: z.string()", "return index.query({ vector: [1], filter: { customerId: input.customerId } });", []],
  ])("%s: %s", (schema, body, expected) => expect(choices(schema, body)).toEqual(expected));
});

it("finds what masks personal data", () => {
  const code = `import { createAgent, piiMiddleware } from "langchain"; export const a = createAgent({ model: "m", middleware: [piiMiddleware("email")] });`;
  expect(flowsIn({ "src/a.ts": code }).masks.map(({ name }) => name)).toEqual(["piiMiddleware"]);
});
