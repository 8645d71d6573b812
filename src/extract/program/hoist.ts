import { ts } from "ts-morph";
import type { Binding, BindingId } from "../../model/ir.ts";
import { declareImport } from "./imports.ts";
import type { Lowering } from "./lowering.ts";
import { hasModifier } from "./modifiers.ts";
import { isInstantiated } from "./namespaces.ts";
import { unwrap } from "./transparent.ts";

/** `declare const process: …` tells a compiler of the global and makes no other one. */
const GLOBALS_STAY_GLOBAL: ReadonlySet<string> = new Set(
  "process Bun Deno require module exports globalThis global window self".split(" "),
);

/** Declares what a block declares for all of itself, before any of it is lowered. */
export function declareBlock(m: Lowering, statements: readonly ts.Statement[]): void {
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) {
      if (!isVar(statement.declarationList)) declareVariables(m, statement.declarationList, isAmbient(statement));
    } else if (ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement)) {
      declareImport(m, statement);
    } else if (ts.isFunctionDeclaration(statement)) {
      declare(m, statement.name, "function", isAmbient(statement));
    } else if (ts.isClassDeclaration(statement)) {
      declare(m, statement.name, "class", isAmbient(statement));
    } else if (ts.isEnumDeclaration(statement)) {
      declare(m, statement.name, "enum", false);
    } else if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name) && isInstantiated(statement)) {
      declare(m, statement.name, "const", isAmbient(statement));
    }
  }
}

/** Declares the names of one `let`, `const`, `using` or `var` list. */
export function declareVariables(m: Lowering, list: ts.VariableDeclarationList, ambient = false): void {
  const kind = (list.flags & ts.NodeFlags.Const) !== 0 || (list.flags & ts.NodeFlags.Using) !== 0 ? "const" : "let";
  for (const declaration of list.declarations) {
    declareNames(m, declaration.name, kind, ambient);
    if (ts.isIdentifier(declaration.name) && declaration.initializer !== undefined)
      noteLoader(m, declaration.name, declaration.initializer);
  }
}

/** Declares every name in a pattern. */
export function declareNames(m: Lowering, name: ts.BindingName, kind: Binding["kind"], ambient = false): void {
  if (ts.isIdentifier(name)) {
    declare(m, name, kind, ambient);
    return;
  }
  for (const element of name.elements) {
    if (!ts.isOmittedExpression(element)) declareNames(m, element.name, kind, ambient);
  }
}

function declare(m: Lowering, name: ts.Identifier | undefined, kind: Binding["kind"], ambient: boolean): void {
  if (name !== undefined && name.text !== "" && !(ambient && GLOBALS_STAY_GLOBAL.has(name.text))) m.declare(name, kind);
}

function isAmbient(node: ts.Statement): boolean {
  return hasModifier(node, ts.SyntaxKind.DeclareKeyword);
}

/** Whether a list is `var`, which belongs to the whole function. */
export function isVar(list: ts.VariableDeclarationList): boolean {
  return (list.flags & ts.NodeFlags.BlockScoped) === 0;
}

/** Declares the `var`s of a function, wherever in its blocks they are. */
export function hoistVariables(m: Lowering, statements: readonly ts.Statement[]): void {
  for (const statement of statements) hoistStatement(m, statement);
}

function hoistStatement(m: Lowering, node: ts.Statement | undefined): void {
  if (node === undefined) return;
  if (ts.isVariableStatement(node)) hoistList(m, node.declarationList, isAmbient(node));
  else if (ts.isBlock(node)) hoistVariables(m, node.statements);
  else if (ts.isIfStatement(node)) {
    hoistStatement(m, node.thenStatement);
    hoistStatement(m, node.elseStatement);
  } else if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    if (node.initializer !== undefined && ts.isVariableDeclarationList(node.initializer))
      hoistList(m, node.initializer, false);
    hoistStatement(m, node.statement);
  } else if (
    ts.isWhileStatement(node) ||
    ts.isDoStatement(node) ||
    ts.isLabeledStatement(node) ||
    ts.isWithStatement(node)
  ) {
    hoistStatement(m, node.statement);
  } else if (ts.isTryStatement(node)) {
    hoistStatement(m, node.tryBlock);
    hoistStatement(m, node.catchClause?.block);
    hoistStatement(m, node.finallyBlock);
  } else if (ts.isSwitchStatement(node)) {
    for (const clause of node.caseBlock.clauses) hoistVariables(m, clause.statements);
  }
}

function hoistList(m: Lowering, list: ts.VariableDeclarationList, ambient: boolean): void {
  if (isVar(list)) declareVariables(m, list, ambient);
}

/** Notes `const require = createRequire(…)` and `const process = require("process")`. */
function noteLoader(m: Lowering, name: ts.Identifier, initializer: ts.Expression): void {
  const call = unwrap(initializer);
  const id: BindingId | undefined = ownBinding(m, name.text);
  if (id === undefined || !ts.isCallExpression(call)) return;
  const callee = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  if (!ts.isIdentifier(callee)) return;
  if (callee.text === "createRequire") m.requires.add(id);
  const [specifier] = call.arguments;
  if (
    callee.text === "require" &&
    specifier !== undefined &&
    ts.isStringLiteralLike(specifier) &&
    /^(node:)?process$/.test(specifier.text)
  ) {
    m.processes.add(id);
  }
}

function ownBinding(m: Lowering, name: string): BindingId | undefined {
  const meaning = m.scope.own(name);
  return typeof meaning === "number" ? meaning : undefined;
}
