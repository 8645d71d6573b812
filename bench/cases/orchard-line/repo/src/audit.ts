import winston from "winston";
import { env } from "./env.ts";

const logger = winston.createLogger({
  defaultMeta: { service: "orchard-line", environment: env.ORCHARD_ENV },
  format: winston.format.json(),
  transports: [new winston.transports.Console()],
});

export function record(kind: "tool-call" | "retrieval" | "store-write", tool: string, detail: object) {
  logger.info("agent event", { kind, tool, detail });
}
