import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import { openFrame } from "../program/parameters.ts";
import type { Program } from "../program/program.ts";
import { type FunctionValue, place, type Thunk, type Value } from "../program/value.ts";
import { modelInput } from "./effects.ts";

/** A function that receives every tool call and finds the tool by its name. */
export interface Dispatcher {
  readonly fn: FunctionValue;
}

/** Handlers of the low-level MCP request that calls a tool. */
export function findDispatchers(program: Program, evaluator: Evaluator): readonly Dispatcher[] {
  return program.sitesNamed("setRequestHandler").flatMap(({ module, owner, expression }) => {
    if (expression.kind !== "call") return [];
    const frame = owner ? openFrame(module, owner) : null;
    const [request, handler] = expression.args;
    if (!request || !handler || !isCallTool(evaluator.evaluate(request, module, frame))) return [];
    return functionsOf(evaluator.evaluate(handler, module, frame)).map((fn) => ({ fn }));
  });
}

function isCallTool(value: Value): boolean {
  if (value.kind === "literal") return value.value === "tools/call";
  return value.kind === "external" && value.path.at(-1) === "CallToolRequestSchema";
}

/** The arguments of a dispatcher when the model calls one tool: its name is known, its arguments are the model's. */
export function callOf(dispatcher: Dispatcher, tool: string): readonly Thunk[] {
  const { fn } = dispatcher;
  const at = place(fn.module, fn.fn.span);
  const thunk = (value: Value): Thunk => ({ expression: { kind: "undefined", span: fn.fn.span }, module: fn.module, frame: null, value });
  const params: Value = { kind: "object", entries: new Map([["name", thunk({ kind: "literal", value: tool, at })], ["arguments", thunk(modelInput(fn, tool))]]), rest: null, at };
  const request: Value = { kind: "object", entries: new Map([["params", thunk(params)]]), rest: null, at };
  return [thunk(request)];
}
