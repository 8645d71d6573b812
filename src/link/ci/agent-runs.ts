import { matches, modelSymbols, toolDefiners } from "../../catalog/match.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Visit } from "../program/flow.ts";
import { chainOf, type Value } from "../program/value.ts";

/**
 * What a call does with a model: `runs` an agent, which may call its tools; only `builds` one; or asks a `model` that
 * has no tools to call.
 */
export type ModelUse = "runs" | "builds" | "model";

/** Whether a call runs an agent or asks a model; null for any other. */
export function modelUseOf(evaluator: Evaluator, visit: Visit): ModelUse | null {
  for (const callee of alternativesOf(visit.callee)) {
    const [root] = chainOf(callee);
    if (root?.kind !== "external") continue;
    const entry = modelSymbols(root.path.at(-1) ?? "default").find((each) => matches(each.symbol, root));
    if (!entry) continue;
    if (entry.role === "provider") {
      const method = callee.kind === "member" ? callee.property : "";
      if (asks.test(method)) return offersTools(evaluator, visit) || bindsTools(callee) ? "runs" : "model";
    } else if (callee.kind === "member") {
      if (starts.test(callee.property)) return "runs";
    } else if (callee.kind === "external" && entry.role === "call") {
      const withTools = entry.tools ? offersTools(evaluator, visit) : runsWhole.test(root.path.at(-1) ?? "");
      return withTools ? "runs" : "model";
    } else if (callee.kind === "external" && entry.role === "agent") {
      return /^(query|unstable_v2_prompt)$/.test(root.path.at(-1) ?? "") ? "runs" : "builds";
    }
  }
  return null;
}

/** Calls that run an agent handed over as a whole; `generateObject` and `embed` have no tools to offer. */
const runsWhole = /^(run|Client|RemoteGraph|RealtimeSession)$/;

const asks =
  /^(create|stream|parse|generateContent|generateContentStream|converse|sendMessage|invoke|batch|runTools|complete)$/;
const starts =
  /^(generate|stream|run|runStream|invoke|batch|call|chat|ask|prompt|execute|query|network|generateLegacy|streamLegacy|generateVNext|streamVNext|respond|streamEvents|wait|runAsync)$/;

/** Whether an argument names tools, or may do so where it is not seen in full. */
function offersTools(evaluator: Evaluator, visit: Visit): boolean {
  return visit.args.some((argument) => {
    const value = evaluator.force(argument);
    if (value.kind !== "object") return value.kind === "input" || value.kind === "choice";
    return value.rest !== null || ["tools", "functions", "toolConfig", "config"].some((key) => value.entries.has(key));
  });
}

function bindsTools(callee: Value): boolean {
  return chainOf(callee).some(
    (value) => value.kind === "member" && /^(bindTools|withTools|bind)$/.test(value.property),
  );
}

/** Whether a call of a client of an MCP server runs one of the server's tools. */
export function callsServerTool(visit: Visit): boolean {
  return alternativesOf(visit.callee).some((callee) => {
    if (callee.kind !== "member" || !/^(callTool|executeTool|invokeTool)$/.test(callee.property)) return false;
    const [root] = chainOf(callee);
    return root?.kind !== "instance";
  });
}

/** Values whose method a call runs, if it is one that runs a tool: `searchTool.execute(…)`, `tools[0].invoke(…)`. */
export function runReceivers(visit: Visit): readonly Value[] {
  return alternativesOf(visit.callee).flatMap((callee) =>
    callee.kind === "member" && callee.object.kind === "applied" && runsTool.test(callee.property)
      ? [callee.object]
      : [],
  );
}

const runsTool = /^(execute|invoke|call|run|func|handler|handle|callback|fn|_call|stream|batch)$/;

/** Whether a call only registers a tool: what it is handed runs when the tool is called. */
export function registersTool(visit: Visit): boolean {
  return alternativesOf(visit.callee).some((callee) => {
    const name = callee.kind === "member" ? callee.property : callee.kind === "external" ? callee.path.at(-1) : null;
    return typeof name === "string" && toolDefiners(name).length > 0;
  });
}

export function alternativesOf(value: Value): readonly Value[] {
  if (value.kind === "choice") return value.options.flatMap((option) => alternativesOf(option.value));
  return value.kind === "fallback" ? [...alternativesOf(value.first), ...alternativesOf(value.second)] : [value];
}
