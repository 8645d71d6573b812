import type { Stack } from "./stack.ts";
import { isOfferedOverMcp } from "./tool-effects.ts";

/**
 * Whether the repository runs models itself, by calls that were read or by agents whose calls were not; a server that only
 * offers tools to the agents of others does not.
 */
export function runsModels({ modelCalls, agentEvidence, tools }: Stack): boolean {
  if (modelCalls.length > 0) return true;
  return agentEvidence.length > 0 && !(tools.length > 0 && tools.every(isOfferedOverMcp));
}
