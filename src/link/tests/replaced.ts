import { isPackage } from "../../catalog/match.ts";
import { spyPackages } from "../../catalog/test-words.ts";
import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { LinkContext } from "../context.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf } from "../program/functions.ts";
import type { Thunk, Value } from "../program/value.ts";
import { eachExpressionOf } from "../program/walk.ts";
import { calleeNames, madeBy, makingOf } from "./callees.ts";
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
      const { object, property } = e.target;
      if (object.kind === "global" && /^(globalThis|global|window|self)$/.test(object.name))
        found.push({ names: [`#${property}`], by: thunkIn(module, e.value) });
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
  return [...exported.entries].flatMap(([name, by]) =>
    replacedBy(evaluator, calleeNames(exportOf(context, module, specifier, name, e)), by, 0),
  );
}

/** What is replaced, and what is replaced with it: methods of an object, and of what a class or function makes. */
function replacedBy(evaluator: Evaluator, names: readonly string[], by: Thunk, depth: number): Replacement[] {
  const own: Replacement = { names, by };
  if (depth > 2) return [own];
  const held = evaluator.force(by);
  const inside = (of: Value, path: readonly string[]): Replacement[] =>
    of.kind === "object"
      ? [...of.entries].flatMap(([key, thunk]) =>
          replacedBy(
            evaluator,
            path.map((one) => `${one}.${key}`),
            thunk,
            depth + 1,
          ),
        )
      : [];
  return [own, ...inside(held, names), ...inside(instanceOf(evaluator, held), madeBy(names))];
}

/** What `new` or a call of a replaced class or function gives, as far as it is written as an object. */
function instanceOf(evaluator: Evaluator, value: Value): Value {
  if (value.kind === "class") {
    const entries = value.cls.members.flatMap((member): [string, Thunk][] => {
      const { kind, name, value: held } = member;
      return held && (kind === "field" || kind === "method")
        ? [[name, { expression: held, module: value.module, frame: value.frame }]]
        : [];
    });
    return { kind: "object", entries: new Map(entries), rest: null, at: value.at };
  }
  const [fn] = makingOf(evaluator, value).functions;
  const end = fn?.fn.body.findLast((s) => s.kind === "return");
  return fn && end?.value ? evaluator.evaluate(end.value, fn.module, activation(fn, null)) : value;
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
