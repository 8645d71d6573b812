import { openai } from "@ai-sdk/openai";
import { createClient } from "@supabase/supabase-js";
import { embed } from "ai";
import { env } from "~/env";

const supabase = createClient(env.SUPABASE_URL, env.SUPABASE_SECRET_KEY);

export async function findLessons(topic: string) {
  const { data } = await supabase.rpc("match_lessons", { query_embedding: await vectorOf(topic), match_count: 5 });
  return data ?? [];
}

export async function keepLesson(title: string, text: string) {
  await supabase.from("lessons").insert({ title, text, embedding: await vectorOf(text) });
}

async function vectorOf(value: string) {
  const { embedding } = await embed({ model: openai.embedding("text-embedding-3-small"), value });
  return embedding;
}
