import { config } from "./config.js";

interface AgentEvent {
  readonly kind: "tool-call" | "retrieval" | "store-write";
  readonly tool: string;
  readonly subject: string;
}

export function audit(event: AgentEvent) {
  console.info(JSON.stringify({ environment: config.environment, ...event }));
}
