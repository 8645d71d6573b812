import type { Env } from "./env";

export async function addSighting(env: Env, species: string, place: string) {
  await env.RECORDS.prepare("INSERT INTO sightings (species, place) VALUES (?, ?)").bind(species, place).run();
}

export async function sightingsOf(env: Env, species: string) {
  const { results } = await env.RECORDS.prepare("SELECT place FROM sightings WHERE species = ?").bind(species).all();
  return results;
}
