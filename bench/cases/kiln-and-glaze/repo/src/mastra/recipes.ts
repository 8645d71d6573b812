import { openai } from "@ai-sdk/openai";
import { OpenSearchVector } from "@mastra/opensearch";
import { embed } from "ai";
import { settings } from "./settings";

const recipes = new OpenSearchVector({ id: "recipes", url: settings.RECIPES_URL });

export async function findRecipes(wish: string) {
  return recipes.query({ indexName: "glazes", queryVector: await vectorOf(wish), topK: 5 });
}

export async function keepRecipe(name: string, text: string) {
  await recipes.upsert({ indexName: "glazes", vectors: [await vectorOf(text)], metadata: [{ name, text }] });
}

async function vectorOf(value: string) {
  const { embedding } = await embed({ model: openai.embedding("text-embedding-3-small"), value });
  return embedding;
}
