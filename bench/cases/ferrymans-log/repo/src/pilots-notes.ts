import { Pinecone } from "@pinecone-database/pinecone";
import { VoyageAIClient } from "voyageai";
import { config } from "./config.js";

const pinecone = new Pinecone({ apiKey: config.pinecone.apiKey ?? "" });
const notes = pinecone.index({ host: config.pinecone.host });
const voyage = new VoyageAIClient({ apiKey: config.voyageKey });

export async function findNotes(question: string) {
  const { matches } = await notes.query({ vector: await vectorOf(question), topK: 4, includeMetadata: true });
  return matches.map(({ metadata }) => String(metadata?.text));
}

export async function keepNote(id: string, text: string) {
  await notes.upsert([{ id, values: await vectorOf(text), metadata: { text } }]);
}

async function vectorOf(text: string) {
  const { data } = await voyage.embed({ input: text, model: "voyage-3.5" });
  return data?.[0]?.embedding ?? [];
}
