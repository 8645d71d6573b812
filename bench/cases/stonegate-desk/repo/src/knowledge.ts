import { QdrantClient } from "@qdrant/js-client-rest";
import { config } from "./config.ts";

const client = new QdrantClient({ url: config.QDRANT_URL, apiKey: config.QDRANT_API_KEY });

export async function findPassages(vector: number[]) {
  return client.search(config.QDRANT_COLLECTION, { vector, limit: 5 });
}

export async function keepPassage(id: string, vector: number[], text: string) {
  await client.upsert(config.QDRANT_COLLECTION, { points: [{ id, vector, payload: { text } }] });
}
