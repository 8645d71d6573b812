import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { reply } from "./guide.ts";

const app = new Hono();

app.post("/guide", async (c) => {
  const { visitor, question } = await c.req.json();
  return c.json({ reply: await reply(visitor, question) });
});

serve({ fetch: app.fetch, port: 3000 });
