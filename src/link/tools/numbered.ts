import type { Tool } from "../../model/agent-tool.ts";
import { comparePlaces } from "../../model/location.ts";
import type { Stack } from "../../model/stack.ts";
import type { Store } from "../../model/store.ts";
import type { LinkContext } from "../context.ts";
import { gateNumber } from "./gate-numbers.ts";
import { policiesOf } from "./policy-tables.ts";
import type { LinkedTool } from "./tools.ts";

/** The tools as the Stack holds them: stores and gates by their numbers, with what a table of policies says of each. */
export function numberedTools(
  context: LinkContext,
  tools: readonly LinkedTool[],
  stores: readonly Store[],
  gates: Stack["gates"],
): readonly Tool[] {
  const policies = policiesOf(context, new Set(tools.map((t) => t.tool.name)));
  return tools.map((linked) => {
    const policyAt = policies.get(linked.tool.name);
    const tool = toolOf(linked, stores, gates);
    return policyAt ? { ...tool, policyAt } : tool;
  });
}

function toolOf(linked: LinkedTool, stores: readonly Store[], gates: Stack["gates"]): Tool {
  const numbers = (list: Stack["gates"]): readonly number[] =>
    [...new Set(list.map((g) => gateNumber(gates, g)))].sort((a, b) => a - b);
  return {
    ...linked.tool,
    sinks: linked.effects.map((e) => ({
      kind: e.kind,
      operation: e.operation,
      ...(e.host === undefined ? {} : { host: e.host }),
      at: e.at,
      path: e.path,
      store: storeNumber(stores, e.handle?.at ?? null),
      gates: numbers(e.gates),
      ...(e.isolated ? { isolated: true } : {}),
    })),
    selections: linked.selections.map((s) => ({ ...s, gates: numbers(s.gates) })),
  };
}

function storeNumber(stores: readonly Store[], at: Store["at"] | null): number | null {
  const i = at ? stores.findIndex((s) => comparePlaces(s.at, at) === 0) : -1;
  return i < 0 ? null : i;
}
