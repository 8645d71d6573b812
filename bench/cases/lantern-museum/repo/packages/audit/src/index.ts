import { environment } from "@lantern/settings";
import pino from "pino";

const logger = pino({ base: { service: "guide", environment } });

export type Kind = "tool-call" | "retrieval" | "store-write";

export function audit(kind: Kind, tool: string, detail: Record<string, unknown>) {
  logger.info({ kind, tool, detail }, "agent event");
}
