import { createSdkMcpServer, tool } from "@anthropic-ai/claude-agent-sdk";
import { z } from "zod";
import { report } from "./audit.ts";
import { batchesSince, holdBatch } from "./batches.ts";
import { keepFinding, similarFindings } from "./findings.ts";
import { orderChemical } from "./orders.ts";

const listBatches = tool("list_batches", "Lists the batches since a day.", { day: z.string() }, async ({ day }) => {
  report({ kind: "retrieval", tool: "list_batches", subject: day });
  return text(await batchesSince(day));
});

const hold = tool("hold_batch", "Holds a batch back.", { vat: z.string(), reason: z.string() }, async ({ vat, reason }) => {
  report({ kind: "store-write", tool: "hold_batch", subject: vat });
  await holdBatch(vat, reason);
  return text("held");
});

const similar = tool("similar_findings", "Finds findings like this one.", { finding: z.string() }, async ({ finding }) => {
  report({ kind: "retrieval", tool: "similar_findings", subject: finding });
  return text(await similarFindings(finding));
});

const keep = tool("keep_finding", "Keeps a finding.", { id: z.string(), finding: z.string() }, async ({ id, finding }) => {
  report({ kind: "store-write", tool: "keep_finding", subject: id });
  await keepFinding(id, finding);
  return text("kept");
});

const order = tool(
  "order_chemical",
  "Orders a chemical for the vats.",
  { name: z.string(), litres: z.number().int() },
  async ({ name, litres }) => {
    report({ kind: "tool-call", tool: "order_chemical", subject: name });
    return text(await orderChemical(name, litres));
  },
);

export const tannery = createSdkMcpServer({
  name: "tannery",
  version: "1.0.0",
  tools: [listBatches, hold, similar, keep, order],
});

function text(value: unknown) {
  return { content: [{ type: "text" as const, text: JSON.stringify(value) }] };
}
