import type { Expression, ModuleIR, Statement } from "../../model/ir.ts";
import type { Visit } from "../program/flow.ts";
import { partsOf } from "../program/walk.ts";

/** Whether a call is a statement of its own and nothing more: what it gives back is not even thrown away. */
export function isBare({ site, module, frame }: Pick<Visit, "site" | "module" | "frame">): boolean {
  return standsAlone(frame && frame.module === module ? frame.fn.body : module.body, module, site, (e) => e);
}

/** Whether a call is a statement of its own that nothing awaits: `audit(…);`, `void audit(…)`, `audit(…).catch(ignore);`. */
export function isFloating({ site, module, frame }: Pick<Visit, "site" | "module" | "frame">): boolean {
  return standsAlone(frame && frame.module === module ? frame.fn.body : module.body, module, site, unwrapped);
}

function standsAlone(
  list: readonly Statement[],
  module: ModuleIR,
  site: Expression,
  callIn: (e: Expression) => Expression,
): boolean {
  return list.some((s) => {
    if (s.kind === "expression" && callIn(s.value) === site) return true;
    return partsOf(s, module).blocks.some((block) => standsAlone(block, module, site, callIn));
  });
}

/** The call that a statement makes, with what is hung on its promise taken off. */
function unwrapped(e: Expression): Expression {
  if (e.kind === "unary" && e.operator === "void") return unwrapped(e.operand);
  if (e.kind === "call" && e.callee.kind === "member" && /^(catch|then|finally)$/.test(e.callee.property))
    return unwrapped(e.callee.object);
  return e;
}
