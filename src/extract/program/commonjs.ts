import type { Expression, Property } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import type { Lowering } from "./lowering.ts";

/** Notes `module.exports = v`, `module.exports.key = v` and `exports.key = v` as exports. */
export function recordExport(m: Lowering, object: Expression, key: string, written: Expression, span: Span): void {
  const value = innermost(written);
  if (isGlobal(object, "module") && key === "exports") {
    m.exports.push({ kind: "commonjs", value, span });
    // Named imports of such a module see the properties.
    recordProperties(m, value);
  } else if (isExports(object) && !isNothing(value)) {
    m.exports.push({ kind: "value", name: key, value, span });
  }
}

/** Notes `Object.assign(exports, …)`, `Object.defineProperty(exports, …)` and `__exportStar(require(…), exports)` as exports. */
export function recordExportCall(m: Lowering, call: Expression & { readonly kind: "call" }): void {
  const { callee, args } = call;
  const name = callee.kind === "member" ? callee.property : callee.kind === "global" ? callee.name : "";
  const [first, second, third] = args;
  if (name === "__exportStar" && first?.kind === "import" && second && isExports(second))
    m.exports.push({ kind: "all", specifier: first.specifier, span: call.span });
  if (callee.kind !== "member" || !isGlobal(callee.object, "Object") || !first || !isExports(first)) return;
  if (name === "assign") for (const given of args.slice(1)) recordProperties(m, given);
  if (name === "defineProperty" && second?.kind === "literal" && third?.kind === "object")
    for (const property of third.properties) recordDefined(m, String(second.value), property);
}

/** The `value` of a property that is defined, or what its `get` returns. */
function recordDefined(m: Lowering, name: string, property: Property): void {
  if (property.kind !== "value" || name === "__esModule") return;
  const { value, at } = property;
  const [only] = value.kind === "function" ? (m.functions[value.function]?.body ?? []) : [];
  if (property.key === "value") m.exports.push({ kind: "value", name, value, span: at });
  if (property.key === "get" && only?.kind === "return" && only.value)
    m.exports.push({ kind: "value", name, value: only.value, span: at });
}

function recordProperties(m: Lowering, value: Expression): void {
  if (value.kind !== "object") return;
  for (const property of value.properties) {
    if (property.kind === "value")
      m.exports.push({ kind: "value", name: property.key, value: property.value, span: property.at });
  }
}

/** The value at the end of `exports = module.exports = value`. */
function innermost(value: Expression): Expression {
  let inner = value;
  while (inner.kind === "assign") inner = inner.value;
  return inner;
}

function isExports(object: Expression): boolean {
  return (
    isGlobal(object, "exports") ||
    (object.kind === "member" && object.property === "exports" && isGlobal(object.object, "module"))
  );
}

function isGlobal(expression: Expression, name: string): boolean {
  return expression.kind === "global" && expression.name === name;
}

/** Compilers write `exports.x = void 0` before the value. */
function isNothing(value: Expression): boolean {
  return value.kind === "undefined" || (value.kind === "unary" && value.operator === "void");
}
