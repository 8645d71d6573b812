import { tool } from "ai";
import { z } from "zod";
import { audit } from "./audit";
import { bookHour } from "./booking";
import { findLessons, keepLesson } from "./lessons";

export function toolsFor(pupil: string) {
  return {
    findLessons: tool({
      description: "Finds lessons on a topic.",
      inputSchema: z.object({ topic: z.string() }),
      execute: async ({ topic }) => {
        audit("retrieval", "findLessons", { topic });
        return findLessons(topic);
      },
    }),
    keepLesson: tool({
      description: "Keeps an explanation that helped.",
      inputSchema: z.object({ title: z.string(), text: z.string() }),
      execute: async ({ title, text }) => {
        audit("store-write", "keepLesson", { title });
        await keepLesson(title, text);
        return "kept";
      },
    }),
    bookHour: tool({
      description: "Books an hour with a tutor.",
      inputSchema: z.object({ start: z.string() }),
      execute: async ({ start }) => {
        audit("tool-call", "bookHour", { start });
        return bookHour(pupil, start);
      },
    }),
  };
}
