import type { Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf } from "../program/functions.ts";
import { type Frame, type FunctionValue, place, type Thunk } from "../program/value.ts";
import { partsOf } from "../program/walk.ts";
import { expectationAt, type WrittenExpectation } from "./expectations.ts";
import { activation, calledIn } from "./tested-calls.ts";

const mostHelpers = 2;

export interface Scope {
  readonly module: ModuleIR;
  readonly frame: Frame | null;
}

/** An expectation that is sure to be looked at, with the deployed functions whose outcome it is about. */
export interface FoundExpectation {
  readonly written: WrittenExpectation;
  readonly at: Place;
  readonly subject: Thunk;
  readonly of: readonly FunctionValue[];
}

/** What one test does and expects. */
export class BodyReader {
  readonly #context: LinkContext;
  readonly #mocked: ReadonlySet<string>;
  readonly #calls = new Map<FunctionIR, Place>();
  readonly expects: FoundExpectation[] = [];
  /** What it does beside expecting something: by itself, and in helpers of the tests. */
  readonly deeds: Thunk[] = [];

  constructor(context: LinkContext, mocked: ReadonlySet<string>) {
    this.#context = context;
    this.#mocked = mocked;
  }

  get calls(): readonly Place[] {
    return [...this.#calls.values()];
  }

  /**
   * Every expectation that is sure to be looked at: none under a condition, none after what may end the test before it, and
   * none whose failure is caught.
   */
  read(body: readonly Statement[], scope: Scope, helpers: number): void {
    let isSure = true;
    for (const s of body) {
      const { expressions } = partsOf(s, scope.module);
      for (const e of expressions) this.#note(e, scope);
      if (!isSure) continue;
      if (s.kind === "expression" || s.kind === "let" || s.kind === "return")
        for (const e of expressions) this.#visit(e, scope, s.kind === "return", helpers);
      else if (s.kind === "block" || s.kind === "loop") this.read(s.body, scope, helpers);
      else if (s.kind === "try" && s.catch === null) this.read([...s.body, ...(s.finally ?? [])], scope, helpers);
      isSure = !mayEnd(s);
    }
  }

  #note(expression: Expression, scope: Scope): void {
    for (const fn of this.#called(expression, scope)) this.#calls.set(fn.fn, place(fn.module, fn.fn.span));
  }

  /** What a test replaces as a whole is not what it tests. */
  #called(expression: Expression, scope: Scope): readonly FunctionValue[] {
    return calledIn(this.#context.evaluator, { expression, ...scope }).filter(
      (fn) => !this.#mocked.has(fn.module.path),
    );
  }

  #visit(e: Expression, scope: Scope, awaited: boolean, helpers: number): void {
    if (e.kind === "await") return this.#visit(e.operand, scope, true, helpers);
    const thunk: Thunk = { expression: e, ...scope };
    const written = e.kind === "call" || e.kind === "member" ? expectationAt(this.#context.evaluator, thunk) : null;
    if (written) {
      if (written.isPromise && !awaited) return;
      this.expects.push({
        written,
        at: place(scope.module, e.span),
        subject: { ...thunk, expression: written.subject },
        of: written.ofSpy ? [] : this.#called(written.subject, scope),
      });
      return;
    }
    this.deeds.push(thunk);
    if (e.kind !== "call") return;
    // `await Promise.all([expect(…).rejects…, …])`
    for (const arg of e.args)
      if (arg.kind === "array") for (const each of arg.elements) this.#visit(each, scope, awaited, helpers);
    this.#enterHelper(thunk, e, awaited, helpers);
  }

  #enterHelper(
    { module, frame }: Thunk,
    e: Extract<Expression, { kind: "call" }>,
    awaited: boolean,
    helpers: number,
  ): void {
    if (helpers >= mostHelpers) return;
    const [fn, ...more] = functionsOf(this.#context.evaluator.evaluate(e.callee, module, frame));
    if (!fn || more.length > 0 || this.#context.isDeployed(fn.module.path) || (fn.fn.async && !awaited)) return;
    const args = e.args.map((expression) => ({ expression, module, frame }));
    this.read(fn.fn.body, { module: fn.module, frame: activation(fn, args) }, helpers + 1);
  }
}

/** Whether what follows it in its list may be left out without a word; jumps inside a loop of its own go no further. */
function mayEnd(s: Statement, isInside = false): boolean {
  const some = (body: readonly Statement[], inside = isInside): boolean => body.some((one) => mayEnd(one, inside));
  switch (s.kind) {
    case "return":
      return true;
    case "break":
    case "continue":
      return !isInside;
    case "block":
      return some(s.body);
    case "loop":
      return some(s.body, true);
    case "switch":
      return s.cases.some(({ body }) => some(body, true));
    case "if":
      return some(s.then) || some(s.else);
    case "try":
      return some(s.body) || some(s.catch ?? []) || some(s.finally ?? []);
    default:
      return false;
  }
}

export function within(fn: FunctionValue): Scope {
  return { module: fn.module, frame: activation(fn, null) };
}
