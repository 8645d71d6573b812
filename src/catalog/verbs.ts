import type { SinkKind } from "../model/sink.ts";

/** Words that a method of a service's client begins with where it only asks. */
const asking = new Set([
  "browse",
  "check",
  "count",
  "describe",
  "download",
  "exists",
  "export",
  "fetch",
  "find",
  "get",
  "history",
  "info",
  "list",
  "lookup",
  "query",
  "read",
  "references",
  "retrieve",
  "search",
  "show",
  "stats",
  "status",
  "view",
]);

/** Words that it begins with where it changes something or makes something happen. */
const acting = new Set([
  "accept",
  "activate",
  "add",
  "approve",
  "archive",
  "assign",
  "attach",
  "ban",
  "cancel",
  "capture",
  "charge",
  "clone",
  "close",
  "complete",
  "confirm",
  "copy",
  "create",
  "deactivate",
  "decline",
  "delete",
  "deploy",
  "destroy",
  "detach",
  "disable",
  "dispatch",
  "edit",
  "enable",
  "execute",
  "finalize",
  "grant",
  "import",
  "insert",
  "install",
  "invite",
  "invoke",
  "join",
  "kick",
  "leave",
  "lock",
  "merge",
  "move",
  "notify",
  "patch",
  "pause",
  "pay",
  "post",
  "publish",
  "purge",
  "put",
  "refund",
  "reject",
  "remove",
  "rename",
  "replace",
  "reply",
  "reset",
  "restore",
  "resume",
  "revert",
  "revoke",
  "rollback",
  "rotate",
  "run",
  "save",
  "schedule",
  "send",
  "start",
  "stop",
  "submit",
  "transfer",
  "trigger",
  "unarchive",
  "uninstall",
  "unlock",
  "unpublish",
  "update",
  "upload",
  "upsert",
  "void",
  "write",
]);

/** What the name of an action says that it does, by all of its words: `GMAIL_FETCH_EMAILS`. */
export function kindOfAction(name: string): ReturnType<typeof kindOfVerb> {
  const kinds = name.split(/[_\s-]+/).map((word) => kindOfVerb(word.toLowerCase()));
  return kinds.find((kind) => kind === "external-write") ?? kinds.find((kind) => kind !== null) ?? null;
}

/** What a method of a client does, as far as its name tells; null if it tells nothing. */
export function kindOfVerb(method: string): Extract<SinkKind, "external-read" | "external-write"> | null {
  const [verb = ""] = method.split(/(?=[A-Z_])/);
  const word = verb.toLowerCase();
  if (acting.has(word)) return "external-write";
  return asking.has(word) ? "external-read" : null;
}

/** What the name of a tool says that it does, by the first of its words that says so: `crm_update_contact`. */
export function kindOfToolName(name: string): ReturnType<typeof kindOfVerb> {
  const kinds = name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => kindOfVerb(word.toLowerCase()));
  return kinds.find((kind) => kind !== null) ?? null;
}
