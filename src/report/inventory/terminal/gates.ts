import { type Gate, isSoundGate, whyNotSound } from "../../../model/gate.ts";
import { groupBy } from "../../../model/group.ts";
import { comparePlaces, compareText, placeText } from "../../../model/location.ts";
import type { Stack } from "../../../model/stack.ts";
import { listed } from "../../../model/wording.ts";
import { andMore, bounded, heading, type Page } from "../../terminal/page.ts";
import { entry, entryPlaces } from "./entries.ts";

const gatesShown = 8;
const toolsShown = 4;

/** Every check before a call: what it is, whether it keeps environments apart, and which tools it stands before. */
export function gatesSection(stack: Stack, page: Page): string[] {
  if (stack.gates.length === 0) return [];
  const alike = groupBy(stack.gates, (gate) => JSON.stringify([placeText(gate.at), gate.name, whyNotSound(gate)]));
  const sorted = alike.sort(([a], [b]) => (a && b ? comparePlaces(a.at, b.at) || compareText(a.name, b.name) : 0));
  const { shown, more } = bounded(page, sorted, gatesShown);
  return [
    heading(page, `Gates (${alike.length})`),
    "",
    ...shown.flatMap((group) => gateLines(stack, group, page)),
    ...andMore(page, more, 2),
  ];
}

function gateLines(stack: Stack, group: readonly Gate[], page: Page): string[] {
  const [gate] = group;
  if (!gate) return [];
  const flaw = whyNotSound(gate);
  const kind = { environment: "environment gate", approval: "approval", other: "other check" }[gate.kind];
  const verdict = flaw === null ? `${kind}, sound${gate.pinned ? " and pinned" : ""}` : `${kind} that ${flaw}`;
  const tools = toolsBehind(stack, group);
  const limit = page.detail === "verbose" ? tools.length : toolsShown;
  const before = tools.length === 0 ? "before no tool" : `before ${listed(tools, limit)}`;
  const [first = "", ...rest] = entry(page, gate.name, `${verdict}; ${before}`, 4);
  return [`  ${markOf(gate, page)} ${first.trimStart()}`, ...rest, ...entryPlaces(page, [gate.at], 6)];
}

/** An approval is no failed attempt at an environment gate. */
function markOf(gate: Gate, { color }: Page): string {
  if (gate.kind !== "environment") return color.dim("–");
  return isSoundGate(gate) ? color.green("✓") : color.red("✗");
}

function toolsBehind(stack: Stack, gates: readonly Gate[]): string[] {
  const isOneOf = (index: number) => gates.some((gate) => gate === stack.gates[index]);
  return stack.tools
    .filter(({ sinks, selections }) => [...sinks, ...selections].some((way) => way.gates.some(isOneOf)))
    .map(({ name }) => name)
    .sort(compareText);
}
