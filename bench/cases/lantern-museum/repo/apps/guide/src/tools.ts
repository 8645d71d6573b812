import { audit } from "@lantern/audit";
import { describeObject, findObjects } from "@lantern/collection";
import { keepRemark } from "@lantern/visits";
import { tool } from "ai";
import { z } from "zod";
import { reserveTickets } from "./ticketing.ts";

export const findObject = tool({
  description: "Finds objects of the museum.",
  inputSchema: z.object({ question: z.string() }),
  execute: async ({ question }) => {
    audit("retrieval", "findObject", { question });
    return findObjects(question);
  },
});

export const describe = tool({
  description: "Describes an object for later visitors.",
  inputSchema: z.object({ id: z.string(), text: z.string() }),
  execute: async ({ id, text }) => {
    audit("store-write", "describe", { id });
    await describeObject(id, text);
    return "described";
  },
});

export const remember = tool({
  description: "Remembers what a visitor liked.",
  inputSchema: z.object({ visitor: z.string(), text: z.string() }),
  execute: async ({ visitor, text }) => {
    audit("store-write", "remember", { visitor });
    await keepRemark(visitor, text);
    return "remembered";
  },
});

export const reserve = tool({
  description: "Reserves tickets for a visitor.",
  inputSchema: z.object({ visitor: z.string(), day: z.string(), count: z.number().int() }),
  execute: async ({ visitor, day, count }) => {
    audit("tool-call", "reserve", { visitor, day, count });
    return reserveTickets({ visitor, day, count });
  },
});
