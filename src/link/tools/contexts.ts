import { matches } from "../../catalog/match.ts";
import type { ToolEntry } from "../../catalog/types.ts";
import type { ModuleIR } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import { type Evaluator, isEmpty } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import { choiceOf, type Option, place, type Thunk, type Value } from "../program/value.ts";

const known = new WeakMap<Evaluator, Map<ToolEntry, Value | "none">>();

/**
 * The context that the runs of agents in the repository hand to their tools: `streamText({ tools, experimental_context })`
 * is where a handler finds its clients. Null where none is handed over.
 */
export function contextOf(evaluator: Evaluator, entry: ToolEntry): Value | null {
  if (!entry.context) return null;
  const table = remember(known, evaluator, () => new Map<ToolEntry, Value | "none">());
  const value = remember(table, entry, () => findContext(evaluator, entry.context) ?? "none");
  return value === "none" ? null : value;
}

function findContext(evaluator: Evaluator, context: ToolEntry["context"]): Value | null {
  if (!context) return null;
  const { program } = evaluator;
  const options: Option[] = [];
  const last = new Set(context.calls.names.map((dotted) => dotted.slice(dotted.lastIndexOf(".") + 1)));
  for (const { module, owner, expression } of [...last].flatMap((name) => program.sitesNamed(name))) {
    if (expression.kind === "tagged" || !program.isDeployed(module.path)) continue;
    const frame = owner ? openFrame(module, owner) : null;
    const callee = evaluator.evaluate(expression.callee, module, frame);
    if (callee.kind !== "external" || !matches(context.calls, callee)) continue;
    for (const { index, path } of context.from) {
      const given = expression.args[index];
      if (!given) continue;
      const whole = evaluator.evaluate(given, module, frame);
      const value = path.reduce((v, property) => evaluator.member(v, property, v.at), whole);
      if (!isEmpty(value)) options.push({ value, when: [] });
    }
  }
  const [first] = options;
  return first ? objectWith(context.under, choiceOf(options, first.value.at)) : null;
}

/** An object of which this property is known; of the others nothing is. */
function objectWith(key: string, value: Value): Value {
  const { at } = value;
  const module: ModuleIR = {
    path: at.path,
    bindings: [],
    functions: [],
    classes: [],
    types: [],
    exports: [],
    body: [],
    gaps: [],
  };
  const thunk: Thunk = { expression: { kind: "undefined", span: at.span }, module, frame: null, value };
  const rest: Value = { kind: "unknown", reason: "what the framework passes", at: place(module, at.span) };
  return { kind: "object", entries: new Map([[key, thunk]]), rest, at };
}
