import pino from "pino";
import { settings } from "./settings";

const trail = pino({ name: "trail" }).child({ environment: settings.KILN_STAGE });

export function note(kind: "tool-call" | "retrieval" | "store-write", tool: string, detail: unknown) {
  trail.info({ kind, tool, detail }, "agent event");
}
