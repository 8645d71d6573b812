import Fastify from "fastify";
import { adjuster } from "./agent.ts";

const app = Fastify();

app.post<{ Body: { thread: string; message: string } }>("/claims", async ({ body }) => {
  const { messages } = await adjuster.invoke(
    { messages: [{ role: "user", content: body.message }] },
    { configurable: { thread_id: body.thread } },
  );
  return { reply: messages.at(-1)?.content };
});

await app.listen({ host: "0.0.0.0", port: 8080 });
