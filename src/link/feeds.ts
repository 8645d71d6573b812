import type { Place } from "../model/location.ts";
import type { Store } from "../model/stack.ts";
import type { LinkContext } from "./context.ts";
import type { LinkedStore } from "./stores/stores.ts";
import type { LinkedTool } from "./tools/tools.ts";

const contextWords = /embedding|document|chunk|knowledge|memor(y|ies)|retriev|context|conversation|message|thread|checkpoint|transcript|article|faq|passage|corpus|vector|semantic/i;

/**
 * Why the content of a store can reach a model, for stores that are not context by their nature: a tool reads it, code
 * that calls a model reads it, or what it holds says so.
 */
export function withContext(context: LinkContext, linked: readonly LinkedStore[], tools: readonly LinkedTool[], modelUses: readonly Place[]): readonly Store[] {
  const callers = new Set(modelUses.map((p) => p.path));
  return linked.map(({ store, uses }) => {
    if (store.feedsContext !== null) return store;
    const reader = tools.find((t) => t.effects.some((e) => e.handle !== null && samePlace(e.handle.at, store.at) && (e.kind === "store-read" || e.kind === "store-write")));
    if (reader) return { ...store, feedsContext: `the tool ${reader.tool.name} works on it` };
    if (store.kind === "queue") return store;
    const reads = uses.filter((u) => u.effect === "read" || u.effect === "write");
    const beside = reads.find((u) => callers.has(u.at.path));
    if (beside) return { ...store, feedsContext: "code that calls a model works on it" };
    const named = uses.find((u) => contextWords.test(`${u.at.path} ${u.site.owner?.name ?? ""}`));
    if (named && store.kind !== "cache") return { ...store, feedsContext: "what it is used for is context" };
    const importers = reads.length > 0 ? context.imports.importersOf(reads.map((u) => u.at.path)) : new Set<string>();
    if (store.kind === "database" && [...callers].some((p) => importers.has(p))) return { ...store, feedsContext: "the agent's own code works on it" };
    return store;
  });
}

function samePlace(a: Place, b: Place): boolean {
  return a.path === b.path && a.span.startLine === b.span.startLine && a.span.startColumn === b.span.startColumn;
}
