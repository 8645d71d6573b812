import type { Selection, Tool, ToolParameter } from "../../model/agent-tool.ts";
import type { LineAddress, Row } from "../../model/explanation.ts";
import { gatesAt, isSoundGate } from "../../model/gate.ts";
import type { Sink, SinkKind } from "../../model/sink.ts";
import type { Stack } from "../../model/stack.ts";
import { listed } from "../../model/wording.ts";
import { covers, defineKind, defines, row, serves } from "../kind.ts";

const mostSinks = 6;

/** A tool that the model can call, with what it does and what decides where. */
export const tools = defineKind<Tool>({
  kind: "tool",
  all: (stack) => stack.tools,
  name: ({ name }) => name,
  mentions: ({ at, parameters, handlerAt, sinks, selections }) => [
    ...defines(at, "defines it"),
    ...parameters.flatMap((p) => [
      ...defines(p.at, `declares its parameter ${p.name}`),
      ...serves(p.valuesAt, `lists what its parameter ${p.name} may be`),
    ]),
    ...serves(handlerAt, "runs when it is called"),
    ...sinks.flatMap(({ operation, at: sinkAt, path }) => [
      ...serves(sinkAt, `calls ${operation}`),
      ...serves(path, `leads on to ${operation}`),
    ]),
    ...selections.flatMap(({ by, parameterAt, chosenAt, targets, path }) => [
      ...serves(parameterAt, `lets the model pass ${by}`),
      ...serves(chosenAt, `turns ${by} into a target`),
      ...targets.flatMap((t) => serves(t.at, `holds what ${by} can choose: ${t.environment}`)),
      ...serves(path, `leads on to the target that ${by} chooses`),
    ]),
  ],
  rows: (tool, stack, line, isStep) => [
    row("framework", `${tool.framework}, in ${tool.service}`, [tool.at]),
    ...(isStep ? [] : parametersRow(tool)),
    ...(tool.handlerAt && !isStep ? [row("handler", "begins there", [tool.handlerAt])] : []),
    ...(tool.opaque === null ? [] : [row("not seen", tool.opaque)]),
    ...sinkRows(tool, stack, line, isStep),
    ...selectionRows(tool, stack, isStep),
  ],
  limits: (tool) => [
    ...(tool.opaque === null ? [] : [`What ${tool.name} does is not known as a whole: ${tool.opaque}.`]),
    "Only calls that were followed are told: code of packages is known by the catalogue alone, and code that is built at run time is not followed.",
    ...(tool.sinks.some((s) => s.gates.length === 0)
      ? [
          "That no gate was found in the code does not prove that nothing refuses the call: a proxy, a gateway or the vendor may.",
        ]
      : []),
    ...(tool.selections.length === 0 && tool.parameters.length > 0
      ? [
          "That no parameter was followed into a choice of environments does not prove that none can make one: what a remote service makes of it is not in the repository.",
        ]
      : []),
  ],
});

function parametersRow({ parameters }: Tool): Row[] {
  if (parameters.length === 0) return [row("parameters", "none that could be read")];
  const shown = parameters.slice(0, mostSinks).map(parameterText).join("; ");
  const more = parameters.length - mostSinks;
  return [row("parameters", more > 0 ? `${shown}; and ${more} more` : shown)];
}

function parameterText({ name, values, optional }: ToolParameter): string {
  return `${name}${optional ? "?" : ""}${values === null ? "" : ` (${values.map((v) => JSON.stringify(v)).join(" or ")})`}`;
}

const kinds: Readonly<Record<SinkKind, string>> = {
  "store-write": "writes to a store",
  "store-read": "reads a store",
  "external-write": "changes something outside",
  "external-read": "reads something outside",
  "code-execution": "runs code",
  "file-write": "writes a file",
};

/** What it does; on a line that is a step, what is done by that way. */
function sinkRows({ sinks, opaque }: Tool, stack: Stack, line: LineAddress, isStep: boolean): Row[] {
  if (sinks.length === 0)
    return opaque === null ? [row("does", "nothing outside the process, as far as it was followed")] : [];
  const here = sinks.filter(({ at, path }) => [at, ...path].some((p) => covers(p, line)));
  const ordered = isStep && here.length > 0 ? here : [...here, ...sinks.filter((s) => !here.includes(s))];
  const shown = ordered.slice(0, mostSinks).map((sink) => sinkRow(sink, stack));
  const more = ordered.length - shown.length;
  return more > 0 ? [...shown, row("does", `and ${more} more`)] : shown;
}

function sinkRow({ kind, operation, at, path, store, gates }: Sink, stack: Stack): Row {
  const what = store === null ? "" : `, on ${stack.stores[store]?.name ?? "a store"}`;
  return row("does", `${operation}, which ${kinds[kind]}${what}; ${gatesText(stack, gates)}`, [...path, at]);
}

function selectionRows({ selections, parameters }: Tool, stack: Stack, isStep: boolean): Row[] {
  if (selections.length === 0 && parameters.length > 0 && !isStep)
    return [row("chooses", "nothing: no parameter was followed into a choice between production and elsewhere")];
  return selections.map((s) => row("chooses", selectionText(s, stack), [s.parameterAt, s.chosenAt]));
}

function selectionText({ by, proven, targets, gates }: Selection, stack: Stack): string {
  const between = targets.length === 0 ? "the target" : `between ${listed(targets.map((t) => t.environment))}`;
  const how = proven ? "followed into the call" : "by its name alone";
  return `${by} chooses ${between} (${how}); ${gatesText(stack, gates)}`;
}

function gatesText(stack: Stack, indices: readonly number[]): string {
  const gates = gatesAt(stack, indices);
  if (gates.length === 0) return "no gate found before it";
  return `before it: ${listed(gates.map((g) => `${g.name} (${isSoundGate(g) ? "sound" : (g.weakness ?? g.kind)})`))}`;
}
