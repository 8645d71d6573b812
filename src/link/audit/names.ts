import { splitWords } from "../../model/environment.ts";

/** How clearly a name says that it is about a record of what was done: `weak` names need a record that says so too. */
export type Likeness = "strong" | "weak" | null;

const verbs = new Set([
  "record",
  "log",
  "track",
  "emit",
  "write",
  "append",
  "report",
  "persist",
  "capture",
  "publish",
  "note",
  "trace",
  "save",
  "store",
  "insert",
  "push",
  "send",
  "add",
]);
/** Verbs that as often make a domain object as a record of what was done: `saveAction`, `addReceipt`. */
const domainVerbs = new Set([
  "save",
  "store",
  "insert",
  "push",
  "send",
  "add",
  "append",
  "publish",
  "persist",
  "write",
]);

/** Whether a name may as well say that the application keeps something: `addEntry`, `saveStep`. */
export function namesKeeping(name: string): boolean {
  return domainVerbs.has(splitWords(name)[0] ?? "");
}

const deeds = new Set([
  "tool",
  "tools",
  "toolcall",
  "toolcalls",
  "decision",
  "decisions",
  "gate",
  "retrieval",
  "retrievals",
  "action",
  "actions",
  "invocation",
  "invocations",
  "refusal",
  "denial",
  "mcp",
]);
const happenings = new Set([
  "event",
  "events",
  "receipt",
  "receipts",
  "activity",
  "call",
  "calls",
  "operation",
  "usage",
  "entry",
  "step",
  "access",
  "execution",
  "execute",
  "query",
  "search",
]);

/** `recordToolCount` keeps a number: nobody can look up the one call in it. */
const measures = new Set([
  "count",
  "counter",
  "counts",
  "metric",
  "metrics",
  "duration",
  "latency",
  "total",
  "size",
  "rate",
  "histogram",
]);

/** Words that say by themselves that something is put on record. */
const bare = new Set(["record", "event", "trail", "journal"]);

/** Names that hand something back or wrap something, and so write nothing themselves. */
const makers = new Set([
  "with",
  "wrap",
  "make",
  "build",
  "get",
  "list",
  "find",
  "query",
  "read",
  "fetch",
  "init",
  "setup",
  "use",
  "parse",
  "format",
  "to",
  "is",
  "has",
  "should",
  "verify",
  "validate",
  "count",
  "export",
  "search",
  "flush",
  "close",
  "connect",
  "redact",
  "register",
  "start",
  "stop",
  "shutdown",
]);

/** Words before the verb that change nothing: `safeLogToolCall`. */
const fillers = new Set(["safe", "safely", "maybe", "try", "async", "handle", "do", "on", "internal", "default"]);

const equipment = new Set([
  "log",
  "logger",
  "trail",
  "client",
  "store",
  "sink",
  "writer",
  "emitter",
  "service",
  "recorder",
  "tool",
  "middleware",
  "plugin",
]);

/** Whether calling a function of this name is likely to leave a record: `recordAudit`, `logToolCall`, `emitEvent`. */
export function functionLikeness(name: string): Likeness {
  const words = splitWords(name).filter((w, i) => i > 0 || !fillers.has(w));
  const [first, ...others] = words;
  if (first === undefined || makers.has(first) || measures.has(words.at(-1) ?? "")) return null;
  // `createAudit` and `newAuditLogger` make an emitter; `createAuditEvent` is one.
  if (/^(create|new)$/.test(first) && others.every((w) => isAuditWord(w) || equipment.has(w))) return null;
  if (words.some(isAuditWord)) return "strong";
  if (words.length === 1 && bare.has(first)) return "weak";
  if (!verbs.has(first)) return null;
  // `appendToolToRole` moves a tool about.
  if (others.some((w) => /^(to|from|into|for)$/.test(w))) return null;
  if (others.some((w) => deeds.has(w))) return domainVerbs.has(first) ? "weak" : "strong";
  return others.some((w) => happenings.has(w)) ? "weak" : null;
}

/** `withAudit(tool)`: where the repository does not hold it, it is the last that is seen of the event. */
export function wrapsAudit(name: string): boolean {
  const [first, ...rest] = splitWords(name);
  return (first === "with" || first === "wrap") && rest.some(isAuditWord);
}

/** The same for a method: `audit.record`, `auditLog.write`; reading the trail is no event. */
export function methodLikeness(receiver: string, method: string): Likeness {
  const own = functionLikeness(method);
  if (own === "strong") return own;
  const [first] = splitWords(method).filter((w, i) => i > 0 || !fillers.has(w));
  if (first === undefined || makers.has(first) || measures.has(splitWords(method).at(-1) ?? "")) return null;
  const about = splitWords(receiver);
  if (about.some(isAuditWord)) return "strong";
  const enters = verbs.has(first) || deeds.has(first) || /ed$|^(wrote|sent)$/.test(first);
  return own ?? (enters && about.some((w) => books.has(w)) ? "weak" : null);
}

/** Things that hold what was done, of an agent as of the business: `logbook.write`, `journal.append`, `trail.refused`. */
const books = new Set(["logbook", "logbooks", "journal", "ledger", "trail", "receipts", "recorder", "chronicle"]);

const plainContainers = new Set([
  "events",
  "event",
  "activity",
  "activities",
  "receipts",
  "receipt",
  "history",
  "logs",
  "log",
  "actions",
  "calls",
  "ledger",
  "trail",
  "journal",
  "traces",
  "trace",
  "decisions",
  "invocations",
  "operations",
  "records",
]);

/** Whether a table, collection, key or path of this name holds a trail: `audit_log`, `tool_calls`; `events` only perhaps. */
export function containerLikeness(name: string): Likeness {
  const words = splitWords(name);
  if (words.some(isAuditWord)) return "strong";
  const about = words.some(
    (w) => w === "tool" || w === "mcp" || w === "agent" || w === "gate" || w === "toolcalls" || w === "toolcall",
  );
  if (
    about &&
    words.some((w) => plainContainers.has(w) || w === "toolcalls" || w === "toolcall" || w === "call" || w === "usage")
  )
    return "strong";
  return words.some((w) => plainContainers.has(w)) ? "weak" : null;
}

function isAuditWord(word: string): boolean {
  return /^audit(s|or|ed|ing|log|logs|logger|trail|event|events)?$/.test(word);
}

/** The stronger of two. */
export function stronger(a: Likeness, b: Likeness): Likeness {
  return a === "strong" || b === "strong" ? "strong" : (a ?? b);
}
