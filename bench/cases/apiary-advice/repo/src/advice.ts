import { OpenAIEmbeddings } from "@langchain/openai";
import { QdrantVectorStore } from "@langchain/qdrant";
import { config } from "./config.js";

const embeddings = new OpenAIEmbeddings({ model: "text-embedding-3-small" });

export const advice = await QdrantVectorStore.fromExistingCollection(embeddings, {
  url: config.advice.url,
  apiKey: config.advice.apiKey,
  collectionName: "advice",
});
