import { ts } from "ts-morph";
import type { Expression, Statement } from "../../model/ir.ts";
import { lowerClass } from "./classes.ts";
import { lowerNamed } from "./expressions.ts";
import { lowerFunction } from "./functions.ts";
import type { Lowering } from "./lowering.ts";
import { hasModifier } from "./modifiers.ts";
import { bindNames, hide } from "./patterns.ts";
import { lowerType } from "./types.ts";

const { SyntaxKind: Kind } = ts;

/** `const`, `let`, `var` and `using`, one `let` statement for each name. */
export function lowerVariables(m: Lowering, node: ts.VariableStatement, out: Statement[]): void {
  // What is only declared to the compiler runs nowhere, but its type is worth knowing.
  if (isAmbient(m, node)) typeOnly(m, node.declarationList);
  else lowerList(m, node.declarationList, out);
  if (!hasModifier(node, Kind.ExportKeyword)) return;
  for (const { name } of node.declarationList.declarations) exportNames(m, name);
}

/** The declarations of a list, in order. */
export function lowerList(m: Lowering, list: ts.VariableDeclarationList, out: Statement[]): void {
  for (const node of list.declarations) {
    const { name, initializer } = node;
    // `var x;` again changes nothing.
    if (initializer === undefined && ts.isIdentifier(name) && isSettled(m, name)) continue;
    const value = initializer === undefined ? null : lowerNamed(m, initializer, ts.isIdentifier(name) ? name.text : "");
    annotate(m, node);
    bindNames(m, name, value, m.span(node), out);
  }
}

/** Whether a declaration only tells the compiler of something that is elsewhere. */
function isAmbient(m: Lowering, node: ts.Statement): boolean {
  return m.source.isDeclarationFile || hasModifier(node, Kind.DeclareKeyword);
}

function typeOnly(m: Lowering, list: ts.VariableDeclarationList): void {
  for (const node of list.declarations) annotate(m, node);
}

function annotate(m: Lowering, { name, type }: ts.VariableDeclaration): void {
  const id = ts.isIdentifier(name) ? m.scope.find(name.text) : undefined;
  if (type !== undefined && typeof id === "number") m.binding(id).type = lowerType(m, type);
}

function isSettled(m: Lowering, name: ts.Identifier): boolean {
  const id = m.scope.find(name.text);
  return typeof id === "number" && m.binding(id).value !== null;
}

function exportNames(m: Lowering, name: ts.BindingName): void {
  if (ts.isIdentifier(name)) exportName(m, name, name.text);
  else for (const element of name.elements) if (!ts.isOmittedExpression(element)) exportNames(m, element.name);
}

/** Exports a declared name. */
export function exportName(m: Lowering, name: ts.Identifier, as: string): void {
  const id = m.scope.find(name.text);
  const span = m.span(name);
  if (typeof id === "number") m.exportSink(as, m.name(id, span), span);
}

/** A function declaration is a hoisted binding and no statement. */
export function lowerFunctionDeclaration(m: Lowering, node: ts.FunctionDeclaration, out: Statement[]): void {
  const { name } = node;
  // An overload signature; the implementation follows.
  if (node.body === undefined && !isAmbient(m, node)) return;
  if (node.body !== undefined) {
    const value: Expression = {
      kind: "function",
      function: lowerFunction(m, node, name?.text ?? "default", "function", null),
      span: m.span(node),
    };
    if (name === undefined) exportAnonymous(m, value, out);
    else declareValue(m, name, value);
  }
  if (name !== undefined) exportDeclared(m, node, name);
}

/** A class declaration takes its value where it stands. */
export function lowerClassDeclaration(m: Lowering, node: ts.ClassDeclaration, out: Statement[]): void {
  const { name } = node;
  if (!isAmbient(m, node)) {
    const value = lowerClass(m, node, "default");
    if (name === undefined) exportAnonymous(m, value, out);
    else out.push({ kind: "let", binding: declareValue(m, name, value), span: m.span(node) });
  }
  if (name !== undefined) exportDeclared(m, node, name);
}

function declareValue(m: Lowering, name: ts.Identifier, value: Expression): number {
  const binding = m.binding(m.declare(name, "function"));
  if (binding.value === null) binding.value = value;
  else binding.writes.push(value);
  return binding.id;
}

function exportDeclared(m: Lowering, node: ts.Statement, name: ts.Identifier): void {
  if (hasModifier(node, Kind.ExportKeyword))
    exportName(m, name, hasModifier(node, Kind.DefaultKeyword) ? "default" : name.text);
}

function exportAnonymous(m: Lowering, value: Expression, out: Statement[]): void {
  m.exportSink("default", hide(m, value, value.span, out, "default"), value.span);
}
