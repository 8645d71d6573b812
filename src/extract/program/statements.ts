import { ts } from "ts-morph";
import type { Statement } from "../../model/ir.ts";
import { lowerClassDeclaration, lowerFunctionDeclaration, lowerVariables } from "./declarations.ts";
import { lowerEnum } from "./enums.ts";
import { lowerExportAssignment, lowerExportDeclaration } from "./exports.ts";
import { lowerExpression } from "./expressions.ts";
import { declareBlock, declareNames } from "./hoist.ts";
import { lowerImportStatement } from "./imports.ts";
import { lowerFor, lowerForIn, lowerForOf, lowerWhile } from "./loops.ts";
import { DEPTH_LIMIT, type Lowering } from "./lowering.ts";
import { lowerNamespace } from "./namespaces.ts";
import { bindNames } from "./patterns.ts";
import { declareType } from "./types.ts";

/** Lowers statements whose names are declared already. */
export function lowerStatements(m: Lowering, nodes: readonly ts.Statement[], out: Statement[]): void {
  for (const node of nodes) lowerStatement(m, node, out);
}

/** Lowers one statement to none, one or several. */
export function lowerStatement(m: Lowering, node: ts.Statement, out: Statement[]): void {
  if (m.depth >= DEPTH_LIMIT) {
    const span = m.span(node);
    out.push({ kind: "expression", value: m.tooDeep(span), span });
    return;
  }
  m.depth += 1;
  handlers ??= table();
  const handler = handlers[node.kind];
  if (handler === undefined) m.gap(`${ts.SyntaxKind[node.kind] ?? "unknown"} is not read`, m.span(node));
  else handler(m, node as never, out);
  m.depth -= 1;
}

/** A block, or the single statement that stands in its place. */
export function lowerBody(m: Lowering, node: ts.Statement | undefined): readonly Statement[] {
  if (node === undefined) return [];
  const out: Statement[] = [];
  if (ts.isBlock(node)) lowerScoped(m, node.statements, out);
  else lowerStatement(m, node, out);
  return out;
}

/** Lowers statements in a scope of their own. */
export function lowerScoped(m: Lowering, nodes: readonly ts.Statement[], out: Statement[]): void {
  m.within(() => {
    declareBlock(m, nodes);
    lowerStatements(m, nodes, out);
  });
}

/** `never` lets the table hold handlers of any node type; the kind it is indexed by makes the call sound. */
type Handler = (m: Lowering, node: never, out: Statement[]) => void;

// Built on first use, since these files import each other.
let handlers: (Handler | undefined)[] | undefined;

function table(): (Handler | undefined)[] {
  const { SyntaxKind: Kind } = ts;
  const by: (Handler | undefined)[] = [];
  const on = (kind: ts.SyntaxKind, handler: Handler) => {
    by[kind] = handler;
  };
  const nothing = () => {};
  on(Kind.ExpressionStatement, lowerExpressionStatement);
  on(Kind.VariableStatement, lowerVariables);
  on(Kind.FunctionDeclaration, lowerFunctionDeclaration);
  on(Kind.ClassDeclaration, lowerClassDeclaration);
  on(Kind.ReturnStatement, lowerReturn);
  on(Kind.IfStatement, lowerIf);
  on(Kind.Block, lowerBlock);
  on(Kind.ThrowStatement, lowerThrow);
  on(Kind.TryStatement, lowerTry);
  on(Kind.ForOfStatement, lowerForOf);
  on(Kind.ForInStatement, lowerForIn);
  on(Kind.ForStatement, lowerFor);
  on(Kind.WhileStatement, lowerWhile);
  on(Kind.DoStatement, lowerWhile);
  on(Kind.SwitchStatement, lowerSwitch);
  on(Kind.BreakStatement, lowerJump);
  on(Kind.ContinueStatement, lowerJump);
  on(Kind.LabeledStatement, lowerLabelled);
  on(Kind.WithStatement, lowerWith);
  on(Kind.ImportDeclaration, lowerImportStatement);
  on(Kind.ImportEqualsDeclaration, lowerImportStatement);
  on(Kind.ExportDeclaration, lowerExportDeclaration);
  on(Kind.ExportAssignment, lowerExportAssignment);
  on(Kind.InterfaceDeclaration, declareType);
  on(Kind.TypeAliasDeclaration, declareType);
  on(Kind.EnumDeclaration, lowerEnum);
  on(Kind.ModuleDeclaration, lowerNamespace);
  on(Kind.EmptyStatement, nothing);
  on(Kind.DebuggerStatement, nothing);
  on(Kind.NamespaceExportDeclaration, nothing);
  // Comes with a syntax error, which is a gap already.
  on(Kind.MissingDeclaration, nothing);
  return by;
}

