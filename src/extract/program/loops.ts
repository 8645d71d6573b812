import { ts } from "ts-morph";
import type { Expression, Statement } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import { lowerList } from "./declarations.ts";
import { assignTo } from "./destructuring-assignment.ts";
import { lowerExpression } from "./expressions.ts";
import { declareVariables, isVar } from "./hoist.ts";
import type { Lowering } from "./lowering.ts";
import { bindNames, hide, isRepeatable } from "./patterns.ts";
import { lowerBody } from "./statements.ts";

/** `for (…; …; …)`: what it declares comes before the loop, in a block with it. */
export function lowerFor(m: Lowering, node: ts.ForStatement, out: Statement[]): void {
  const span = m.span(node);
  const before: Statement[] = [];
  m.within(() => {
    const { initializer } = node;
    if (initializer !== undefined && ts.isVariableDeclarationList(initializer)) {
      if (!isVar(initializer)) declareVariables(m, initializer);
      lowerList(m, initializer, before);
    } else if (initializer !== undefined) {
      before.push({ kind: "expression", value: lowerExpression(m, initializer), span: m.span(initializer) });
    }
    const head = [node.condition, node.incrementor].flatMap((part) =>
      part === undefined ? [] : [lowerExpression(m, part)],
    );
    emitLoop(before, { kind: "loop", form: "for", head, body: lowerBody(m, node.statement), span }, span, out);
  });
}

/** `while` and `do … while`. */
export function lowerWhile(m: Lowering, node: ts.WhileStatement | ts.DoStatement, out: Statement[]): void {
  const form = ts.isWhileStatement(node) ? "while" : "do-while";
  out.push({
    kind: "loop",
    form,
    head: [lowerExpression(m, node.expression)],
    body: lowerBody(m, node.statement),
    span: m.span(node),
  });
}

/** `for (x of xs)`: each round begins by giving `x` an element of `xs`. */
export function lowerForOf(m: Lowering, node: ts.ForOfStatement, out: Statement[]): void {
  const span = m.span(node);
  const before: Statement[] = [];
  const over = lowerExpression(m, node.expression);
  const items = isRepeatable(over) ? over : hide(m, over, over.span, before);
  const element: Expression = { kind: "element", of: items, span: items.span };
  const value: Expression =
    node.awaitModifier === undefined ? element : { kind: "await", operand: element, span: element.span };
  const body = lowerRound(m, node, value);
  emitLoop(before, { kind: "loop", form: "for-of", head: [items], body, span }, span, out);
}

/** `for (key in object)` runs over `Object.keys(object)`. */
export function lowerForIn(m: Lowering, node: ts.ForInStatement, out: Statement[]): void {
  const over = lowerExpression(m, node.expression);
  const { span } = over;
  const object: Expression = { kind: "global", name: "Object", span };
  const callee: Expression = { kind: "member", object, property: "keys", optional: false, span, at: span };
  const keys: Expression = { kind: "call", callee, args: [over], optional: false, span, at: span };
  const body = lowerRound(m, node, { kind: "element", of: keys, span });
  out.push({ kind: "loop", form: "for-in", head: [keys], body, span: m.span(node) });
}

function lowerRound(
  m: Lowering,
  { initializer, statement }: ts.ForOfStatement | ts.ForInStatement,
  value: Expression,
): readonly Statement[] {
  return m.within(() => {
    const body: Statement[] = [];
    if (!ts.isVariableDeclarationList(initializer)) {
      for (const item of assignTo(m, initializer, value))
        body.push({ kind: "expression", value: item, span: item.span });
    } else {
      if (!isVar(initializer)) declareVariables(m, initializer);
      const [declaration] = initializer.declarations;
      if (declaration !== undefined) bindNames(m, declaration.name, value, m.span(declaration), body);
    }
    body.push(...lowerBody(m, statement));
    return body;
  });
}

function emitLoop(before: readonly Statement[], loop: Statement, span: Span, out: Statement[]): void {
  if (before.length === 0) out.push(loop);
  else out.push({ kind: "block", label: null, body: [...before, loop], span });
}
