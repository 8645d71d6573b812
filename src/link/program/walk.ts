import type { ClassIR, Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";

/** The expressions directly inside an expression; not the bodies of the functions and classes it mentions. */
export function childrenOf(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case "template":
      return e.parts;
    case "member":
    case "rest":
      return [e.object];
    case "index":
      return [e.object, e.index];
    case "element":
      return [e.of];
    case "call":
    case "new":
      return [e.callee, ...e.args];
    case "tagged":
      return [e.tag, ...e.values];
    case "object":
      return e.properties.flatMap((p) => (p.kind === "computed" ? [p.key, p.value] : [p.value]));
    case "array":
      return e.elements;
    case "spread":
    case "unary":
    case "await":
      return [e.operand];
    case "conditional":
      return [e.test, e.then, e.else];
    case "logical":
    case "binary":
      return [e.left, e.right];
    case "assign":
      return [e.target, e.value];
    case "sequence":
      return e.items;
    case "opaque":
      return e.children;
    default:
      return [];
  }
}

/** Calls back for an expression and all expressions inside it, outermost first; stays out of nested functions. */
export function eachExpression(root: Expression, visit: (e: Expression) => void): void {
  const stack: Expression[] = [root];
  for (let e = stack.pop(); e !== undefined; e = stack.pop()) {
    visit(e);
    pushChildren(stack, e);
  }
}

/** The last child first, so that the first one is the next to be taken. All code is walked many times: no list is made. */
function pushChildren(stack: Expression[], e: Expression): void {
  switch (e.kind) {
    case "literal":
    case "name":
    case "global":
      return;
    case "member":
      stack.push(e.object);
      return;
    case "call":
    case "new":
      pushAll(stack, e.args);
      stack.push(e.callee);
      return;
    case "object":
      for (let i = e.properties.length - 1; i >= 0; i--) {
        const property = e.properties[i];
        if (property?.kind === "computed") stack.push(property.value, property.key);
        else if (property) stack.push(property.value);
      }
      return;
    default:
      pushAll(stack, childrenOf(e));
  }
}

function pushAll(stack: Expression[], children: readonly Expression[]): void {
  for (let i = children.length - 1; i >= 0; i--) {
    const child = children[i];
    if (child) stack.push(child);
  }
}

/** The expressions a statement evaluates itself, and the statement lists inside it. */
export function partsOf(
  s: Statement,
  module: ModuleIR,
): { readonly expressions: readonly Expression[]; readonly blocks: readonly (readonly Statement[])[] } {
  switch (s.kind) {
    case "expression":
    case "throw":
      return { expressions: [s.value], blocks: [] };
    case "let": {
      const value = module.bindings[s.binding]?.value;
      return { expressions: value ? [value] : [], blocks: [] };
    }
    case "return":
      return { expressions: s.value ? [s.value] : [], blocks: [] };
    case "if":
      return { expressions: [s.test], blocks: [s.then, s.else] };
    case "switch":
      return {
        expressions: [s.subject, ...s.cases.flatMap((c) => (c.test ? [c.test] : []))],
        blocks: s.cases.map((c) => c.body),
      };
    case "loop":
      return { expressions: s.head, blocks: [s.body] };
    case "try":
      return { expressions: [], blocks: [s.body, s.catch ?? [], s.finally ?? []] };
    case "block":
      return { expressions: [], blocks: [s.body] };
    default:
      return { expressions: [], blocks: [] };
  }
}

/** Calls back for every expression below the statements, without entering nested functions. */
export function eachExpressionIn(
  statements: readonly Statement[],
  module: ModuleIR,
  visit: (e: Expression) => void,
): void {
  for (const s of statements) {
    const { expressions, blocks } = partsOf(s, module);
    for (const e of expressions) eachExpression(e, visit);
    for (const block of blocks) eachExpressionIn(block, module, visit);
  }
}

/** Every expression of a module with the function it stands in: bodies, parameter defaults, class fields, decorators. */
export function eachExpressionOf(
  module: ModuleIR,
  visit: (e: Expression, owner: FunctionIR | null, cls: ClassIR | null) => void,
): void {
  eachExpressionIn(module.body, module, (e) => visit(e, null, null));
  for (const item of module.exports) {
    if (item.kind === "value" || item.kind === "commonjs") eachExpression(item.value, (e) => visit(e, null, null));
  }
  for (const fn of module.functions) {
    eachExpressionIn(fn.body, module, (e) => visit(e, fn, null));
    for (const p of fn.parameters) if (p.default) eachExpression(p.default, (e) => visit(e, fn, null));
  }
  for (const cls of module.classes) {
    for (const d of cls.decorators) eachExpression(d, (e) => visit(e, null, cls));
    if (cls.extends) eachExpression(cls.extends, (e) => visit(e, null, cls));
    for (const m of cls.members) {
      if (m.kind === "field" && m.value) eachExpression(m.value, (e) => visit(e, null, cls));
      for (const d of m.decorators) eachExpression(d, (e) => visit(e, null, cls));
    }
  }
}
