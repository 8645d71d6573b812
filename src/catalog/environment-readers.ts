import { at, symbols } from "./shorthand.ts";
import type { ArgumentPath, SymbolPattern } from "./types.ts";

/** Exports that are the environment of the process as an object. */
export const environmentObjects: readonly SymbolPattern[] = [symbols("std-env", "env")];

/** Functions that give the variable which an argument names, perhaps as something that has to be opened yet. */
export const variableReaders: readonly { readonly symbol: SymbolPattern; readonly name: readonly ArgumentPath[] }[] = [
  { symbol: symbols("", "Deno.env.get", "Netlify.env.get"), name: at("0") },
  { symbol: symbols("@langchain/core/utils/env", "getEnvironmentVariable"), name: at("0") },
  { symbol: symbols("@llamaindex/env", "getEnv"), name: at("0") },
  { symbol: symbols("prisma/config", "env"), name: at("0") },
  { symbol: symbols("env-var", "get", "default.get"), name: at("0") },
  { symbol: symbols("firebase-functions/params", "defineSecret", "defineString", "defineInt"), name: at("0") },
  { symbol: symbols("encore.dev/config", "secret"), name: at("0") },
  { symbol: symbols("@ai-sdk/provider-utils", "loadApiKey", "loadSetting"), name: at("0.environmentVariableName") },
];

/** Functions and values of packages that hold, under `env`, the variables and resources that a platform hands over. */
export const environmentHolders: readonly SymbolPattern[] = [
  symbols("@opennextjs/cloudflare", "getCloudflareContext"),
  symbols("@cloudflare/next-on-pages", "getRequestContext", "getOptionalRequestContext"),
  symbols("wrangler", "getPlatformProxy", "getBindingsProxy"),
];
