import { at, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const surrealdb: StoreEntry = {
  provider: "surrealdb",
  kind: "database",
  label: "SurrealDB database",
  opens: [{ ...symbols("surrealdb", "Surreal", "default"), levels: [] }],
  narrows: [],
  operations: [
    { methods: ["query"], effect: "read", statement: at("0") },
    { methods: ["select"], effect: "read" },
    {
      methods: ["create", "insert", "upsert", "update", "merge", "patch", "delete", "relate", "run"],
      effect: "write",
    },
  ],
  limitsContainers: true,
  isContext: false,
};
