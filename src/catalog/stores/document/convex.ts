import { at, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const convex: StoreEntry = {
  provider: "convex",
  kind: "database",
  label: "Convex deployment",
  opens: [
    {
      ...symbols(["convex/browser", "convex/react"], "ConvexHttpClient", "ConvexClient", "ConvexReactClient"),
      levels: [host(at("0"))],
    },
    {
      ...symbols("convex/nextjs", "fetchQuery", "preloadQuery"),
      levels: [host(at("2.url"), { implicit: ["NEXT_PUBLIC_CONVEX_URL"] })],
      credential: credential(at("2.token", "2.adminToken")),
    },
    {
      ...symbols("convex/nextjs", "fetchMutation", "fetchAction"),
      levels: [host(at("2.url"), { implicit: ["NEXT_PUBLIC_CONVEX_URL"] })],
      credential: credential(at("2.token", "2.adminToken")),
      writes: true,
    },
  ],
  narrows: [],
  operations: [
    { methods: ["query", "onUpdate"], effect: "read" },
    { methods: ["mutation", "action"], effect: "write" },
    { methods: ["setAuth", "setAdminAuth"], effect: "read" },
  ],
  limitsContainers: false,
  isContext: false,
};
