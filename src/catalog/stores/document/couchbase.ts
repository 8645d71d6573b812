import { at, container, credential, host, name, scope, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const couchbase: StoreEntry = {
  provider: "couchbase",
  kind: "database",
  label: "Couchbase bucket",
  opens: [
    {
      ...symbols("couchbase", "connect", "Cluster.connect"),
      levels: [host(at("0"))],
      credential: credential(at("1.password")),
    },
  ],
  narrows: [
    { methods: ["bucket"], levels: [name(at("0"))] },
    { methods: ["scope"], levels: [scope(at("0"))] },
    { methods: ["collection"], levels: [container(at("0"))] },
    { methods: ["defaultCollection", "defaultScope"], levels: [] },
  ],
  hands: ["run"],
  operations: [
    { methods: ["query", "analyticsQuery"], effect: "read", statement: at("0") },
    {
      methods: ["get", "exists", "getAndLock", "getAndTouch", "lookupIn", "scan", "search", "searchQuery", "viewQuery"],
      effect: "read",
    },
    { methods: ["insert", "upsert", "replace", "remove", "mutateIn", "touch"], effect: "write" },
  ],
  limitsContainers: true,
  isContext: false,
};
