import { StructuredTool } from "@langchain/core/tools";
import { z } from "zod";
import { trace } from "../audit.js";
import { config } from "../config.js";

const schema = z.object({ apiary: z.string(), day: z.string() });

export class BookInspection extends StructuredTool<typeof schema> {
  name = "book_inspection";
  description = "Books an inspection of an apiary.";
  schema = schema;

  async _call({ apiary, day }: z.infer<typeof schema>) {
    trace("tool-call", this.name, apiary);
    const response = await fetch(`${config.inspections.url}/inspections`, {
      method: "POST",
      headers: { "x-api-key": config.inspections.key },
      body: JSON.stringify({ apiary, day }),
    });
    return response.text();
  }
}