function lowerExpressionStatement(m: Lowering, node: ts.ExpressionStatement, out: Statement[]): void {
  out.push({ kind: "expression", value: lowerExpression(m, node.expression), span: m.span(node) });
}

function lowerReturn(m: Lowering, node: ts.ReturnStatement, out: Statement[]): void {
  out.push({
    kind: "return",
    value: node.expression === undefined ? null : lowerExpression(m, node.expression),
    span: m.span(node),
  });
}

function lowerThrow(m: Lowering, node: ts.ThrowStatement, out: Statement[]): void {
  out.push({ kind: "throw", value: lowerExpression(m, node.expression), span: m.span(node) });
}

function lowerIf(m: Lowering, node: ts.IfStatement, out: Statement[]): void {
  out.push({
    kind: "if",
    test: lowerExpression(m, node.expression),
    // biome-ignore lint/suspicious/noThenProperty: the branch is called so in the representation
    then: lowerBody(m, node.thenStatement),
    else: lowerBody(m, node.elseStatement),
    span: m.span(node),
  });
}

function lowerBlock(m: Lowering, node: ts.Block, out: Statement[]): void {
  out.push({ kind: "block", label: null, body: lowerBody(m, node), span: m.span(node) });
}

function lowerTry(m: Lowering, node: ts.TryStatement, out: Statement[]): void {
  out.push({
    kind: "try",
    body: lowerBody(m, node.tryBlock),
    catch: node.catchClause === undefined ? null : lowerCatch(m, node.catchClause),
    finally: node.finallyBlock === undefined ? null : lowerBody(m, node.finallyBlock),
    span: m.span(node),
  });
}

function lowerCatch(m: Lowering, { variableDeclaration, block }: ts.CatchClause): readonly Statement[] {
  return m.within(() => {
    const out: Statement[] = [];
    if (variableDeclaration !== undefined) {
      const { name } = variableDeclaration;
      declareNames(m, name, ts.isIdentifier(name) ? "catch" : "const");
      if (!ts.isIdentifier(name)) bindNames(m, name, null, m.span(name), out);
    }
    lowerScoped(m, block.statements, out);
    return out;
  });
}

function lowerSwitch(m: Lowering, node: ts.SwitchStatement, out: Statement[]): void {
  const subject = lowerExpression(m, node.expression);
  const { clauses } = node.caseBlock;
  m.within(() => {
    for (const clause of clauses) declareBlock(m, clause.statements);
    const cases = clauses.map((clause) => {
      const test = ts.isCaseClause(clause) ? lowerExpression(m, clause.expression) : null;
      const body: Statement[] = [];
      lowerStatements(m, clause.statements, body);
      return { test, body, span: m.span(clause) };
    });
    out.push({ kind: "switch", subject, cases, span: m.span(node) });
  });
}

function lowerJump(m: Lowering, node: ts.BreakOrContinueStatement, out: Statement[]): void {
  out.push({
    kind: ts.isBreakStatement(node) ? "break" : "continue",
    label: node.label?.text ?? null,
    span: m.span(node),
  });
}

function lowerLabelled(m: Lowering, node: ts.LabeledStatement, out: Statement[]): void {
  out.push({ kind: "block", label: node.label.text, body: lowerBody(m, node.statement), span: m.span(node) });
}

function lowerWith(m: Lowering, node: ts.WithStatement, out: Statement[]): void {
  const span = m.span(node);
  m.gap("names inside `with` may be properties of its object", span);
  out.push({ kind: "expression", value: lowerExpression(m, node.expression), span });
  out.push({ kind: "block", label: null, body: lowerBody(m, node.statement), span });
}
