import { ts } from "ts-morph";
import type { Property, Statement } from "../../model/ir.ts";
import { exportName } from "./declarations.ts";
import { declareBlock, hoistVariables } from "./hoist.ts";
import type { Lowering } from "./lowering.ts";
import { hasModifier } from "./modifiers.ts";
import { lowerStatement, lowerStatements } from "./statements.ts";

/** A namespace is a block, and then a binding over an object of what it exports. */
export function lowerNamespace(m: Lowering, node: ts.ModuleDeclaration, out: Statement[]): void {
  const { name, body } = node;
  // `declare module "x"` and `declare global` describe what is elsewhere.
  if (!ts.isIdentifier(name) || hasModifier(node, ts.SyntaxKind.DeclareKeyword) || body === undefined) return;
  const span = m.span(node);
  const properties: Property[] = [];
  const statements: Statement[] = [];
  const outer = { exportSink: m.exportSink, typePrefix: m.typePrefix };
  m.exportSink = (key, value, at) => properties.push({ kind: "value", key, value, span: at, at });
  m.typePrefix += `${name.text}.`;
  m.within(() => {
    if (ts.isModuleBlock(body)) {
      hoistVariables(m, body.statements);
      declareBlock(m, body.statements);
      lowerStatements(m, body.statements, statements);
    } else if (ts.isModuleDeclaration(body)) {
      if (isInstantiated(body)) declareBlock(m, [body]);
      lowerStatement(m, body, statements);
      if (ts.isIdentifier(body.name)) exportName(m, body.name, body.name.text);
    }
  });
  Object.assign(m, outer);
  if (!isInstantiated(node)) return;

  out.push({ kind: "block", label: null, body: statements, span });
  const binding = m.binding(m.declare(name, "const"));
  if (binding.value === null) {
    binding.value = { kind: "object", properties, span };
    out.push({ kind: "let", binding: binding.id, span });
  } else {
    for (const property of properties) {
      if (property.kind === "value") binding.memberWrites.push({ key: property.key, value: property.value });
    }
  }
  if (hasModifier(node, ts.SyntaxKind.ExportKeyword)) exportName(m, name, name.text);
}

/** Whether a namespace exists when the program runs; one of types alone does not. */
export function isInstantiated({ body }: ts.ModuleDeclaration): boolean {
  if (body === undefined) return false;
  if (ts.isModuleDeclaration(body)) return isInstantiated(body);
  if (!ts.isModuleBlock(body)) return false;
  return body.statements.some((statement) => {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return false;
    return ts.isModuleDeclaration(statement) ? isInstantiated(statement) : true;
  });
}
