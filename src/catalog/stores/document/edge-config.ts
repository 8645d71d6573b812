import { at, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const edgeConfig: StoreEntry = {
  provider: "vercel",
  kind: "database",
  label: "Vercel Edge Config",
  opens: [
    { ...symbols("@vercel/edge-config", "createClient"), levels: [host(at("0"))] },
    {
      ...symbols("@vercel/edge-config", "get", "getAll", "has"),
      levels: [host([], { implicit: ["EDGE_CONFIG"] })],
    },
  ],
  narrows: [],
  operations: [{ methods: ["get", "getAll", "has"], effect: "read" }],
  limitsContainers: false,
  isContext: false,
};
