import type { Tool } from "../../../model/agent-tool.ts";
import { gatesAt, isSoundGate } from "../../../model/gate.ts";
import { groupBy } from "../../../model/group.ts";
import { comparePlaces, compareText, placeText } from "../../../model/location.ts";
import type { Sink, SinkKind } from "../../../model/sink.ts";
import type { Stack } from "../../../model/stack.ts";
import { listed } from "../../../model/wording.ts";
import { neutralise } from "../../neutralise.ts";
import { andMore, bounded, heading, type Page, paragraph } from "../../terminal/page.ts";
import { besidePlaces } from "../../terminal/places.ts";
import { entry, entryPlaces } from "./entries.ts";

const toolsShown = 10;
const namesShown = 12;
const operationsShown = 3;

/** What each tool does to the world and what stands before it, those that act without a gate first. */
export function toolsSection(stack: Stack, page: Page): string[] {
  if (stack.tools.length === 0) return [];
  const tools = [...stack.tools].sort((a, b) => compareText(a.service, b.service) || comparePlaces(a.at, b.at));
  const groups = classes.flatMap(({ title, holds, isListed }) => {
    const own = tools.filter((tool) => classOf(stack, tool) === holds);
    if (own.length === 0) return [];
    const lines = isListed && page.detail !== "verbose" ? nameLines(own, tools, page) : toolLines(stack, own, page);
    return ["", ...paragraph(page, `${title} (${own.length})`, 2), ...lines];
  });
  return [heading(page, `Tools (${tools.length})`), ...groups];
}

type ToolClass = "ungated" | "checked" | "gated" | "selecting" | "opaque" | "reading" | "idle";

const classes: readonly { readonly holds: ToolClass; readonly title: string; readonly isListed?: true }[] = [
  { holds: "ungated", title: "Write or execute, and not always behind a gate" },
  { holds: "checked", title: "Write or execute behind a check that is no sound environment gate" },
  { holds: "gated", title: "Write or execute behind a sound environment gate" },
  { holds: "selecting", title: "Read, and let the model pick where" },
  { holds: "opaque", title: "Not followed" },
  { holds: "reading", title: "Read only", isListed: true },
  { holds: "idle", title: "No effect was found", isListed: true },
];

const writing: ReadonlySet<SinkKind> = new Set(["store-write", "external-write", "code-execution", "file-write"]);

function classOf(stack: Stack, tool: Tool): ToolClass {
  const writes = tool.sinks.filter(({ kind }) => writing.has(kind));
  const gates = writes.map((sink) => gatesAt(stack, sink.gates));
  if (gates.some((list) => list.length === 0)) return "ungated";
  if (writes.length > 0) return gates.every((list) => list.some(isSoundGate)) ? "gated" : "checked";
  if (tool.selections.length > 0) return "selecting";
  if (tool.opaque !== null) return "opaque";
  return tool.sinks.length > 0 ? "reading" : "idle";
}

function toolLines(stack: Stack, tools: readonly Tool[], page: Page): string[] {
  const alike = groupBy(tools, (tool) => JSON.stringify([tool.name, sentenceOf(stack, tool, page)]));
  const { shown, more } = bounded(page, alike, toolsShown);
  return [...shown.flatMap((group) => oneTool(stack, group, page)), ...andMore(page, more, 4)];
}

function oneTool(stack: Stack, group: readonly Tool[], page: Page): string[] {
  const [tool] = group;
  if (!tool) return [];
  const name = group.length === 1 ? tool.name : `${tool.name} ×${group.length}`;
  return [
    ...entry(page, name, sentenceOf(stack, tool, page), 4),
    ...(page.detail === "verbose"
      ? group.flatMap((one) => toolPlaces(stack, one, page))
      : entryPlaces(
          page,
          group.map(({ at }) => at),
          6,
        )),
  ];
}

function toolPlaces(stack: Stack, tool: Tool, page: Page): string[] {
  const rows = [
    { place: tool.at, what: "tool" },
    ...tool.sinks.map((sink) => ({ place: sink.at, what: effectText(stack, [sink], page) })),
    ...tool.selections.map(({ chosenAt, by }) => ({ place: chosenAt, what: `${by} picks the target` })),
  ];
  return besidePlaces(
    page,
    rows.map(({ place, what }) => ({ lead: "", place: neutralise(placeText(place)), what })),
    6,
  );
}

/** Its effects, its reads only if it does nothing else; then what the model picks and what was not followed. */
function sentenceOf(stack: Stack, tool: Tool, page: Page): string {
  const writes = tool.sinks.filter(({ kind }) => writing.has(kind));
  const effects = groupBy(writes.length > 0 ? writes : tool.sinks, ({ kind, store, gates }) =>
    JSON.stringify([kind, store, gates]),
  );
  return [
    ...effects.map((group) => effectText(stack, group, page)),
    ...tool.selections.map(
      ({ by, targets }) => `${by} picks ${listed(targets.map(({ environment }) => environment)) || "the target"}`,
    ),
    ...(tool.opaque === null ? [] : [tool.opaque]),
  ].join("; ");
}

/** Effects of one kind on one target: `store write: pinecone upsert on Pinecone index, behind admit`. */
function effectText(stack: Stack, [first, ...others]: readonly Sink[], page: Page): string {
  if (!first) return "";
  const store = first.store === null ? undefined : stack.stores[first.store];
  const gates = [...new Set(gatesAt(stack, first.gates).map(({ name }) => name))].sort(compareText);
  const kind = first.kind.replace("-", " ");
  const operations = [first, ...others].map(({ operation }) => operation).filter((operation) => operation !== kind);
  const limit = page.detail === "verbose" ? operations.length : operationsShown;
  return [
    kind,
    operations.length === 0 ? "" : `: ${listed(operations, limit)}`,
    store ? ` on ${store.name}` : "",
    gates.length === 0 ? "" : `, behind ${listed(gates)}`,
  ].join("");
}

/** Two tools may go by one name: one that is listed elsewhere too is told apart by its place. */
function nameLines(own: readonly Tool[], all: readonly Tool[], page: Page): string[] {
  const isElsewhere = ({ name }: Tool) => all.some((tool) => tool.name === name && !own.includes(tool));
  const names = [
    ...new Set(own.map((tool) => (isElsewhere(tool) ? `${tool.name} (${neutralise(placeText(tool.at))})` : tool.name))),
  ];
  const { shown, more } = bounded(page, names, namesShown);
  return paragraph(page, [...shown, ...(more > 0 ? [`${more} more (--verbose)`] : [])].join(", "), 4);
}
