import { MilvusClient } from "@zilliz/milvus2-sdk-node";
import OpenAI from "openai";
import { setting } from "./environment.ts";

const milvus = new MilvusClient({ address: setting("GUIDES_ADDRESS"), token: setting("GUIDES_TOKEN") });
const openai = new OpenAI({ apiKey: setting("OPENAI_API_KEY") });

export async function findGuides(question: string) {
  const { results } = await milvus.search({ collection_name: "guides", data: [await vectorOf(question)], limit: 4 });
  return results;
}

export async function keepGuide(title: string, text: string) {
  await milvus.insert({ collection_name: "guides", data: [{ title, text, vector: await vectorOf(text) }] });
}

async function vectorOf(input: string) {
  const { data } = await openai.embeddings.create({ model: "text-embedding-3-small", input });
  return data[0].embedding;
}
