import { isPackage } from "../../catalog/match.ts";
import { spyPackages } from "../../catalog/test-words.ts";
import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf } from "../program/functions.ts";
import type { Thunk, Value } from "../program/value.ts";
import { eachExpressionOf } from "../program/walk.ts";
import { calleeNames } from "./callees.ts";
import { activation } from "./tested-calls.ts";

/** What a test file puts in place of an export of a module, or of a global. */
export interface Replacement {
  /** What the code calls, by {@link calleeNames}. */
  readonly names: readonly string[];
  readonly by: Thunk;
}

/** `vi.mock("../src/audit", () => ({ record: spy }))`, `vi.stubGlobal("fetch", spy)`, `globalThis.fetch = spy`. */
export function replacementsIn(context: LinkContext, module: ModuleIR): readonly Replacement[] {
  const found: Replacement[] = [];
  eachExpressionOf(module, (e) => {
    if (e.kind === "call") found.push(...byCall(context, module, e));
    if (e.kind === "assign" && e.operator === "=" && e.target.kind === "member") {
      const target = context.evaluator.evaluate(e.target, module, null);
      if (target.kind === "external" && target.package === "")
        found.push({ names: calleeNames(target), by: thunkIn(module, e.value) });
    }
  });
  return found;
}

function byCall(
  context: LinkContext,
  module: ModuleIR,
  e: Extract<Expression, { kind: "call" }>,
): readonly Replacement[] {
  const { evaluator } = context;
  if (e.callee.kind !== "member") return [];
  const { property } = e.callee;
  const [first, second] = e.args;
  if (property === "stubGlobal" && first?.kind === "literal" && second)
    return [{ names: [`#${String(first.value)}`], by: thunkIn(module, second) }];
  if (!/^(mock|doMock|unstable_mockModule)$/.test(property) || !first || !second) return [];
  const callee = evaluator.evaluate(e.callee, module, null);
  if (callee.kind !== "external" || !(callee.package === "" || spyPackages.some((p) => isPackage(p, callee.package))))
    return [];
  const specifier = first.kind === "literal" ? first.value : first.kind === "import" ? first.specifier : null;
  const [factory] = functionsOf(evaluator.evaluate(second, module, null));
  if (typeof specifier !== "string" || !factory) return [];
  const made = factory.fn.body.findLast((s) => s.kind === "return");
  const exported = made?.value && evaluator.evaluate(made.value, factory.module, activation(factory, null));
  if (exported?.kind !== "object") return [];
  return [...exported.entries].flatMap(([name, by]) => {
    const names = calleeNames(exportOf(context, module, specifier, name, e));
    const held = evaluator.force(by);
    const inside = held.kind === "object" ? [...held.entries] : [];
    return [{ names, by }, ...inside.map(([key, of]) => ({ names: names.map((one) => `${one}.${key}`), by: of }))];
  });
}

function exportOf(
  { evaluator }: LinkContext,
  module: ModuleIR,
  specifier: string,
  name: string,
  at: Expression,
): Value {
  return evaluator.evaluate({ kind: "import", specifier, name, dynamic: false, span: at.span }, module, null);
}

function thunkIn(module: ModuleIR, expression: Expression): Thunk {
  return { expression, module, frame: null };
}
