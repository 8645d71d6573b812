import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { Place, Span } from "../../model/location.ts";
import type { Program } from "../program/program.ts";
import { within } from "../program/rounds.ts";
import { eachExpressionOf } from "../program/walk.ts";

/** The names of what holds the text at a place: the variable, the property, the function it is passed to. */
export function namesAround(program: Program, at: Place): readonly string[] {
  const module = program.modules.get(at.path);
  if (!module) return [];
  const body = functionAround(module, at.span);
  // What a whole function is passed to says nothing about the texts inside it.
  const holds = (e: Expression): boolean => within(e.span, at.span) && (body === null || within(body, e.span));
  return [...declarationsAround(module, holds), ...expressionsAround(module, holds)];
}

function functionAround(module: ModuleIR, span: Span): Span | null {
  return module.functions
    .map((fn) => fn.span)
    .filter((s) => within(s, span))
    .reduce<Span | null>((inner, s) => (inner === null || within(inner, s) ? s : inner), null);
}

function declarationsAround(module: ModuleIR, holds: (e: Expression) => boolean): readonly string[] {
  const given = ({ value, writes }: { readonly value: Expression | null; readonly writes: readonly Expression[] }) =>
    [...(value ? [value] : []), ...writes].some(holds);
  const defaults = module.functions.flatMap((fn) =>
    fn.parameters.filter((p) => p.default !== null && holds(p.default)).map((p) => p.name),
  );
  const fields = module.classes.flatMap((cls) => cls.members.filter((m) => m.kind === "field" && given(m)));
  return [...module.bindings.filter(given).map((b) => b.name), ...defaults, ...fields.map((m) => m.name)];
}

function expressionsAround(module: ModuleIR, holds: (e: Expression) => boolean): readonly string[] {
  const names: string[] = [];
  eachExpressionOf(module, (e) => {
    if (!holds(e)) return;
    if (e.kind === "object") {
      for (const p of e.properties) if (p.kind === "value" && holds(p.value)) names.push(p.key);
    }
    if (e.kind === "assign") names.push(...lastName(e.target));
    if (e.kind === "call" || e.kind === "new") names.push(...lastName(e.callee));
    // `password === "…"`
    if (e.kind === "binary" || e.kind === "logical") names.push(...lastName(e.left), ...lastName(e.right));
  });
  return names;
}

function lastName(e: Expression): readonly string[] {
  if (e.kind === "member") return [e.property];
  return e.kind === "name" || e.kind === "global" ? [e.name] : [];
}
