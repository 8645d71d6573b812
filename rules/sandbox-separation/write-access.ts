import type { Credential } from "../../src/model/credential.ts";
import { splitWords } from "../../src/model/environment.ts";
import { samePlace } from "../../src/model/location.ts";
import type { Pipeline } from "../../src/model/pipeline.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { Store } from "../../src/model/store.ts";
import { isUsed } from "./shared-credentials.ts";

export type Reach = Pipeline["reaches"][number];

/** Whether a variable handed to a job opens something that can be written; null if nothing but its presence is known. */
export function opensForWriting(stack: Stack, variable: string): boolean | null {
  const credential = credentialOf(stack, variable);
  if (modelProviders.has(credential?.provider ?? "") || splitWords(variable).some((word) => modelProviders.has(word)))
    return false;
  if (credential && isUsed(credential)) return true;
  return writeCapable.test(variable) ? true : null;
}

/** Whether a write that a job reaches can go through this credential; one that opens Stripe writes to no Postgres. */
export function canCarry(stack: Stack, variable: string, reach: Reach): boolean {
  if (reach.carriedBy) return reach.carriedBy.includes(variable);
  const store = storeOf(stack, reach);
  const credential = credentialOf(stack, variable);
  // A request over the network is not made with what opens a database.
  if (reach.what === "endpoint" && credential) return !stack.stores.some((one) => one.provider === credential.provider);
  if (!store || !credential || credential.provider === null || credential.provider === store.provider) return true;
  return credential.uses.some(({ place }) => samePlace(place, store.at));
}

/** Whether a write ends in a store that feeds the context: the seed's failure path 3. */
export function writesContext(stack: Stack, reach: Reach): boolean {
  const stores = [storeOf(stack, reach), ...storesOfTool(stack, reach)];
  return reach.writes && stores.some((store) => store !== undefined && store.feedsContext !== null);
}

export function storeOf(stack: Stack, { store }: Reach): Store | undefined {
  return store === null ? undefined : stack.stores[store];
}

function storesOfTool(stack: Stack, { what, name }: Reach): (Store | undefined)[] {
  if (what !== "tool") return [];
  const sinks = stack.tools.filter((tool) => tool.name === name).flatMap((tool) => tool.sinks);
  return sinks.map(({ kind, store }) => (kind === "store-write" && store !== null ? stack.stores[store] : undefined));
}

function credentialOf(stack: Stack, variable: string): Credential | undefined {
  const named = stack.credentials.filter(({ name }) => name === (roles[variable] ?? variable));
  return named.find(isUsed) ?? named[0];
}

/** What a job assumes takes the place of the key that clients would read. */
const roles: Readonly<Record<string, string>> = { AWS_ROLE_ARN: "AWS_SECRET_ACCESS_KEY" };

/** A key of these buys completions; it writes to nothing that is retrieved from. */
const modelProviders = new Set([
  "openai",
  "anthropic",
  "google",
  "gemini",
  "mistral",
  "cohere",
  "groq",
  "together",
  "fireworks",
  "perplexity",
  "xai",
  "deepseek",
  "openrouter",
  "cerebras",
  "voyage",
  "jina",
  "replicate",
  "huggingface",
]);

const writeCapable =
  /(^|_)(DATABASE|DB|POSTGRES(QL)?|PG|MYSQL|MONGO(DB)?|REDIS|KV|UPSTASH|PINECONE|QDRANT|WEAVIATE|MILVUS|ZILLIZ|CHROMA|TURBOPUFFER|ASTRA(_DB)?|ELASTIC(SEARCH)?|OPENSEARCH|SUPABASE|NEON|TURSO|S3|R2)(_|$).*(URL|URI|DSN|KEY|TOKEN|SECRET|PASSWORD|STRING|CREDENTIALS)|SERVICE_ROLE|CONNECTION_STRING/;
