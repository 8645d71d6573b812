import { MongoClient } from "mongodb";
import { env } from "./env.ts";

const client = new MongoClient(env.MONGODB_URI);
const turns = client.db("orchard").collection("turns");

export async function turnsOf(caller: string) {
  return turns.find({ caller }).sort({ at: -1 }).limit(20).toArray();
}

export async function keepTurn(caller: string, text: string) {
  await turns.insertOne({ caller, text, at: new Date() });
}
