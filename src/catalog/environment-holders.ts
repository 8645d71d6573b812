import { symbols } from "./shorthand.ts";
import type { SymbolPattern } from "./types.ts";

/** Functions and values of packages that hold, under `env`, the variables and resources that a platform hands over. */
export const environmentHolders: readonly SymbolPattern[] = [
  symbols("@opennextjs/cloudflare", "getCloudflareContext"),
  symbols("@cloudflare/next-on-pages", "getRequestContext", "getOptionalRequestContext"),
  symbols("wrangler", "getPlatformProxy", "getBindingsProxy"),
];
