import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { WrittenSecret } from "../../model/secret-scope.ts";
import { place } from "../program/value.ts";
import { eachExpressionOf } from "../program/walk.ts";

/** The string literals of a module that are secret, each with the name that it is given where it stands. */
export function secretsInModule(module: ModuleIR): readonly WrittenSecret[] {
  const found = new Map<Expression, WrittenSecret>();
  const note = (e: Expression | null | undefined, name: string, isDefault = false): void => {
    for (const { literal, behind } of literalsIn(e)) {
      if (found.has(literal) || !literal.sealed) continue;
      const answers = behind ?? (isDefault ? name : null);
      found.set(literal, {
        name: answers ?? name,
        where: "code",
        sealed: literal.sealed,
        environment: null,
        isDefault: answers !== null,
        at: place(module, literal.span),
      });
    }
  };
  for (const binding of module.bindings) {
    if (binding.kind !== "hidden") for (const e of [binding.value, ...binding.writes]) note(e, binding.name);
    for (const { key, value } of binding.memberWrites) note(value, key ?? binding.name);
  }
  for (const cls of module.classes)
    for (const member of cls.members) for (const e of [member.value, ...member.writes]) note(e, member.name);
  eachExpressionOf(module, (e) => {
    if (e.kind === "object") for (const p of e.properties) if (p.kind === "value") note(p.value, p.key);
    if (e.kind === "assign") note(e.value, lastName(e.target));
    if (e.kind === "call" || e.kind === "new") for (const arg of e.args) note(arg, lastName(e.callee));
  });
  return [...found.values()];
}

interface Held {
  readonly literal: Extract<Expression, { kind: "literal" }>;
  /** The variable that it stands in for. */
  readonly behind: string | null;
}

function literalsIn(e: Expression | null | undefined): readonly Held[] {
  switch (e?.kind) {
    case "literal":
      return e.sealed ? [{ literal: e, behind: null }] : [];
    case "logical": {
      const behind = variableIn(e.left);
      return [
        ...literalsIn(e.left),
        ...literalsIn(e.right).map((held) => ({ ...held, behind: held.behind ?? behind })),
      ];
    }
    case "conditional":
      return [...literalsIn(e.then), ...literalsIn(e.else)];
    case "template":
      return e.parts.flatMap(literalsIn);
    case "array":
      return e.elements.flatMap(literalsIn);
    case "await":
      return literalsIn(e.operand);
    default:
      return [];
  }
}

function variableIn(e: Expression): string | null {
  return e.kind === "member" && e.object.kind === "environment" ? e.property : null;
}

function lastName(e: Expression): string {
  if (e.kind === "member") return e.property;
  return e.kind === "name" || e.kind === "global" ? e.name : "a literal";
}
