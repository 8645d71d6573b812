import { randomInt } from "node:crypto";

/** A repository with a secret of its own in every place where people put them. */
export interface CanaryRepository {
  readonly files: Readonly<Record<string, string>>;
  /** Place → the secret that stands there. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Made anew for each run: secrets that are committed would trip every scanner, and could be special-cased. */
export function canaryRepository(): CanaryRepository {
  const secrets: Record<string, string> = {};
  const plant = (place: string, secret: string) => {
    secrets[place] = secret;
    return secret;
  };
  const key = (place: string) => plant(place, random(32, letters + digits));
  const word = (place: string) => plant(place, random(11, "bdfgjkvwxz") + random(3, digits));
  const shared = key("one key in two environments");
  const sharedUrl = `postgresql://agent:${word("one password in two environments")}@db.internal.example:5432/support`;

  const files: Record<string, string> = {
    "package.json": JSON.stringify({
      name: "canary-agent",
      type: "module",
      scripts: {
        eval: `OPENAI_API_KEY=${key("package script")} vitest run evals --token ${key("package script argument")}`,
      },
      dependencies: {
        ai: "^6.0.0",
        "@pinecone-database/pinecone": "^8.0.0",
        pg: "^8.0.0",
        zod: "^4.0.0",
        "billing-client": `git+https://x-access-token:${key("URL of a dependency")}@git.example/acme/billing-client.git`,
      },
    }),
    ".env.production": [
      `STRIPE_API_KEY=sk_live_${shared}`,
      `DATABASE_URL=${sharedUrl}?sslpassword=${key("query of a connection string")}`,
      `PINECONE_API_KEY="${key("quoted dotenv value")}"`,
      `export ADMIN_PASSWORD='${word("exported dotenv password")}'`,
      `# OLD_API_KEY=${key("commented-out dotenv line")}`,
      `# bulkhead-ignore unscoped-credential owner=${key("owner of a suppression")} -- was ${key("reason of a suppression")}`,
      `# bulkhead-ignore ${key("check of a suppression")} -- malformed`,
      `WEBHOOK_URL=https://hooks.example/services/T0/${key("path of a URL")}`,
      `REDIS_URL=rediss://:${word("password without a user")}@cache.internal.example:6380/0`,
      `PRIVATE_KEY="-----BEGIN PRIVATE KEY-----\n${key("many-line dotenv value")}\n-----END PRIVATE KEY-----"`,
      `HARMLESS_NAME=${key("secret under a harmless name")}`,
      `SERVICE_URL=https://${word("user of a URL")}@api.example/v1`,
      `${key("dotenv line without a name")}`,
      "",
    ].join("\n"),
    ".env.staging": [
      `STRIPE_API_KEY=sk_live_${shared}`,
      `DATABASE_URL=${sharedUrl}`,
      `PINECONE_API_KEY=prd.${key("secret with a scope tag")}`,
      `UNCLOSED="${key("unclosed dotenv quote")}`,
      "",
    ].join("\n"),
    ".env": `AZURE_CONNECTION=AccountName=canary;AccountKey=${key("key=value connection string")};EndpointSuffix=core.example\n`,
    "docker-compose.yml": [
      "services:",
      "  agent:",
      "    image: canary-agent",
      `    command: ["node", "agent.js", "--api-key=${key("compose command")}"]`,
      "    environment:",
      `      STRIPE_API_KEY: ${key("compose environment")}`,
      `      DATABASE_URL: postgres://agent:${word("compose connection string")}@db:5432/app`,
      "  worker:",
      "    image: canary-agent",
      "    environment:",
      `      - PINECONE_API_KEY=${key("compose environment as a list")}`,
      `      - FALLBACK=\${TOKEN:-${key("default of a compose variable")}}`,
      "",
    ].join("\n"),
    "docker-compose.staging.yml": `services:\n  agent:\n    environment:\n   STRIPE_API_KEY: [${key("YAML that does not parse")}\n  "open: ${key("YAML string that never ends")}\n`,
    "wrangler.jsonc": `{ "name": "canary", "vars": { "API_TOKEN": "${key("wrangler variable")}" }, "env": { "staging": { "vars": { "API_TOKEN": "${key("wrangler environment")}" } } } }`,
    "wrangler.toml": `name = "canary"\n[vars]\nAPI_TOKEN = "${key("TOML")}"\n[env.staging.vars\nAPI_TOKEN = "${key("TOML that does not parse")}\n`,
    ".mcp.json": JSON.stringify({
      mcpServers: {
        "billing-production": {
          command: "npx",
          args: [
            "-y",
            "billing-mcp",
            `--api-key=${key("MCP argument")}`,
            "--token",
            key("MCP argument after its option"),
          ],
          env: { BILLING_TOKEN: key("MCP environment") },
        },
        "billing-staging": {
          url: `https://mcp.staging.example/sse?api_key=${key("query of an MCP URL")}`,
          headers: { Authorization: `Bearer ${key("MCP header")}`, "X-Api-Key": key("MCP header of another name") },
        },
        archive: { url: `https://mcp.example/s/${key("path of an MCP URL")}/sse` },
      },
    }),
    ".cursor/mcp.json": `{ "mcpServers": { "crm": { "command": "npx", "env": { "CRM_TOKEN": "${key("JSON that does not parse")}" }, } ${key("stray JSON text")}`,
    ".github/workflows/agent.yml": [
      "name: agent",
      "on: [pull_request]",
      "env:",
      `  OPENAI_API_KEY: ${key("workflow environment")}`,
      "jobs:",
      "  evals:",
      "    runs-on: ubuntu-latest",
      "    env:",
      `      DATABASE_URL: postgres://ci:${word("job environment")}@db.internal.example:5432/support`,
      "    steps:",
      "      - uses: actions/checkout@v5",
      `      - run: npm run eval -- --api-key ${key("workflow command")}`,
      "        env:",
      `          PINECONE_API_KEY: ${key("step environment")}`,
      `      - run: 'curl -H "Authorization: Bearer ${key("header in a workflow command")}" https://api.example'`,
      "      - uses: acme/deploy@v1",
      "        with:",
      `          token: ${key("input of an action")}`,
      "",
    ].join("\n"),
    ".github/workflows/broken.yml": `on: push\njobs:\n  a:\n    env: { TOKEN: "${key("workflow that does not parse")}\n\t- ${key("workflow with a tab")}\n`,
    "evals/agent.test.ts": `import { answer } from "../src/agent.ts";\nprocess.env.OPENAI_API_KEY = "${key("literal in a test")}";\nawait answer("hi");\n`,
    "src/agent.ts": agentSource(key, word),
    "src/broken.ts": `import { tool } from "ai";\nexport const token = "${key("literal before a syntax error")}";\nexport const t = tool({ name: "${key("unclosed literal")}\n} ((\n`,
    "src/broken-name.ts": `const ${plant("syntax error that quotes an identifier", random(20, letters))} = = 3;\nimport "ai";\n`,
  };
  return { files, secrets };
}

function agentSource(key: (place: string) => string, word: (place: string) => string): string {
  return `import { createOpenAI } from "@ai-sdk/openai";
import { Pinecone } from "@pinecone-database/pinecone";
import { generateText, tool } from "ai";
import pg from "pg";
import { z } from "zod";

// api key: ${key("comment in code")}
const openai = createOpenAI({ apiKey: "${key("literal in a constructor")}" });
const pinecone = new Pinecone({ apiKey: process.env.PINECONE_API_KEY ?? "${key("default in code")}" });
const index = pinecone.index("support").namespace("${key("secret as a namespace")}");
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL || "postgres://app:${word("connection string in code")}@db.internal.example/support" });
const endpoints = {
  production: { url: "https://api.example/v1?token=${key("query of a URL in code")}", credential: { env: "production", token: "${key("tagged literal")}" } },
  staging: { url: "https://api.staging.example/v1", credential: { env: "staging", token: \`${key("template literal")}\` } },
};

export const refund = tool({
  description: "Refunds an order.",
  inputSchema: z.object({ orderId: z.string(), environment: z.enum(["production", "staging"]) }),
  execute: async ({ orderId, environment }) => {
    const { url, credential } = endpoints[environment];
    await pool.query("insert into audit (order_id, note) values ($1, '${key("literal in SQL")}')", [orderId]);
    console.log("refund", { orderId, token: "${key("literal in a log call")}" });
    await index.upsert([{ id: orderId, values: [1] }]);
    return fetch(url, { method: "POST", headers: { authorization: "Bearer ${key("header in code")}", "x-key": credential.token } });
  },
});

export const answer = (prompt: string) => generateText({ model: openai("gpt-5"), tools: { refund }, prompt });
`;
}

const letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
const digits = "23456789";

function random(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}
