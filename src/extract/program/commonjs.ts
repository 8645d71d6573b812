import type { Expression } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import type { Lowering } from "./lowering.ts";

/** Notes `module.exports = v`, `module.exports.key = v` and `exports.key = v` as exports. */
export function recordExport(m: Lowering, object: Expression, key: string, written: Expression, span: Span): void {
  const value = innermost(written);
  if (isGlobal(object, "module") && key === "exports") {
    m.exports.push({ kind: "commonjs", value, span });
    // Named imports of such a module see the properties.
    if (value.kind !== "object") return;
    for (const property of value.properties) {
      if (property.kind === "value")
        m.exports.push({ kind: "value", name: property.key, value: property.value, span: property.at });
    }
  } else if (isExports(object) && !isNothing(value)) {
    m.exports.push({ kind: "value", name: key, value, span });
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
