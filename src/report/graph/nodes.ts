import { groupBy } from "../../model/group.ts";
import { compareText, type Place } from "../../model/location.ts";
import type { Stack } from "../../model/stack.ts";

export type NodeKind = "store" | "credential" | "endpoint" | "pipeline" | "server" | "tool";

/** A thing of the stack as it is in one environment. */
export interface GraphNode {
  readonly kind: NodeKind;
  readonly name: string;
  /** Null for what is in none: a tool, a CI job without `environment:`. */
  readonly environment: string | null;
  /** The places that tell of it; a finding that names one of them is about it. */
  readonly places: readonly Place[];
}

/** Everything of the stack that can stand on either side of a breach, once for each environment. */
export function nodesOf(stack: Stack): GraphNode[] {
  const nodes: GraphNode[] = [
    ...stack.stores.flatMap(({ name, identities }) =>
      identities.map(({ environment, at }) => ({ kind: "store" as const, name, environment, places: [at] })),
    ),
    ...stack.credentials.flatMap(({ name, values }) =>
      values.map(({ environment, at }) => ({ kind: "credential" as const, name, environment, places: [at] })),
    ),
    ...stack.endpoints.map(({ host, environment, at }) => ({
      kind: "endpoint" as const,
      name: host,
      environment,
      places: [at],
    })),
    ...stack.mcpServers.map(({ name, environment, at }) => ({
      kind: "server" as const,
      name,
      environment: environment?.name ?? null,
      places: [at],
    })),
    ...stack.pipelines.map(({ workflow, job, environment, actsAs, at }) => ({
      kind: "pipeline" as const,
      name: `${workflow} / ${job}`,
      environment: environment?.name ?? actsAs,
      places: [at],
    })),
    ...stack.tools.map(({ name, at, parameters }) => ({
      kind: "tool" as const,
      name,
      environment: null,
      places: [at, ...parameters.map((parameter) => parameter.at)],
    })),
    // What a tool can choose from is no endpoint of the registry, and is what it reaches nevertheless.
    ...stack.tools.flatMap(({ name, selections }) =>
      selections.flatMap(({ targets }) =>
        targets.map(({ environment, at }) => ({
          kind: "endpoint" as const,
          name: `what ${name} reaches`,
          environment,
          places: [at],
        })),
      ),
    ),
  ];
  return groupBy(nodes, ({ kind, name, environment }) => JSON.stringify([kind, name, environment]))
    .flatMap((same) => (same[0] ? [{ ...same[0], places: same.flatMap(({ places }) => places) }] : []))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || compareText(a.name, b.name));
}

const order: readonly NodeKind[] = ["store", "credential", "endpoint", "pipeline", "server", "tool"];
