import type { LinkContext } from "../../context.ts";
import { aiHosts } from "./ai-sdk.ts";
import { claudeHosts } from "./claude.ts";
import type { Host } from "./host.ts";
import { langchainHosts } from "./langchain.ts";
import { mastraHosts } from "./mastra.ts";

/** Agents whose framework runs hooks, middleware or rules around the tools they are given, or gives them copies of tools. */
export function hostsOf(context: LinkContext): readonly Host[] {
  return [...claudeHosts(context), ...langchainHosts(context), ...aiHosts(context), ...mastraHosts(context)];
}
