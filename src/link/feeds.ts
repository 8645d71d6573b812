import { splitWords } from "../model/environment.ts";
import type { Place } from "../model/location.ts";
import type { Store } from "../model/store.ts";
import type { LinkContext } from "./context.ts";
import type { LinkedStore } from "./stores/stores.ts";
import type { StoreUse } from "./stores/uses.ts";
import type { LinkedTool } from "./tools/tools.ts";

/** Words of what a model is given to read. */
export const contextWords =
  /embedding|document|chunk|knowledge|memor(y|ies)|retriev|context|conversation|message|thread|checkpoint|transcript|article|faq|passage|corpus|vector|semantic|history|turns/i;

/** What an agent's process keeps about itself and its users, and no model reads. */
const bookkeeping = new Set(
  "audit audits trail log logs session sessions rate ratelimit ratelimits quota quotas metric metrics telemetry trace traces lock locks lease nonce nonces idempotency migration migrations heartbeat counter counters throttle".split(
    " ",
  ),
);
/** Words that name such records and things of the business alike: what only writes them keeps a record. */
const oftenBookkeeping = new Set(
  "event events usage billing token tokens receipt receipts decision decisions flag flags limit limits journal journals".split(
    " ",
  ),
);

/**
 * Why the content of a store can reach a model, for stores that are not context by their nature: a tool reads it, code
 * that calls a model reads it, or what it holds says so. A store that holds nothing but an audit trail, sessions or rate
 * limits is none, whoever writes it.
 */
export function withContext(
  context: LinkContext,
  linked: readonly LinkedStore[],
  tools: readonly LinkedTool[],
  modelUses: readonly Place[],
): readonly Store[] {
  const callers = new Set(modelUses.map((p) => p.path));
  return linked.map((one) =>
    one.store.feedsContext === null
      ? { ...one.store, feedsContext: reasonOf(context, one, tools, callers) }
      : one.store,
  );
}

function reasonOf(
  context: LinkContext,
  { store, uses, saidToHold = null }: LinkedStore,
  tools: readonly LinkedTool[],
  callers: ReadonlySet<string>,
): string | null {
  const operations = uses.filter((u) => u.effect === "read" || u.effect === "write");
  // What is only written, and never read, may still be read elsewhere: the words decide.
  const telling = operations.filter((u) => !isBookkeeping(u));
  if (operations.length > 0 && telling.length === 0) return null;
  const reader = tools.find((t) =>
    t.effects.some(
      (e) => e.handle !== null && samePlace(e.handle.at, store.at) && telling.some((u) => samePlace(u.at, e.at)),
    ),
  );
  if (reader) return `the tool ${reader.tool.name} works on it`;
  if (store.kind === "queue") return null;
  if (telling.some((u) => callers.has(u.at.path))) return "code that calls a model works on it";
  if (store.kind !== "cache" && (operations.length > 0 ? telling : uses).some(namesContext))
    return "what it is used for is context";
  const importers = telling.length > 0 ? context.imports.importersOf(telling.map((u) => u.at.path)) : new Set<string>();
  if (![...callers].some((p) => importers.has(p))) return saidToHold;
  if (store.kind === "database") return "the agent's own code works on it";
  // A cache beside an agent caches many things; what is named after its turns is its memory.
  return telling.some(namesMemory) ? "the agent's own code keeps its memory there" : saidToHold;
}

function namesContext(use: StoreUse): boolean {
  return contextWords.test(wordsAround(use));
}

/** Words of what is said to an agent and by it. */
const memoryWords = /memor(y|ies)|conversation|thread|checkpoint|transcript|chat|message|history|turns?\b/i;

function namesMemory(use: StoreUse): boolean {
  return memoryWords.test(wordsAround(use));
}

function wordsAround(use: StoreUse): string {
  return `${use.at.path} ${use.site.owner?.name ?? ""} ${use.about.join(" ")}`;
}

/**
 * Whether an operation is on a trail, on sessions or on limits: by the tables, collections and models that it names, or
 * where it names none by its function and its file.
 */
export function isBookkeeping(use: Pick<StoreUse, "about" | "at" | "site" | "effect">): boolean {
  const isKept = (name: string): boolean => isRecord(name, use.effect === "write");
  const subjects = use.about.flatMap(subjectsIn);
  if (subjects.length > 0) return subjects.every(isKept);
  const file = use.at.path.slice(use.at.path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  return isKept(file) || (use.site.owner !== null && isKept(use.site.owner.name));
}

/** The tables of a statement; a plain name is itself. */
function subjectsIn(text: string): readonly string[] {
  const tables = [
    ...text.matchAll(/\b(?:from|into|update|join|table(?:\s+if\s+not\s+exists)?)\s+["'`[]?(?:\w+\.)?([a-z_]\w*)/gi),
  ].flatMap((m) => (m[1] ? [m[1]] : []));
  if (tables.length > 0) return tables;
  return /^[A-Za-z_][\w:-]*$/.test(text.trim()) && !steps.has(text.trim()) ? [text.trim()] : [];
}

/** Properties and methods on the way to a table that name none. */
const steps = new Set([
  "query",
  "db",
  "database",
  "collection",
  "from",
  "table",
  "select",
  "insert",
  "update",
  "delete",
  "into",
  "values",
  "where",
  "schema",
  "client",
  "pool",
  "sql",
  "model",
  "models",
  "withTransaction",
  "transaction",
  "connection",
  "index",
  "default",
]);

function isRecord(name: string, isWritten: boolean): boolean {
  const words = splitWords(name);
  return (
    !contextWords.test(name) &&
    !/chat/i.test(name) &&
    words.some((word) => bookkeeping.has(word) || (isWritten && oftenBookkeeping.has(word)))
  );
}

function samePlace(a: Place, b: Place): boolean {
  return a.path === b.path && a.span.startLine === b.span.startLine && a.span.startColumn === b.span.startColumn;
}
