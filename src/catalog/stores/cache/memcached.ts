import { at, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const memcached: StoreEntry = {
  provider: "memcached",
  kind: "cache",
  label: "Memcached",
  opens: [
    {
      ...symbols(["memjs"], "Client.create"),
      levels: [host(at("0"), { implicit: ["MEMCACHIER_SERVERS", "MEMCACHE_SERVERS"], otherwise: "localhost:11211" })],
    },
    { ...symbols("memcached", "default", "Memcached"), levels: [host(at("0", "0.0"))] },
  ],
  narrows: [],
  operations: [
    { methods: ["get", "getMulti", "gets"], effect: "read" },
    {
      methods: ["set", "add", "replace", "delete", "del", "incr", "increment", "decr", "decrement", "flush", "touch"],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: false,
};
