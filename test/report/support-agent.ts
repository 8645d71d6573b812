/** A small agent with one of everything that a line can be. */
export const supportAgent: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify(
    {
      name: "support-agent",
      type: "module",
      scripts: { eval: "vitest run evals" },
      dependencies: { ai: "^6.0.0", "@pinecone-database/pinecone": "^8.0.0", pino: "^10.0.0", zod: "^4.0.0" },
    },
    null,
    2,
  ),
  ".env.production": [
    "APP_ENV=production",
    "PINECONE_INDEX_HOST=https://support.svc.pinecone.example",
    "BILLING_API_KEY=harbourline-tq7rvw9xkz2m",
    "BILLING_KEY_ENVIRONMENT=production",
    "",
  ].join("\n"),
  ".env.staging": [
    "APP_ENV=staging",
    "PINECONE_INDEX_HOST=https://support.svc.pinecone.example",
    "BILLING_API_KEY=harbourline-tq7rvw9xkz2m",
    "BILLING_KEY_ENVIRONMENT=staging",
    "",
  ].join("\n"),
  ".github/workflows/evals.yml": `name: evals
on: pull_request
jobs:
  evals:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: npm run eval
        env:
          BILLING_API_KEY: \${{ secrets.BILLING_API_KEY }}
`,
  "src/settings.ts": `// Nothing to see here.
export const settings = {
  environment: process.env.APP_ENV,
  indexHost: process.env.PINECONE_INDEX_HOST ?? "",
  billing: { environment: process.env.BILLING_KEY_ENVIRONMENT, apiKey: process.env.BILLING_API_KEY ?? "" },
};
export const billingUrls = {
  production: "https://billing.harbourline.example",
  staging: "https://billing.staging.harbourline.example",
};
`,
  "src/retrieval.ts": `import { Pinecone } from "@pinecone-database/pinecone";
import { settings } from "./settings.ts";

const index = new Pinecone({ apiKey: process.env.PINECONE_API_KEY ?? "" })
  .index("support", settings.indexHost)
  .namespace(settings.environment ?? "staging");

export const search = (vector: number[]) => index.query({ vector, topK: 5 });
`,
  "src/gate.ts": `const registry: Record<string, string> = {
  "https://billing.harbourline.example": "production",
  "https://billing.staging.harbourline.example": "staging",
};

export function admit(credential: { environment?: string; apiKey: string }, target: string) {
  const registered = registry[target];
  if (registered === undefined || credential.environment !== registered) {
    throw new Error("refused");
  }
}
`,
  "src/refund.ts": `import { tool } from "ai";
import pino from "pino";
import { z } from "zod";
import { admit } from "./gate.ts";
import { search } from "./retrieval.ts";
import { billingUrls, settings } from "./settings.ts";

const audit = pino();

export const refund = tool({
  description: "Refunds an order.",
  inputSchema: z.object({
    orderId: z.string(),
    environment: z.enum(["production", "staging"]),
  }),
  execute: async ({ orderId, environment }) => {
    const target = billingUrls[environment];
    await admit(settings.billing, target);
    await search([1]);
    audit.info({ event: "tool_call", tool: "refund", orderId }, "refund");
    return fetch(\`\${target}/refunds/\${orderId}\`, {
      method: "POST",
      headers: { authorization: \`Bearer \${settings.billing.apiKey}\` },
    });
  },
});
`,
  "evals/refund.test.ts": `import { it } from "vitest";
import { refund } from "../src/refund.ts";

it("refunds", async () => {
  await refund.execute({ orderId: "1", environment: "staging" });
});
`,
};
