import type { Expression, ModuleIR } from "../../model/ir.ts";
import { eachExpressionOf } from "../program/walk.ts";

/** What an expression is kept under: a name as written, or the expression that computes it. */
export interface Holder {
  readonly name: string | null;
  readonly key: Expression | null;
  /** The variable, where it is one. */
  readonly binding: number | null;
}

const holders = new WeakMap<ModuleIR, ReadonlyMap<Expression, Holder>>();

/** The property or variable that holds an expression, also through calls around it: `withAudit(tool({…}))`. */
export function holderOf(module: ModuleIR, e: Expression): Holder | null {
  let map = holders.get(module);
  if (!map) {
    map = holdersOf(module);
    holders.set(module, map);
  }
  return map.get(e) ?? null;
}

function holdersOf(module: ModuleIR): ReadonlyMap<Expression, Holder> {
  const map = new Map<Expression, Holder>();
  const note = (e: Expression | null, holder: Holder): void => {
    for (const x of heldWith(e)) if (!map.has(x)) map.set(x, holder);
  };
  // Properties first: `const tools = wrap({ refund: tool({…}) })` holds the tool as `refund`.
  eachExpressionOf(module, (e) => {
    if (e.kind === "object") {
      for (const p of e.properties) {
        if (p.kind === "value") note(p.value, { name: p.key, key: null, binding: null });
        else if (p.kind === "computed") note(p.value, { name: null, key: p.key, binding: null });
      }
    }
    if (e.kind !== "assign") return;
    if (e.target.kind === "index") note(e.value, { name: null, key: e.target.index, binding: null });
    else if (e.target.kind === "member") note(e.value, { name: e.target.property, key: null, binding: null });
  });
  for (const binding of module.bindings) {
    // `export default defineTool({…})`: loaders of such modules call what they hold by the name of the file.
    const name = binding.name === "default" ? stemOf(module.path) : binding.name;
    note(binding.value, { name, key: null, binding: binding.id });
  }
  for (const cls of module.classes)
    for (const m of cls.members) note(m.value, { name: m.name, key: null, binding: null });
  return map;
}

/** `run` of `tools/run.ts` and of `run/index.ts`. */
function stemOf(path: string): string {
  const [name = "", folder = ""] = path.split("/").reverse();
  const stem = name.replace(/\..*$/, "");
  return stem === "index" ? folder : stem;
}

/** An expression and the arguments that it passes on under the same name. */
function heldWith(e: Expression | null): readonly Expression[] {
  if (!e) return [];
  if (e.kind === "await") return [e, ...heldWith(e.operand)];
  if (e.kind !== "call") return [e];
  return [e, ...e.args.filter((a) => a.kind === "call" || a.kind === "object").flatMap(heldWith)];
}
