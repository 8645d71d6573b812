import { ts } from "ts-morph";
import type { Statement } from "../../model/ir.ts";
import { lowerNamed } from "./expressions.ts";
import { moduleText } from "./imports.ts";
import type { Lowering } from "./lowering.ts";
import { resolveName } from "./names.ts";
import { hide, isRepeatable } from "./patterns.ts";

/** `export { a as b }`, `export … from`, `export *`. */
export function lowerExportDeclaration(m: Lowering, node: ts.ExportDeclaration): void {
  const { exportClause, moduleSpecifier } = node;
  const specifier = moduleSpecifier === undefined ? undefined : moduleText(m, moduleSpecifier);
  if (exportClause === undefined) {
    if (specifier !== undefined) m.exports.push({ kind: "all", specifier, span: m.span(node) });
    return;
  }
  if (ts.isNamespaceExport(exportClause)) {
    const { name } = exportClause;
    if (specifier !== undefined)
      m.exports.push({ kind: "from", name: name.text, imported: "*", specifier, span: m.span(exportClause) });
    return;
  }
  for (const element of exportClause.elements) {
    const { text: name } = element.name;
    const local = element.propertyName ?? element.name;
    const span = m.span(element);
    if (specifier !== undefined) m.exports.push({ kind: "from", name, imported: local.text, specifier, span });
    else exportLocal(m, name, local, span);
  }
}

function exportLocal(m: Lowering, name: string, local: ts.ModuleExportName, span: ReturnType<Lowering["span"]>): void {
  const value = resolveName(m, local.text, m.span(local));
  // An undeclared name is a type, which is no value.
  if (value.kind !== "global") m.exportSink(name, value, span);
}

/** `export default value` and `export = value`. */
export function lowerExportAssignment(m: Lowering, node: ts.ExportAssignment, out: Statement[]): void {
  const span = m.span(node);
  const lowered = lowerNamed(m, node.expression, "default");
  const value = isRepeatable(lowered) ? lowered : hide(m, lowered, span, out, "default");
  if (node.isExportEquals === true) m.exports.push({ kind: "commonjs", value, span });
  else m.exportSink("default", value, span);
}
