import { PGVectorStore } from "@langchain/community/vectorstores/pgvector";
import { OpenAIEmbeddings } from "@langchain/openai";
import { settings } from "./settings.ts";

const embeddings = new OpenAIEmbeddings({ model: "text-embedding-3-small", apiKey: settings.openAiKey });

export async function openPolicies() {
  return PGVectorStore.initialize(embeddings, {
    postgresConnectionOptions: { connectionString: settings.policies.url },
    tableName: "policy_passages",
  });
}
