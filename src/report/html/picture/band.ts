import { Graph, layout } from "@dagrejs/dagre";
import type { Crossing, Item } from "../../scene/scene.ts";

/** An item with its column and the height that its texts need, in pixels. */
export interface Box {
  readonly item: Item;
  readonly column: number;
  readonly height: number;
}

/** What hangs together, placed: pixels from the top of the band. */
export interface Band {
  readonly height: number;
  /** Of the boxes, in their order. */
  readonly tops: readonly number[];
  /** Of the crossings, in their order: from item to item, with one stop in every column and every wall between. */
  readonly routes: readonly (readonly Stop[])[];
}

export interface Stop {
  /** Twice the column; the wall right of a column is odd. */
  readonly rank: number;
  readonly y: number;
}

/** dagre's own types are lost under Node's module resolution: this much of them is used. */
interface Placed {
  readonly y: number;
}

/** Between two items of a column, and between a line and what it passes. */
const space = 16;

/** Items keep their columns; dagre finds an order in each and a way for every line around what is between. */
export function layoutBand(boxes: readonly Box[], crossings: readonly Crossing[]): Band {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", ranker: "none", nodesep: space, edgesep: space, ranksep: 1 });
  // Given ranks are kept. A column is an even one, so that every line has a stop in each wall.
  for (const { item, column, height } of boxes) graph.setNode(item.key, { width: 1, height, rank: 2 * column });
  crossings.forEach(({ from, to, kind }, index) => {
    graph.setEdge(from, to, { weight: kind === "breach" ? 8 : 1 }, String(index));
  });
  layout(graph);

  const yOf = (key: string) => (graph.node(key) as Placed).y;
  const rankOf = (key: string) => 2 * (boxes.find(({ item }) => item.key === key)?.column ?? 0);
  const tops = boxes.map(({ item, height }) => Math.round(yOf(item.key) - height / 2));
  const routes = crossings.map(({ from, to }, index) => {
    const { points } = graph.edge(from, to, String(index)) as { readonly points: readonly Placed[] };
    const stops = points.map(({ y }, stop) => ({ rank: rankOf(from) + stop, y: Math.round(y) }));
    return stops.map((stop, at) => (at === stops.length - 1 ? { ...stop, rank: rankOf(to) } : stop));
  });
  const bottoms = boxes.map(({ height }, index) => (tops[index] ?? 0) + height);
  const lines = routes.flatMap((stops) => stops.map(({ y }) => y + space / 2));
  return { height: Math.max(...bottoms, ...lines), tops, routes };
}
