import { collectionSettings } from "@lantern/settings";
import { ChromaClient } from "chromadb";

const { host, token } = collectionSettings();
const client = new ChromaClient({ host, port: 443, ssl: true, headers: { "x-chroma-token": token } });

const objects = () => client.getOrCreateCollection({ name: "objects" });

export async function findObjects(question: string) {
  const { documents } = await (await objects()).query({ queryTexts: [question], nResults: 5 });
  return documents[0] ?? [];
}

export async function describeObject(id: string, text: string) {
  await (await objects()).upsert({ ids: [id], documents: [text] });
}
