import { Graph, layout } from "@dagrejs/dagre";
import { neutralise } from "../../neutralise.ts";
import type { Crossing, Item, Scene } from "./scene.ts";
import { fitText } from "./text-fit.ts";

/** Pixels; the font of the labels is monospaced, and no wider than 0.61 of its size. */
export const sizes = {
  item: 226,
  gap: 100,
  margin: 26,
  wall: 12,
  /** From the border of an item to its text. */
  inset: 12,
  nameFont: 12.5,
  whatFont: 11,
  lineHeight: 16,
  whatHeight: 14,
} as const;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedItem {
  readonly item: Item;
  readonly left: number;
  readonly top: number;
  readonly height: number;
  readonly kind: string;
  readonly name: readonly string[];
  readonly what: readonly string[];
}

export interface PlacedCrossing {
  readonly crossing: Crossing;
  /** From item to item; one point stands on each wall between them. */
  readonly points: readonly Point[];
  /** Where it meets the wall of the right-hand compartment. */
  readonly atWall: Point;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly headerHeight: number;
  /** Left edges of the compartments' items, from left to right. */
  readonly columns: readonly number[];
  readonly items: readonly PlacedItem[];
  readonly crossings: readonly PlacedCrossing[];
}

/** dagre's own types are lost under Node's module resolution: this much of them is used. */
interface Node extends Point {
  readonly width: number;
  readonly height: number;
}

/** Places what is in a scene: a column for each compartment, crossings led around what is between. */
export function layoutScene({ compartments, items, crossings }: Scene): Layout {
  const graph = new Graph({ multigraph: true });
  // Ranks are given: a compartment is an even one, so that the odd ones are the walls.
  graph.setGraph({ rankdir: "LR", ranker: "none", nodesep: 16, edgesep: 22, ranksep: sizes.gap });
  const isOneService = new Set(items.flatMap(({ service }) => service ?? [])).size < 2;
  const texts = new Map(items.map((item) => [item.key, textsOf(item, isOneService)]));
  for (const { key, environment } of items) {
    const rank = 2 * compartments.findIndex(({ name }) => name === environment);
    graph.setNode(key, { width: sizes.item, height: texts.get(key)?.height ?? 0, rank });
  }
  crossings.forEach(({ from, to, kind }, index) => {
    graph.setEdge(from, to, { weight: kind === "breach" ? 8 : 2 }, String(index));
  });
  // A compartment without items keeps its place.
  compartments.forEach((_, index) => {
    if (!items.some(({ environment }) => environment === compartments[index]?.name))
      graph.setNode(`empty ${index}`, { width: sizes.item, height: 1, rank: 2 * index });
  });
  layout(graph);

  const headerHeight = 66 + Math.max(0, ...compartments.map(({ crew }) => crew.length)) * 16;
  const top = headerHeight + 14;
  const columns = compartments.map((_, index) => sizes.margin + index * (sizes.item + sizes.gap));
  const placed = items.map((item): PlacedItem => {
    const node: Node = graph.node(item.key);
    const { height, ...lines } = texts.get(item.key) ?? { kind: "", name: [], what: [], height: 0 };
    return {
      item,
      left: rounded(node.x - node.width / 2 + sizes.margin),
      top: rounded(node.y - height / 2 + top),
      height,
      ...lines,
    };
  });
  const settled = piled(placed, crossings, top);
  const bottom = Math.max(top + 40, ...settled.map((one) => one.top + one.height));
  return {
    width: 2 * sizes.margin + compartments.length * (sizes.item + sizes.gap) - sizes.gap,
    height: rounded(bottom + 26),
    headerHeight,
    columns,
    items: settled,
    crossings: crossings.map((crossing, index) => {
      const edge: { readonly points: readonly Point[] } = graph.edge(crossing.from, crossing.to, String(index));
      const points = edge.points.map(({ x, y }) => ({ x: rounded(x + sizes.margin), y: rounded(y + top) }));
      return { crossing, points, atWall: points.at(-2) ?? { x: 0, y: 0 } };
    }),
  };
}

/** Items of a compartment that nothing crosses into stand from the top, not where the middle of the picture is. */
function piled(placed: readonly PlacedItem[], crossings: readonly Crossing[], top: number): PlacedItem[] {
  const crossed = new Set(crossings.flatMap(({ from, to }) => [from, to]));
  const busy = new Set(placed.filter(({ item }) => crossed.has(item.key)).map(({ item }) => item.environment));
  const next = new Map<string, number>();
  return placed.map((one) => {
    const { environment } = one.item;
    if (busy.has(environment)) return one;
    const at = next.get(environment) ?? top;
    next.set(environment, at + one.height + 16);
    return { ...one, top: at };
  });
}

function textsOf(item: Item, isOneService: boolean) {
  const fitted = (text: string, font: number, lines: number) =>
    fitText(neutralise(text), Math.floor((sizes.item - 2 * sizes.inset) / (font * 0.61)), lines);
  const name = fitted(item.name, sizes.nameFont, 2);
  const what = fitted(item.what, sizes.whatFont, 2);
  const [kind = ""] = fitted(kindText(item, isOneService), sizes.whatFont, 1);
  return { kind, name, what, height: 34 + name.length * sizes.lineHeight + what.length * sizes.whatHeight };
}

/** `credential · signal 1 · billing-agent`; the service where there are several. */
function kindText({ kind, breach, service, alike }: Item, isOneService: boolean): string {
  const where = alike > 0 ? `${alike + 1} services` : isOneService ? null : service;
  return [kind, ...(breach ? [`signal ${breach.signals.join(", ")}`] : []), ...(where === null ? [] : [where])].join(
    " · ",
  );
}

/** Whole pixels: less to print, and the same on every machine. */
function rounded(pixels: number): number {
  return Math.round(pixels);
}
