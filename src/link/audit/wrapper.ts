import type { FunctionIR, ModuleIR } from "../../model/ir.ts";
import { eachExpressionIn } from "../program/walk.ts";
import { parameterRoot } from "./expression-names.ts";

const runs = /^(execute|run|handler|handle|call|invoke|apply|callback|cb|fn|func|next|callTool|tool)$/;
const writers =
  /(write|sink|emit|log|send|append|insert|save|publish|persist|store|record|now|clock|id|uuid|hash|redact|audit)/i;

const known = new WeakMap<FunctionIR, boolean>();

/** Whether a function runs what it is given and records that (`audited(name, () => …)`): then the event is its own, not its callers'. */
export function isWrapper(module: ModuleIR, fn: FunctionIR): boolean {
  let answer = known.get(fn);
  if (answer === undefined) {
    answer = runsParameter(module, fn);
    known.set(fn, answer);
  }
  return answer;
}

function runsParameter(module: ModuleIR, fn: FunctionIR): boolean {
  let found = false;
  for (const inside of [fn, ...descendants(module, fn)]) {
    eachExpressionIn(inside.body, module, (e) => {
      if (found || e.kind !== "call") return;
      if (e.callee.kind === "member")
        found =
          runs.test(e.callee.property) && !writers.test(e.callee.property) && isGiven(module, fn, e.callee.object);
      else if (e.callee.kind === "name") found = !writers.test(e.callee.name) && isGiven(module, fn, e.callee);
    });
  }
  return found;
}

function isGiven(module: ModuleIR, fn: FunctionIR, e: Parameters<typeof parameterRoot>[0]): boolean {
  return parameterRoot(e, module, fn.id) !== null;
}

function descendants(module: ModuleIR, fn: FunctionIR): readonly FunctionIR[] {
  return module.functions.filter((f) => {
    for (let parent = f.parent; parent !== null; parent = module.functions[parent]?.parent ?? null)
      if (parent === fn.id) return true;
    return false;
  });
}
