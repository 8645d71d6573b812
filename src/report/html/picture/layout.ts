import { neutralise } from "../../neutralise.ts";
import type { Crossing, Item, Scene } from "../../scene/scene.ts";
import { type Band, type Box, layoutBand, type Stop } from "./band.ts";
import { fitText } from "./text-fit.ts";

/** Pixels; the font of the labels is monospaced, and no wider than 0.61 of its size. */
export const sizes = {
  item: 226,
  gap: 100,
  margin: 26,
  wall: 12,
  /** Between items of a column. */
  space: 16,
  /** From the border of an item to its text. */
  inset: 12,
  nameFont: 12.5,
  whatFont: 11,
  nameLine: 16,
  whatLine: 14,
  crewLine: 16,
} as const;

/** How many columns of the font fit into an item. */
export const roomFor = (font: number, width: number = sizes.item): number => Math.floor(width / (font * 0.61));

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
  readonly points: readonly Point[];
  /** Where it meets each wall, from left to right; at least one. */
  readonly walls: readonly Point[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly headerHeight: number;
  /** Left edges of the items of each compartment. */
  readonly columns: readonly number[];
  readonly items: readonly PlacedItem[];
  readonly crossings: readonly PlacedCrossing[];
}

type LabelledBox = Box & Omit<PlacedItem, "left" | "top">;

/** A column for each compartment; what hangs together in a band of its own, in the order of the scene; the rest in the gaps. */
export function layoutScene(scene: Scene): Layout {
  const { compartments, items, crossings } = scene;
  const headerHeight = 66 + Math.max(0, ...compartments.map(({ crew }) => crew.length)) * sizes.crewLine;
  const columns = compartments.map((_, index) => sizes.margin + index * (sizes.item + sizes.gap));
  const isOneService = new Set(items.flatMap(({ service }) => service ?? [])).size < 2;
  const boxes = items.map((item) => {
    const column = compartments.findIndex(({ name }) => name === item.environment);
    return { item, column, ...labels(item, isOneService) };
  });

  let bottom = headerHeight + sizes.space;
  const taken = columns.map((): [top: number, bottom: number][] => [[0, bottom]]);
  const placedItems: PlacedItem[] = [];
  const placedCrossings: PlacedCrossing[] = [];
  const place = (box: LabelledBox, top: number) => {
    taken[box.column]?.push([top, top + box.height + sizes.space]);
    placedItems.push({ ...box, left: columns[box.column] ?? 0, top });
  };
  const groups = components(boxes, crossings);
  for (const group of groups.filter((one) => one.crossings.length > 0)) {
    const top = bottom;
    const band: Band = layoutBand(group.boxes, group.crossings);
    group.boxes.forEach((box, index) => {
      place(box, top + (band.tops[index] ?? 0));
    });
    group.crossings.forEach((crossing, index) => {
      const stops = (band.routes[index] ?? []).map((stop) => ({ ...stop, y: stop.y + top }));
      placedCrossings.push({ crossing, points: pointsOf(stops, columns), walls: wallsOf(stops, columns) });
      // What a line passes must leave it room.
      for (const { rank, y } of stops) if (rank % 2 === 0) taken[rank / 2]?.push([y - 10, y + 10 + sizes.space]);
    });
    bottom = top + band.height + sizes.space;
  }
  for (const box of groups.filter((one) => one.crossings.length === 0).flatMap((one) => one.boxes)) {
    place(box, firstGap(taken[box.column] ?? [], box.height));
  }
  return {
    width: 2 * sizes.margin + columns.length * (sizes.item + sizes.gap) - sizes.gap,
    height: Math.max(...taken.flat().map(([, end]) => end)) + 10,
    headerHeight,
    columns,
    items: placedItems,
    crossings: placedCrossings,
  };
}

/** What crossings join, each group in the order of its first item. */
function components(boxes: readonly LabelledBox[], crossings: readonly Crossing[]) {
  const groupOf = new Map(boxes.map(({ item }, index) => [item.key, index]));
  for (const { from, to } of crossings) {
    const [a = 0, b = 0] = [groupOf.get(from), groupOf.get(to)];
    for (const [key, group] of groupOf) if (group === Math.max(a, b)) groupOf.set(key, Math.min(a, b));
  }
  return [...new Set(groupOf.values())].map((group) => ({
    boxes: boxes.filter(({ item }) => groupOf.get(item.key) === group),
    crossings: crossings.filter(({ from }) => groupOf.get(from) === group),
  }));
}

function firstGap(taken: readonly (readonly [top: number, bottom: number])[], height: number): number {
  const sorted = [...taken].sort(([a], [b]) => a - b);
  let top = 0;
  for (const [start, end] of sorted) {
    if (top > 0 && start - top >= height + sizes.space) return top;
    top = Math.max(top, end);
  }
  return top;
}

/** From the edge of an item through the middle of walls, straight through the compartments between, to an edge. */
function pointsOf(stops: readonly Stop[], columns: readonly number[]): Point[] {
  return stops.flatMap(({ rank, y }, index) => {
    const left = columns[Math.floor(rank / 2)] ?? 0;
    if (rank % 2 === 1) return [{ x: wallAt(left), y }];
    if (index === 0) return [{ x: left + sizes.item, y }];
    if (index === stops.length - 1) return [{ x: left, y }];
    return [
      { x: left, y },
      { x: left + sizes.item, y },
    ];
  });
}

function wallsOf(stops: readonly Stop[], columns: readonly number[]): Point[] {
  return stops.flatMap(({ rank, y }) => (rank % 2 === 1 ? [{ x: wallAt(columns[(rank - 1) / 2] ?? 0), y }] : []));
}

/** The middle of the wall right of a column. */
export function wallAt(left: number): number {
  return left + sizes.item + sizes.gap / 2;
}

function labels(item: Item, isOneService: boolean) {
  const room = (font: number) => roomFor(font, sizes.item - 2 * sizes.inset);
  const name = fitText(neutralise(item.name), room(sizes.nameFont), 2);
  const what = fitText(neutralise(item.what), room(sizes.whatFont), 2);
  const kind = kindText(item, isOneService, room(sizes.whatFont));
  return { kind, name, what, height: 34 + name.length * sizes.nameLine + what.length * sizes.whatLine };
}

/** `signal 1 · credential · billing-agent`; the service where there are several. */
function kindText({ kind, breach, service, alike }: Item, isOneService: boolean, room: number): string {
  const lead = breach ? `signal ${breach.signals.join(", ")} · ${kind}` : kind;
  const where = alike > 0 ? `${alike + 1} services` : isOneService ? null : service;
  const [short = ""] = where === null ? [] : fitText(neutralise(where), room - lead.length - 3, 1);
  return short.length < 6 ? lead : `${lead} · ${short}`;
}
