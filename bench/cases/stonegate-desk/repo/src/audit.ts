import pino from "pino";
import { config } from "./config.ts";

const log = pino({ base: { environment: config.APP_ENV, service: "stonegate-desk" } });

export function record(event: { kind: string; tool: string; detail?: unknown }) {
  log.info(event, "agent event");
}
