import { environment } from "./environment.ts";

export function logEvent(kind: string, tool: string, detail: Record<string, unknown>) {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), environment, kind, tool, detail })}\n`);
}
