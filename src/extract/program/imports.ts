import { ts } from "ts-morph";
import type { Expression, Statement } from "../../model/ir.ts";
import { exportName } from "./declarations.ts";
import { specifierText } from "./literals.ts";
import type { Lowering } from "./lowering.ts";
import { hasModifier } from "./modifiers.ts";
import { memberOf, PROCESS_MODULES, resolveName } from "./names.ts";

/** Declares what an import brings in; imports of types are bindings too, so that annotations can be followed. */
export function declareImport(m: Lowering, node: ts.ImportDeclaration | ts.ImportEqualsDeclaration): void {
  if (ts.isImportEqualsDeclaration(node)) {
    if (!ts.isExternalModuleReference(node.moduleReference)) m.declare(node.name, "const");
    else bindImport(m, node.name, moduleText(m, node.moduleReference.expression), "*");
    return;
  }
  const specifier = moduleText(m, node.moduleSpecifier);
  const clause = node.importClause;
  if (clause?.name !== undefined) bindImport(m, clause.name, specifier, "default");
  const named = clause?.namedBindings;
  if (named === undefined) return;
  if (ts.isNamespaceImport(named)) bindImport(m, named.name, specifier, "*");
  else
    for (const element of named.elements)
      bindImport(m, element.name, specifier, (element.propertyName ?? element.name).text);
}

function bindImport(m: Lowering, local: ts.Identifier, specifier: string, name: string): void {
  const id = m.declare(local, "import");
  m.binding(id).value = { kind: "import", specifier, name, dynamic: false, span: m.span(local) };
  const source = PROCESS_MODULES.get(specifier);
  if (source === undefined) return;
  if (name === "env") m.environments.set(id, source);
  else if (source === "process.env" && (name === "default" || name === "*")) m.processes.add(id);
}

/** The text of a module specifier. */
export function moduleText(m: Lowering, node: ts.Expression): string {
  return ts.isStringLiteralLike(node) ? specifierText(m, node.text) : "";
}

/** What is left of an import when its names are declared: a module that is only run, or an alias of a member. */
export function lowerImportStatement(
  m: Lowering,
  node: ts.ImportDeclaration | ts.ImportEqualsDeclaration,
  out: Statement[],
): void {
  const span = m.span(node);
  if (ts.isImportDeclaration(node)) {
    if (node.importClause !== undefined) return;
    const value: Expression = {
      kind: "import",
      specifier: moduleText(m, node.moduleSpecifier),
      name: "*",
      dynamic: false,
      span,
    };
    out.push({ kind: "expression", value, span });
    return;
  }
  if (!ts.isExternalModuleReference(node.moduleReference)) {
    const id = m.declare(node.name, "const");
    m.binding(id).value = lowerEntityName(m, node.moduleReference);
    out.push({ kind: "let", binding: id, span });
  }
  if (hasModifier(node, ts.SyntaxKind.ExportKeyword)) exportName(m, node.name, node.name.text);
}

function lowerEntityName(m: Lowering, node: ts.EntityName): Expression {
  const names: ts.Identifier[] = [];
  let inner = node;
  while (ts.isQualifiedName(inner)) {
    names.unshift(inner.right);
    inner = inner.left;
  }
  const start = inner.getStart(m.source);
  let value = resolveName(m, inner.text, m.span(inner));
  for (const name of names) value = memberOf(m, value, name.text, m.between(start, name.end), m.span(name));
  return value;
}
