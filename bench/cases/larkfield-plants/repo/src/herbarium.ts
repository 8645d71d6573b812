import type { Env } from "./env";

export async function findSheets(env: Env, description: string) {
  const cached = await env.ANSWERS.get(`sheets:${description}`, "json");
  if (cached) return cached;
  const { matches } = await env.HERBARIUM.query(await vectorOf(env, description), { topK: 5 });
  await env.ANSWERS.put(`sheets:${description}`, JSON.stringify(matches), { expirationTtl: 3600 });
  return matches;
}

export async function keepSheet(env: Env, id: string, description: string) {
  await env.HERBARIUM.upsert([{ id, values: await vectorOf(env, description), metadata: { description } }]);
}

async function vectorOf(env: Env, text: string) {
  const { data } = await env.AI.run("@cf/baai/bge-base-en-v1.5", { text: [text] });
  return data[0];
}
