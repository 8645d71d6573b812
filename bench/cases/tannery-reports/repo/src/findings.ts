import { Index } from "@upstash/vector";
import { options } from "./options.ts";

const findings = new Index<{ text: string }>({ url: options.FINDINGS_URL, token: options.FINDINGS_TOKEN });

export async function similarFindings(text: string) {
  return findings.query({ data: text, topK: 5, includeMetadata: true });
}

export async function keepFinding(id: string, text: string) {
  await findings.upsert({ id, data: text, metadata: { text } });
}
