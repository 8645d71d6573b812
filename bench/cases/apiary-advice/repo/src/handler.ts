import { advise } from "./agent.js";

export async function ask(event: { body: string }) {
  const { keeper, question } = JSON.parse(event.body);
  return { statusCode: 200, body: JSON.stringify({ advice: await advise(keeper, question) }) };
}
