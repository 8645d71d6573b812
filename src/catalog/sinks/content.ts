import { at, credential, symbols } from "../shorthand.ts";
import type { SinkEntry } from "../types.ts";
import { client, reads, writes } from "./entry.ts";

/** Content that a site shows. */
export const content: readonly SinkEntry[] = [
  client(
    "contentful",
    [symbols("contentful-management", "createClient")],
    [
      writes(
        "create",
        "createEntry",
        "createAsset",
        "update",
        "publish",
        "unpublish",
        "delete",
        "archive",
        "upsert",
        "createWithId",
      ),
      reads("get", "getMany", "getEntry", "getEntries", "getSpace", "getEnvironment"),
    ],
    { credential: credential(at("0.accessToken")) },
  ),
  client(
    "sanity",
    [symbols(["@sanity/client", "next-sanity"], "createClient", "default")],
    [
      writes(
        "create",
        "createOrReplace",
        "createIfNotExists",
        "patch",
        "commit",
        "delete",
        "mutate",
        "transaction",
        "assets.upload",
      ),
      reads("fetch", "getDocument", "getDocuments", "listen"),
    ],
    { credential: credential(at("0.token")) },
  ),
];
