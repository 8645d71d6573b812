import { at, credential, symbols } from "../shorthand.ts";
import type { SinkEntry } from "../types.ts";
import { client, reads, writes } from "./entry.ts";

/** Calendars, mail and documents of an office, and the hub that acts on them in a user's name. */
export const offices: readonly SinkEntry[] = [
  client(
    "google",
    [
      symbols(
        ["googleapis", "googleapis/*", "@googleapis/*"],
        "google.calendar",
        "google.gmail",
        "google.drive",
        "google.sheets",
        "google.docs",
        "calendar",
        "gmail",
        "drive",
        "sheets",
        "docs",
        "google.people",
      ),
    ],
    [
      writes(
        "events.insert",
        "events.update",
        "events.patch",
        "events.delete",
        "messages.send",
        "messages.modify",
        "messages.trash",
        "messages.delete",
        "drafts.create",
        "drafts.send",
        "files.create",
        "files.update",
        "files.delete",
        "permissions.create",
        "values.append",
        "values.update",
        "values.batchUpdate",
        "values.clear",
        "spreadsheets.create",
        "spreadsheets.batchUpdate",
        "documents.create",
        "documents.batchUpdate",
      ),
      reads(
        "events.list",
        "events.get",
        "messages.list",
        "messages.get",
        "threads.list",
        "threads.get",
        "files.list",
        "files.get",
        "files.export",
        "values.get",
        "values.batchGet",
        "spreadsheets.get",
        "documents.get",
        "freebusy.query",
      ),
    ],
    { credential: credential(at("0.auth")) },
  ),
  client(
    "microsoft-graph",
    [symbols("@microsoft/microsoft-graph-client", "Client.init", "Client.initWithMiddleware")],
    [writes("post", "put", "patch", "delete", "update", "create"), reads("get", "getStream")],
    { credential: credential(at("0.authProvider")) },
  ),
  client(
    "composio",
    [
      symbols(
        ["@composio/core", "composio-core"],
        "Composio",
        "ComposioToolSet",
        "OpenAIToolSet",
        "VercelAIToolSet",
        "LangchainToolSet",
      ),
    ],
    [
      { ...writes("tools.execute", "executeAction", "execute"), action: at("0", "0.slug", "0.actionName", "0.action") },
      writes("getTools", "tools.get"),
    ],
    { credential: credential(at("0.apiKey"), "COMPOSIO_API_KEY") },
  ),
];
