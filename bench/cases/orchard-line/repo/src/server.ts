import express from "express";
import { reply } from "./agent.ts";

const app = express();

app.post("/calls", express.json(), async (request, response) => {
  response.json({ say: await reply(request.body.caller, request.body.message) });
});

app.listen(3000);
