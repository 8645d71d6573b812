import pino from "pino";
import { settings } from "./settings.ts";

const log = pino({ name: "claims-audit" });

export function record(event: { kind: string; tool: string; detail: unknown }) {
  log.info({ ...event, environment: settings.environment });
}
