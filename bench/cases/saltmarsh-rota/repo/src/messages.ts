import { setting } from "./environment.ts";

export async function sendMessage(warden: string, text: string) {
  const answer = await fetch(`${setting("MESSAGES_URL")}/wardens/${encodeURIComponent(warden)}`, {
    method: "POST",
    headers: { "x-api-key": setting("MESSAGES_TOKEN") },
    body: text,
  });
  return answer.status;
}
