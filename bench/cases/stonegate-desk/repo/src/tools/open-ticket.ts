import { tool } from "ai";
import { z } from "zod";
import { record } from "../audit.ts";
import { config } from "../config.ts";

export const openTicket = tool({
  description: "Opens a ticket for a customer.",
  inputSchema: z.object({ customerId: z.string(), subject: z.string() }),
  execute: async ({ customerId, subject }) => {
    record({ kind: "tool-call", tool: "open_ticket", detail: { customerId } });
    const response = await fetch(`${config.CRM_URL}/tickets`, {
      method: "POST",
      headers: { authorization: `Bearer ${config.CRM_TOKEN}` },
      body: JSON.stringify({ customerId, subject }),
    });
    return response.json();
  },
});
