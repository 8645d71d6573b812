import { at, container, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const upstashSearch: StoreEntry = {
  provider: "upstash",
  kind: "search",
  label: "Upstash Search index",
  opens: [
    {
      ...symbols("@upstash/search", "Search", "Search.fromEnv"),
      levels: [host(at("0.url", "0.UPSTASH_SEARCH_REST_URL"), { implicit: ["UPSTASH_SEARCH_REST_URL"] })],
      credential: credential(at("0.token", "0.UPSTASH_SEARCH_REST_TOKEN"), "UPSTASH_SEARCH_REST_TOKEN"),
    },
  ],
  narrows: [{ methods: ["index"], levels: [container(at("0"))] }],
  operations: [
    { methods: ["search", "fetch", "range", "info"], effect: "read" },
    { methods: ["upsert", "delete", "reset", "deleteIndex"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: false,
};
