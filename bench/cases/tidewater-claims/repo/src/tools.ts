import { tool } from "@langchain/core/tools";
import { z } from "zod";
import { record } from "./audit.ts";
import { openPolicies } from "./policies.ts";
import { settings } from "./settings.ts";

export const searchPolicies = tool(
  async ({ question }) => {
    record({ kind: "retrieval", tool: "search_policies", detail: { question } });
    const policies = await openPolicies();
    const found = await policies.similaritySearch(question, 4);
    return found.map(({ pageContent }) => pageContent).join("\n\n");
  },
  {
    name: "search_policies",
    description: "Searches the policy wordings of boat insurance.",
    schema: z.object({ question: z.string() }),
  },
);

export const addWording = tool(
  async ({ clause, text }) => {
    record({ kind: "store-write", tool: "add_wording", detail: { clause } });
    const policies = await openPolicies();
    await policies.addDocuments([{ pageContent: text, metadata: { clause } }]);
    return `kept ${clause}`;
  },
  {
    name: "add_wording",
    description: "Keeps the wording of a clause for later searches.",
    schema: z.object({ clause: z.string(), text: z.string() }),
  },
);

export const schedulePayout = tool(
  async ({ claimId, cents }) => {
    record({ kind: "tool-call", tool: "schedule_payout", detail: { claimId, cents } });
    const response = await fetch(`${settings.payouts.url}/payouts`, {
      method: "POST",
      headers: { authorization: `Bearer ${settings.payouts.token}` },
      body: JSON.stringify({ claimId, cents }),
    });
    return JSON.stringify(await response.json());
  },
  {
    name: "schedule_payout",
    description: "Schedules the payout of a settled claim.",
    schema: z.object({ claimId: z.string(), cents: z.number().int() }),
  },
);
