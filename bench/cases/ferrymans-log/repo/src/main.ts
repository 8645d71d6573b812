import Fastify from "fastify";
import { answer } from "./agent.js";
import { config } from "./config.js";

const app = Fastify();

app.post<{ Body: { skipper: string; question: string } }>("/ask", async ({ body }) => ({
  answer: await answer(body.skipper, body.question),
}));

await app.listen({ host: "0.0.0.0", port: config.port });
