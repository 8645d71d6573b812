import { ts } from "ts-morph";
import type { BindingId, Expression, Statement } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import { lowerNamed } from "./expressions.ts";
import { DEPTH_LIMIT, type Lowering } from "./lowering.ts";
import { memberOf } from "./names.ts";
import { type Key, keyText, lowerKey } from "./objects.ts";

/** Gives the names of a declaration their values, one `let` each; the names themselves are declared already. */
export function bindNames(
  m: Lowering,
  name: ts.BindingName,
  value: Expression | null,
  span: Span,
  out: Statement[],
  nested = false,
): void {
  if (ts.isIdentifier(name)) {
    const id = m.scope.find(name.text);
    if (typeof id === "number") settle(m, id, value, span, out);
    return;
  }
  if (m.depth >= DEPTH_LIMIT) {
    out.push({ kind: "expression", value: m.tooDeep(span), span });
    return;
  }
  m.depth += 1;
  const base =
    value !== null && (isRepeatable(value) || (nested && isPath(value))) ? value : hide(m, value, m.span(name), out);
  const taken: string[] = [];
  name.elements.forEach((element, position) => {
    if (ts.isOmittedExpression(element)) {
      taken.push(String(position));
      return;
    }
    const at = m.span(element);
    if (element.dotDotDotToken !== undefined) {
      bindNames(m, element.name, { kind: "rest", object: base, without: [...taken], span: at }, at, out, true);
      return;
    }
    const key = ts.isArrayBindingPattern(name) ? positionKey(position, at) : elementKey(m, element);
    taken.push(keyText(key));
    const hint = ts.isIdentifier(element.name) ? element.name.text : "";
    bindNames(m, element.name, withDefault(m, partOf(m, base, key, at), element.initializer, hint), at, out, true);
  });
  m.depth -= 1;
}

/** Sets what a binding starts with; a second declaration of a `var` is an assignment. */
function settle(m: Lowering, id: BindingId, value: Expression | null, span: Span, out: Statement[]): void {
  const binding = m.binding(id);
  if (binding.value === null && binding.kind !== "catch") {
    binding.value = value;
    out.push({ kind: "let", binding: id, span });
  } else if (value !== null) {
    binding.writes.push(value);
    out.push({
      kind: "expression",
      value: { kind: "assign", operator: "=", target: m.name(id, span), value, span },
      span,
    });
  }
}

/** Keeps a value under a name of its own, so that it is evaluated once however often it is used. */
export function hide(m: Lowering, value: Expression | null, span: Span, out: Statement[], name = ""): Expression {
  const id = m.bind(name, "hidden", span);
  m.binding(id).value = value;
  out.push({ kind: "let", binding: id, span });
  return m.name(id, span);
}

/** May stand in several places: it neither calls nor creates anything. */
export function isRepeatable(value: Expression): boolean {
  switch (value.kind) {
    case "name":
    case "global":
    case "this":
    case "super":
    case "environment":
    case "import":
    case "parameter":
    case "undefined":
      return true;
    default:
      return false;
  }
}

/** A part of a pattern that is taken apart further; a default in it may create something, and is then hidden. */
export function isPath(value: Expression): boolean {
  return value.kind === "member" || value.kind === "rest" || (value.kind === "index" && value.index.kind === "literal");
}

/** The position in an array pattern. */
export function positionKey(position: number, at: Span): Key {
  return { computed: { kind: "literal", value: position, span: at }, at };
}

function elementKey(m: Lowering, element: ts.BindingElement): Key {
  if (element.propertyName !== undefined) return lowerKey(m, element.propertyName);
  return ts.isIdentifier(element.name)
    ? { text: element.name.text, at: m.span(element.name) }
    : { text: "", at: m.span(element) };
}

/** The part of a destructured value that a key names. */
export function partOf(m: Lowering, base: Expression, key: Key, span: Span): Expression {
  return "text" in key
    ? memberOf(m, base, key.text, span, key.at)
    : { kind: "index", object: base, index: key.computed, span };
}

/** What a pattern element with a default is: the part, or the default where there is none. */
export function withDefault(
  m: Lowering,
  part: Expression,
  initializer: ts.Expression | undefined,
  name: string,
): Expression {
  if (initializer === undefined) return part;
  return { kind: "logical", operator: "??", left: part, right: lowerNamed(m, initializer, name), span: part.span };
}
