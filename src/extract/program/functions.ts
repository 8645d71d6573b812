import { ts } from "ts-morph";
import type { Expression, FunctionId, FunctionIR, Parameter, Statement } from "../../model/ir.ts";
import { lowerExpression, lowerNamed } from "./expressions.ts";
import { declareBlock, declareNames, hoistVariables } from "./hoist.ts";
import type { Draft, Lowering, Self } from "./lowering.ts";
import { hasModifier, lowerDecorators } from "./modifiers.ts";
import { bindNames } from "./patterns.ts";
import { lowerStatements } from "./statements.ts";
import { lowerType } from "./types.ts";

/** An arrow keeps the `this` of its surroundings. */
export function lowerArrow(m: Lowering, node: ts.ArrowFunction, name: string): Expression {
  return { kind: "function", function: lowerFunction(m, node, name, "arrow", m.self), span: m.span(node) };
}

/** A function expression; its own name, if it has one, is only known inside. */
export function lowerFunctionExpression(m: Lowering, node: ts.FunctionExpression, name: string): Expression {
  const span = m.span(node);
  const { name: own } = node;
  if (own === undefined) return { kind: "function", function: lowerFunction(m, node, name, "function", null), span };
  return m.within(() => {
    const binding = m.binding(m.declare(own, "function"));
    const value: Expression = { kind: "function", function: lowerFunction(m, node, own.text, "function", null), span };
    binding.value = value;
    return value;
  });
}

/** A method, accessor or constructor of a class or an object literal. */
export function lowerMethod(
  m: Lowering,
  node: MethodNode,
  name: string,
  form: FunctionIR["form"],
  self: Self | null,
): Expression {
  return { kind: "function", function: lowerFunction(m, node, name, form, self), span: m.span(node) };
}

type MethodNode =
  | ts.MethodDeclaration
  | ts.AccessorDeclaration
  | ts.ConstructorDeclaration
  | ts.ClassStaticBlockDeclaration;

type FunctionNode = MethodNode | ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration;

/** Lowers parameters and body in scopes of their own; `self` is what `this` is in it, null if that is unknown. */
export function lowerFunction(
  m: Lowering,
  node: FunctionNode,
  name: string,
  form: FunctionIR["form"],
  self: Self | null,
): FunctionId {
  const id = m.functions.length;
  const isBlock = ts.isClassStaticBlockDeclaration(node);
  const draft: Draft<FunctionIR> = {
    id,
    name,
    form,
    parameters: [],
    body: [],
    async: hasModifier(node, ts.SyntaxKind.AsyncKeyword),
    generator: !isBlock && node.asteriskToken !== undefined,
    parent: m.function,
    class: self === null ? null : self.class,
    span: m.span(node),
  };
  m.functions.push(draft);

  const outer = { function: m.function, self: m.self, depth: m.depth };
  m.function = id;
  m.self = self;
  m.depth += 1;
  m.within(() => {
    draft.parameters = isBlock ? [] : lowerParameters(m, node.parameters, id, draft.body);
    // After the defaults, which see the parameters alone; a `var` of a parameter's name is that parameter.
    if (node.body !== undefined && ts.isBlock(node.body)) hoistVariables(m, node.body.statements);
    m.within(() => lowerBody(m, node.body, draft.body));
  });
  m.function = outer.function;
  m.self = outer.self;
  m.depth = outer.depth;
  return id;
}

function lowerBody(m: Lowering, body: ts.ConciseBody | undefined, out: Statement[]): void {
  if (body === undefined) return;
  if (!ts.isBlock(body)) {
    out.push({ kind: "return", value: lowerExpression(m, body), span: m.span(body) });
    return;
  }
  declareBlock(m, body.statements);
  lowerStatements(m, body.statements, out);
}

function lowerParameters(
  m: Lowering,
  nodes: readonly ts.ParameterDeclaration[],
  id: FunctionId,
  prologue: Statement[],
): Parameter[] {
  // TypeScript's `this` parameter is no argument.
  const real = nodes.filter(({ name }) => !(ts.isIdentifier(name) && name.text === "this"));
  for (const { name } of real) declareNames(m, name, ts.isIdentifier(name) ? "parameter" : "const");
  return real.map((node, index) => lowerParameter(m, node, id, index, prologue));
}

function lowerParameter(
  m: Lowering,
  node: ts.ParameterDeclaration,
  id: FunctionId,
  index: number,
  prologue: Statement[],
): Parameter {
  const { name, initializer } = node;
  const span = m.span(name);
  const value: Expression = { kind: "parameter", function: id, index, span };
  const type = node.type === undefined ? null : lowerType(m, node.type);
  const text = ts.isIdentifier(name) ? name.text : "";
  const own = ts.isIdentifier(name) ? m.scope.own(name.text) : undefined;
  const binding = typeof own === "number" ? own : null;
  const decorators = lowerDecorators(m, node);
  const lowered: Parameter = {
    name: text,
    binding,
    optional: node.questionToken !== undefined || initializer !== undefined,
    rest: node.dotDotDotToken !== undefined,
    default: initializer === undefined ? null : lowerNamed(m, initializer, text),
    type,
    ...(decorators.length === 0 ? {} : { decorators }),
    span,
  };
  if (binding === null) bindNames(m, name, value, span, prologue);
  else Object.assign(m.binding(binding), { value, type });
  return lowered;
}
