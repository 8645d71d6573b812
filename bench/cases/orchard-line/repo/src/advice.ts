import weaviate, { ApiKey } from "weaviate-client";
import { env } from "./env.ts";

const connected = weaviate.connectToCustom({
  httpHost: env.WEAVIATE_HOST,
  httpSecure: true,
  grpcHost: env.WEAVIATE_HOST,
  grpcSecure: true,
  authCredentials: new ApiKey(env.WEAVIATE_API_KEY),
});

async function adviceCollection() {
  const client = await connected;
  return client.collections.get("GrowingAdvice");
}

export async function findAdvice(question: string) {
  const collection = await adviceCollection();
  const { objects } = await collection.query.nearText(question, { limit: 5 });
  return objects.map(({ properties }) => properties.text);
}

export async function keepAdvice(topic: string, text: string) {
  const collection = await adviceCollection();
  await collection.data.insert({ properties: { topic, text } });
}
