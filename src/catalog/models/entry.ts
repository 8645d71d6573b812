import { at, credential, symbols } from "../shorthand.ts";
import type { ArgumentPath, ModelEntry } from "../types.ts";

/** A symbol that is evidence of an agent. */
export function entry(
  provider: string,
  role: ModelEntry["role"],
  packages: string | readonly string[],
  names: readonly string[],
  beyond: Pick<ModelEntry, "credential" | "tools"> = {},
): ModelEntry {
  return { provider, role, symbol: symbols(packages, ...names), ...beyond };
}

/** A model provider of the AI SDK: the ready `openai(…)` reads its key from the variable, `createOpenAI({ apiKey })` takes it. */
export function aiProvider(
  provider: string,
  packages: string | readonly string[],
  ready: readonly string[],
  creates: readonly string[],
  keys: readonly ArgumentPath[],
  ...implicit: readonly string[]
): readonly ModelEntry[] {
  return [
    entry(provider, "provider", packages, ready, { credential: credential([], ...implicit) }),
    entry(provider, "provider", packages, creates, { credential: credential(keys, ...implicit) }),
  ];
}

/** Where most clients take their key. */
export const apiKey = at("0.apiKey");
