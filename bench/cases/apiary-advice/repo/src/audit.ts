import { Logger } from "@aws-lambda-powertools/logger";
import { config } from "./config.js";

const logger = new Logger({ serviceName: "apiary-advice", persistentKeys: { environment: config.stage } });

export function trace(kind: "tool-call" | "retrieval" | "store-write", tool: string, subject: string) {
  logger.info("agent event", { kind, tool, subject });
}
