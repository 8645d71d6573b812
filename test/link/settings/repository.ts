import { auditTree, memoryTree, type Report } from "../../../src/audit.ts";

/** A deal desk with one tool; `files` are laid over it. */
export function deskWith(files: Readonly<Record<string, string>>): Report {
  return auditTree(memoryTree({ ...desk, ...files }), { rethrow: true });
}

/** The same twice: without a configuration and with it. */
export function withAndWithout(
  config: string,
  files: Readonly<Record<string, string>> = {},
): { readonly without: Report; readonly applied: Report } {
  return { without: deskWith(files), applied: deskWith({ ...files, "bulkhead.config.yaml": config }) };
}

export function statusOf({ controls }: Report, check: string): string | undefined {
  return controls.flatMap((control) => control.checks).find(({ id }) => id === check)?.status;
}

const desk = {
  "package.json": JSON.stringify({ name: "deal-desk", dependencies: { ai: "^6.0.0", zod: "^4.0.0" } }),
  "src/tools.ts": `
    import { tool } from "ai";
    import { z } from "zod";
    export const updateDeal = tool({
      description: "Update a deal.",
      inputSchema: z.object({ id: z.string() }),
      execute: async ({ id }) => fetch(\`https://crm.dealdesk.example/deals/\${id}\`, {
        method: "POST",
        headers: { authorization: process.env.CRM_API_KEY },
      }),
    });`,
};
