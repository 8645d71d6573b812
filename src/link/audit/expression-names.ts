import type { BindingId, Expression, ModuleIR } from "../../model/ir.ts";

/** An expression as a person would name it: `this.audit.record` is `audit.record`, `createAudit(db).write` is `createAudit().write`. */
export function textOf(e: Expression): string {
  switch (e.kind) {
    case "name":
    case "global":
      return e.name;
    case "member":
      return e.object.kind === "this" ? e.property : join(textOf(e.object), e.property);
    case "index":
      return e.index.kind === "literal" && typeof e.index.value === "string"
        ? join(textOf(e.object), e.index.value)
        : textOf(e.object);
    case "call":
    case "new":
      return `${textOf(e.callee)}()`;
    case "await":
    case "unary":
      return textOf(e.operand);
    case "import":
      return e.name;
    default:
      return "";
  }
}

function join(left: string, right: string): string {
  return left === "" ? right : `${left}.${right}`;
}

/** What is called, and on what: the last names of the callee and of its receiver. */
export function calleeOf(site: Extract<Expression, { kind: "call" | "new" | "tagged" }>): {
  readonly name: string;
  readonly receiver: string;
  readonly object: Expression | null;
} {
  const callee = site.kind === "tagged" ? site.tag : site.callee;
  if (callee.kind === "member")
    return { name: callee.property, receiver: lastWord(callee.object), object: callee.object };
  if (callee.kind === "index") {
    const name = callee.index.kind === "literal" && typeof callee.index.value === "string" ? callee.index.value : "";
    return { name, receiver: lastWord(callee.object), object: callee.object };
  }
  return { name: lastWord(callee), receiver: "", object: null };
}

function lastWord(e: Expression): string {
  const text = textOf(e).replace(/\(\)$/, "");
  return text.slice(text.lastIndexOf(".") + 1);
}

/** The parameter that an expression is, or is taken from by destructuring or a plain name; null if it is none of this function. */
export function parameterRoot(
  e: Expression,
  module: ModuleIR,
  owner: number,
): { readonly index: number; readonly whole: boolean } | null {
  const seen = new Set<BindingId>();
  let current = e;
  let whole = true;
  for (;;) {
    switch (current.kind) {
      case "parameter":
        return current.function === owner ? { index: current.index, whole } : null;
      case "name": {
        const binding = module.bindings[current.binding];
        if (!binding?.value || binding.kind === "import" || seen.has(binding.id)) return null;
        seen.add(binding.id);
        current = binding.value;
        break;
      }
      case "member":
      case "index":
        whole = false;
        current = current.object;
        break;
      case "rest":
        current = current.object;
        break;
      case "await":
        current = current.operand;
        break;
      case "logical":
        current = current.left;
        break;
      default:
        return null;
    }
  }
}
