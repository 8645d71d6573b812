import {
  assertPackages,
  called,
  calledTimes,
  calledWith,
  equalling,
  expectPackages,
  falsy,
  recordedNames,
  rejecting,
  saysRefused,
  throwing,
  truthy,
} from "../../catalog/test-words.ts";
import type { Expression } from "../../model/ir.ts";
import type { Expectation } from "../../model/test-case.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Thunk, Value } from "../program/value.ts";
import { type Chain, chainAt, isOf } from "./chains.ts";

/** An expectation as it is written. */
export interface WrittenExpectation {
  readonly kind: Expectation["kind"];
  /** What it is about: the call, its answer, or the spy. */
  readonly subject: Expression;
  /** It is about a promise: without `await` or `return` the test ends before it is looked at. */
  readonly isPromise: boolean;
}

/** Reads `expect(…)…` and `assert.…(…)`; null for what they do not say anything of a refusal with, and for any other call. */
export function expectationAt(evaluator: Evaluator, thunk: Thunk): WrittenExpectation | null {
  const chain = chainAt(evaluator, thunk);
  if (!chain) return null;
  const read = new Reader(evaluator, thunk);
  const [name, ...more] = chain.head;
  if (name === "expect" && more.length === 0 && (chain.package === "" || isOf(chain, expectPackages)))
    return read.expected(chain);
  const asserts = isOf(chain, assertPackages) && chain.first === thunk.expression;
  return asserts ? read.asserted(chain, chain.head.at(-1) ?? "ok") : null;
}

class Reader {
  readonly #evaluator: Evaluator;
  readonly #scope: Thunk;

  constructor(evaluator: Evaluator, scope: Thunk) {
    this.#evaluator = evaluator;
    this.#scope = scope;
  }

  expected({ first, tail, last }: Chain): WrittenExpectation | null {
    const [subject] = first?.args ?? [];
    const matcher = tail.at(-1);
    if (!subject || matcher === undefined) return null;
    const arg = last === first ? undefined : last?.args[0];
    const isNegated = tail.includes("not");
    const isPromise = tail.some((name) => rejecting.has(name) || name === "resolves" || name === "eventually");
    if (calledWith.has(matcher)) return !isNegated && this.#tellsDecision(last?.args ?? []) ? event(subject) : null;
    if (called.has(matcher)) return isNegated ? notCalled(subject) : null;
    if (isNegated) return null;
    if (tail.some((name) => rejecting.has(name))) return { kind: "refuses", subject, isPromise: true };
    if (throwing.has(matcher)) return isPromise ? null : refuses(subject);
    if (calledTimes.has(matcher)) return this.#isZero(arg) ? notCalled(subject) : null;
    if (matcher === "toHaveLength") return this.#isZero(arg) ? this.#uncalled(subject) : null;
    if (matcher === "toHaveProperty") return this.#property(subject, arg, last?.args[1]);
    const answer = this.#answer(subject, matcher, arg);
    return answer && { ...answer, isPromise };
  }

  asserted({ first }: Chain, matcher: string): WrittenExpectation | null {
    const [subject, arg] = first?.args ?? [];
    if (!subject) return null;
    if (matcher === "rejects" || matcher === "isRejected") return { kind: "refuses", subject, isPromise: true };
    if (throwing.has(matcher)) return refuses(subject);
    if (matcher === "ok" && subject.kind === "unary" && subject.operator === "!")
      return this.#answer(subject.operand, "isFalse", undefined);
    return this.#answer(subject, matcher === "assert" ? "ok" : matcher, arg);
  }

  /** An answer that says that the call was refused: `false`, or an object that tells so in one of its properties. */
  #answer(subject: Expression, matcher: string, expected: Expression | undefined): WrittenExpectation | null {
    const property = this.#propertyOf(subject);
    if (falsy.has(matcher)) return saysRefused(property, false) ? refuses(subject) : null;
    if (truthy.has(matcher)) return saysRefused(property, true) ? refuses(subject) : null;
    if (!equalling.has(matcher) || !expected) return null;
    const value = this.#unwrapped(this.#force(expected));
    if (value.kind === "literal" && !value.sealed)
      return value.value === 0 ? this.#uncalled(subject) : saysRefused(property, value.value) ? refuses(subject) : null;
    if (value.kind !== "object") return null;
    const denies = [...value.entries].some(([key, entry]) => {
      const told = this.#evaluator.force(entry);
      return told.kind === "literal" && !told.sealed && saysRefused(key, told.value);
    });
    return denies ? refuses(subject) : null;
  }

  #property(
    subject: Expression,
    key: Expression | undefined,
    value: Expression | undefined,
  ): WrittenExpectation | null {
    const name = key && this.#force(key);
    const told = value && this.#force(value);
    if (name?.kind !== "literal" || typeof name.value !== "string" || told?.kind !== "literal") return null;
    return saysRefused(name.value, told.value) ? refuses(subject) : null;
  }

  /** `spy.mock.calls`, `spy.mock.calls.length`, `spy.mock.callCount()`, of which there are none. */
  #uncalled(subject: Expression): WrittenExpectation | null {
    const inner = subject.kind === "call" ? subject.callee : subject;
    if (inner.kind !== "member") return null;
    if (inner.property === "length") return this.#uncalled(inner.object);
    const { object } = inner;
    const isCount = inner.property === "calls" || inner.property === "callCount";
    return isCount && object.kind === "member" && object.property === "mock" ? notCalled(object.object) : null;
  }

  #tellsDecision(args: readonly Expression[]): boolean {
    return args.some((arg) => {
      const value = this.#unwrapped(this.#force(arg));
      return value.kind === "object" && [...value.entries.keys()].some((key) => recordedNames.has(key));
    });
  }

  /** The property of an answer that is looked at: `result.allowed`, or `allowed` taken out of it. */
  #propertyOf(subject: Expression): string | null {
    if (subject.kind === "member") return subject.property;
    if (subject.kind === "await") return this.#propertyOf(subject.operand);
    if (subject.kind !== "name") return null;
    const value = this.#scope.module.bindings[subject.binding]?.value;
    return value?.kind === "member" ? value.property : null;
  }

  #isZero(e: Expression | undefined): boolean {
    return e?.kind === "literal" && e.value === 0;
  }

  /** `expect.objectContaining({ … })` asks for what it is given. */
  #unwrapped(value: Value): Value {
    const [only] = value.kind === "applied" ? value.args : [];
    return only ? this.#evaluator.force(only) : value;
  }

  #force(expression: Expression): Value {
    return this.#evaluator.evaluate(expression, this.#scope.module, this.#scope.frame);
  }
}

function refuses(subject: Expression): WrittenExpectation {
  return { kind: "refuses", subject, isPromise: false };
}

function notCalled(subject: Expression): WrittenExpectation {
  return { kind: "not-called", subject, isPromise: false };
}

function event(subject: Expression): WrittenExpectation {
  return { kind: "event", subject, isPromise: false };
}
