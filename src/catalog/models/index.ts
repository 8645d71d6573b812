import type { ModelEntry } from "../types.ts";
import { agents } from "./agents.ts";
import { aiSdk } from "./ai-sdk.ts";
import { clients } from "./clients.ts";
import { langchain } from "./langchain.ts";
import { mcp } from "./mcp.ts";

/** Clients and calls of models, agents around them, and both ends of MCP. */
export const modelEntries: readonly ModelEntry[] = [...aiSdk, ...clients, ...langchain, ...agents, ...mcp];
