import { Hono } from "hono";
import { answer } from "./agent.ts";

const app = new Hono();

app.post("/ask", async (c) => {
  const { threadId, question } = await c.req.json();
  return c.json({ answer: await answer(threadId, question) });
});

export default app;
