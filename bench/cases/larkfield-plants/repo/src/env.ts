export interface Env {
  ENVIRONMENT: "staging" | "production";
  NURSERY_URL: string;
  NURSERY_TOKEN: SecretsStoreSecret;
  AI: Ai;
  HERBARIUM: VectorizeIndex;
  RECORDS: D1Database;
  ANSWERS: KVNamespace;
  MCP: DurableObjectNamespace;
}
