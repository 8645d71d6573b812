import type { Binding, Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { Frame, FunctionValue, Thunk, Value } from "../program/value.ts";

/** What stands in the code that a framework runs around a handler: what it was given, what the model passes, and what comes next. */
export interface Parts {
  /** The hook, guardrail or middleware. */
  readonly given: Expression;
  readonly input: Expression;
  /** Runs what is wrapped. */
  readonly next: Expression;
  /** The same as a function that may be handed on. */
  readonly handler: Expression;
  /** Asks once and keeps the answer. */
  readonly ask: (question: Expression) => readonly [Statement, Expression];
  /** A function that gives this. */
  readonly gives: (value: Expression) => Expression;
  /** A function that throws. */
  readonly throws: Expression;
  readonly write: Writer;
}

/** Writes expressions and statements that stand at one place. */
export interface Writer {
  readonly text: (value: string) => Expression;
  readonly member: (object: Expression, ...path: readonly string[]) => Expression;
  readonly list: (...items: readonly Expression[]) => Expression;
  readonly object: (entries: Readonly<Record<string, Expression>>) => Expression;
  readonly call: (callee: Expression, ...args: readonly Expression[]) => Expression;
  readonly equal: (left: Expression, right: Expression) => Expression;
  readonly either: (left: Expression, right: Expression) => Expression;
  readonly not: (operand: Expression) => Expression;
  readonly run: (value: Expression) => Statement;
  readonly refuse: (test: Expression) => Statement;
  readonly answer: (value: Expression) => Statement;
  readonly fail: Statement;
}

const outer = 0;
const inner = 1;
const callback = 2;
const refusal = 3;

/**
 * A handler with what its framework runs around it, written out as the code it stands for: the one way to follow
 * hooks, guardrails and middleware is then the way to follow any call.
 */
export function around(
  at: Place,
  given: Value,
  handler: Value,
  extra: readonly Value[],
  body: (parts: Parts) => readonly Statement[],
): FunctionValue {
  const { span } = at;
  const write = writerAt(at);
  const parameter = (fn: number, index: number): Expression => ({ kind: "parameter", function: fn, index, span });
  const next = write.call(parameter(outer, 1), parameter(inner, 0), ...extra.map((_, i) => parameter(outer, i + 2)));
  const handed: Expression = { kind: "function", function: callback, span };
  const bindings: Binding[] = [];
  const ask = (value: Expression): readonly [Statement, Expression] => {
    const id = bindings.length;
    bindings.push({
      id,
      name: "answer",
      kind: "const",
      span,
      value,
      writes: [],
      memberWrites: [],
      type: null,
      owner: inner,
    });
    return [
      { kind: "let", binding: id, span },
      { kind: "name", binding: id, name: "answer", span },
    ];
  };
  const name = given.kind === "function" ? given.fn.name : "";
  const more: FunctionIR[] = [];
  const gives = (value: Expression): Expression => {
    const id = refusal + 1 + more.length;
    more.push(madeOf(at, name, id, inner, 0, [write.answer(value)]));
    return { kind: "function", function: id, span };
  };
  const statements = body({
    given: parameter(outer, 0),
    input: parameter(inner, 0),
    next,
    handler: handed,
    ask,
    gives,
    throws: { kind: "function", function: refusal, span },
    write,
  });
  const module: ModuleIR = {
    path: at.path,
    bindings,
    functions: [
      madeOf(at, name, outer, null, 2 + extra.length, []),
      madeOf(at, name, inner, outer, 1, statements),
      madeOf(at, name, callback, inner, 0, [write.answer(next)]),
      // It refuses at once: nobody has to wait for it.
      { ...madeOf(at, name, refusal, inner, 0, [write.fail]), async: false },
      ...more,
    ],
    classes: [],
    types: [],
    exports: [],
    body: [],
    gaps: [],
  };
  const [made, runs] = module.functions as [FunctionIR, FunctionIR];
  const thunk = (value: Value): Thunk => ({ expression: { kind: "undefined", span }, module, frame: null, value });
  const args = [given, handler, ...extra].map(thunk);
  const frame: Frame = { module, fn: made, args, self: null, parent: null, depth: 0 };
  return { kind: "function", module, fn: runs, frame, self: null, at: handler.at };
}

function madeOf(
  { span }: Place,
  name: string,
  id: number,
  parent: number | null,
  parameters: number,
  body: readonly Statement[],
): FunctionIR {
  const one = { name: "", binding: null, optional: false, rest: false, default: null, type: null, span };
  return {
    id,
    name,
    form: "arrow",
    parameters: Array.from({ length: parameters }, () => one),
    body,
    async: true,
    generator: false,
    parent,
    class: null,
    span,
  };
}

function writerAt({ span }: Place): Writer {
  const fail: Statement = { kind: "throw", value: { kind: "undefined", span }, span };
  const member = (object: Expression, ...path: readonly string[]): Expression =>
    path.reduce<Expression>(
      (of, property) => ({ kind: "member", object: of, property, optional: true, span, at: span }),
      object,
    );
  return {
    member,
    text: (value) => ({ kind: "literal", value, span }),
    list: (...items) => ({ kind: "array", elements: items, span }),
    object: (entries) => ({
      kind: "object",
      properties: Object.entries(entries).map(([key, value]) => ({ kind: "value", key, value, span, at: span })),
      span,
    }),
    call: (callee, ...args) => ({
      kind: "await",
      operand: { kind: "call", callee, args, optional: false, span, at: span },
      span,
    }),
    equal: (left, right) => ({ kind: "binary", operator: "===", left, right, span }),
    either: (left, right) => ({ kind: "logical", operator: "||", left, right, span }),
    not: (operand) => ({ kind: "unary", operator: "!", operand, span }),
    run: (value) => ({ kind: "expression", value, span }),
    refuse: (test) => ({
      kind: "if",
      test,
      // biome-ignore lint/suspicious/noThenProperty: the branch is called so in the representation
      then: [fail],
      else: [],
      span,
    }),
    answer: (value) => ({ kind: "return", value, span }),
    fail,
  };
}
