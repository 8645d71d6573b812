import type { Kind } from "../kind.ts";
import { auditEvents } from "./audit-event.ts";
import { bindings } from "./binding.ts";
import { credentials } from "./credential.ts";
import { gates } from "./gate.ts";
import { mcpServers } from "./mcp-server.ts";
import { pipelines } from "./pipeline.ts";
import { endpoints, environments, modelUses, services } from "./places.ts";
import { stores } from "./store.ts";
import { tools } from "./tool.ts";

/** All kinds of things that a line can be, the most telling first; the only registry. */
export const kinds: readonly Kind[] = [
  stores,
  credentials,
  bindings,
  tools,
  gates,
  auditEvents,
  pipelines,
  mcpServers,
  endpoints,
  modelUses,
  environments,
  services,
];
