import {
  assertPackages,
  called,
  calledTimes,
  calledWith,
  containing,
  equalling,
  expectPackages,
  falsy,
  limiting,
  missing,
  pinning,
  recordedNames,
  rejecting,
  saysRefused,
  throwing,
  truthy,
} from "../../catalog/test-words.ts";
import type { Expression } from "../../model/ir.ts";
import type { Expectation, Written } from "../../model/test-case.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { ObjectValue, Thunk, Value } from "../program/value.ts";
import { type Chain, chainAt, isOf } from "./chains.ts";
import { isWrittenOut } from "./written-out.ts";

/** An expectation as it is written. */
export interface WrittenExpectation {
  readonly kind: Expectation["kind"];
  /** What it is about: the call, its answer, or the spy. */
  readonly subject: Expression;
  /** It is about calls of a spy, and not about an outcome. */
  readonly ofSpy: boolean;
  /** It is about a promise: without `await` or `return` the test ends before it is looked at. */
  readonly isPromise: boolean;
  readonly fields: Expectation["fields"];
  readonly count: number | null;
  /** For `pinned`: what the test writes out; null where a file of its own has it. */
  readonly expected: Expression | null;
}

/** Reads `expect(…)…` and `assert.…(…)`; null for what says nothing that a control could be shown by, and for any other call. */
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
    const args = last === first ? [] : (last?.args ?? []);
    const [arg] = args;
    const isNegated = tail.includes("not");
    const isPromise = tail.some((name) => rejecting.has(name) || name === "resolves" || name === "eventually");
    if (calledWith.has(matcher)) return isNegated ? null : this.#record(subject, args);
    if (called.has(matcher)) return isNegated ? notCalled(subject) : ofSpy("called", subject);
    if (isNegated)
      return containing.has(matcher)
        ? { ...outcome("without", subject), isPromise, fields: arg ? this.#left(arg) : [] }
        : null;
    if (tail.some((name) => rejecting.has(name))) return { ...outcome("refuses", subject), isPromise: true };
    if (throwing.has(matcher)) return isPromise ? null : outcome("refuses", subject);
    if (calledTimes.has(matcher))
      return this.#isZero(arg) ? notCalled(subject) : counted(ofSpy("counted", subject), arg);
    if (matcher === "toHaveLength") return this.#length(subject, arg);
    if (limiting.has(matcher)) return this.#counted(subject, arg);
    if (matcher === "toHaveProperty") return this.#property(subject, arg, args[1]);
    if (pinning.has(matcher)) return { ...outcome("pinned", subject), isPromise, expected: arg ?? null };
    const answer = this.#answer(subject, matcher, arg);
    return answer && { ...answer, isPromise };
  }

  asserted({ first }: Chain, matcher: string): WrittenExpectation | null {
    const [subject, arg] = first?.args ?? [];
    if (!subject) return null;
    if (matcher === "rejects" || matcher === "isRejected") return { ...outcome("refuses", subject), isPromise: true };
    if (throwing.has(matcher)) return outcome("refuses", subject);
    if (missing.has(matcher)) return { ...outcome("without", subject), fields: arg ? this.#left(arg) : [] };
    if (matcher === "ok" && subject.kind === "unary" && subject.operator === "!")
      return this.#answer(subject.operand, "isFalse", undefined);
    return this.#answer(subject, matcher === "assert" ? "ok" : matcher, arg);
  }

  /** What is said of an answer: that it tells a refusal, how many there are, or that it is what is written out. */
  #answer(subject: Expression, matcher: string, expected: Expression | undefined): WrittenExpectation | null {
    const property = this.#propertyOf(subject);
    if (falsy.has(matcher)) return saysRefused(property, false) ? outcome("refuses", subject) : null;
    if (truthy.has(matcher)) return saysRefused(property, true) ? outcome("refuses", subject) : null;
    if (!equalling.has(matcher) || !expected) return null;
    const value = this.#unwrapped(this.#force(expected));
    if (value.kind === "literal" && !value.sealed) {
      if (value.value === 0)
        return property === "length" || this.#calls(subject) ? this.#length(subject, expected) : null;
      if (saysRefused(property, value.value)) return outcome("refuses", subject);
      return typeof value.value === "number" && this.#isCount(subject, property)
        ? this.#counted(subject, expected)
        : null;
    }
    const spy = this.#spyBehind(subject);
    if (spy) return value.kind === "object" ? this.#record(spy, [expected]) : null;
    if (value.kind === "object" && this.#denies(value)) return outcome("refuses", subject);
    if (value.kind === "array" && value.elements.length === 0 && !value.open) return outcome("without", subject);
    return isWrittenOut(this.#scope.module, expected) ? { ...outcome("pinned", subject), expected } : null;
  }

  #denies({ entries }: ObjectValue): boolean {
    return [...entries].some(([key, entry]) => {
      const told = this.#evaluator.force(entry);
      return told.kind === "literal" && !told.sealed && saysRefused(key, told.value);
    });
  }

  #property(
    subject: Expression,
    key: Expression | undefined,
    value: Expression | undefined,
  ): WrittenExpectation | null {
    const name = key && this.#force(key);
    const told = value && this.#force(value);
    if (name?.kind !== "literal" || typeof name.value !== "string" || told?.kind !== "literal") return null;
    return saysRefused(name.value, told.value) ? outcome("refuses", subject) : null;
  }

  /** `toHaveLength(n)`, of the calls of a spy or of an answer. */
  #length(subject: Expression, arg: Expression | undefined): WrittenExpectation | null {
    const calls = this.#calls(subject);
    if (!this.#isZero(arg)) return this.#counted(subject, arg);
    return calls ? notCalled(calls.subject) : outcome("without", lengthless(subject));
  }

  /** A record that a spy is handed; one that tells an environment or a decision is an event. */
  #record(subject: Expression, args: readonly Expression[]): WrittenExpectation {
    const fields = args.flatMap((arg) => this.#fieldsOf(this.#unwrapped(this.#force(arg)), 0));
    const isEvent = fields.some(({ name }) => recordedNames.has(name));
    return { ...ofSpy(isEvent ? "event" : "called", subject), fields };
  }

  /** What is not to be found: a text, or a record with what is written out of it. */
  #left(arg: Expression): Expectation["fields"] {
    const value = this.#unwrapped(this.#force(arg));
    return value.kind === "literal" ? [{ name: "", value: writtenOf(value) }] : this.#fieldsOf(value, 0);
  }

  #fieldsOf(value: Value, depth: number): Expectation["fields"] {
    if (value.kind !== "object" || depth > 2) return [];
    return [...value.entries].flatMap(([name, entry]) => {
      const held = this.#unwrapped(this.#evaluator.force(entry));
      return [{ name, value: writtenOf(held) }, ...this.#fieldsOf(held, depth + 1)];
    });
  }

  /** `spy.mock.calls`, `spy.mock.calls.length`, `spy.mock.callCount()`: what is said of them is said of the spy. */
  #calls(subject: Expression): WrittenExpectation | null {
    const inner = subject.kind === "call" ? subject.callee : subject;
    if (inner.kind !== "member") return null;
    if (inner.property === "length") return this.#calls(inner.object);
    const { object } = inner;
    const isCount = inner.property === "calls" || inner.property === "callCount";
    return isCount && object.kind === "member" && object.property === "mock" ? ofSpy("counted", object.object) : null;
  }

  /** The spy of `spy.mock.calls[0][0]` and `spy.mock.lastCall[0]`. */
  #spyBehind(subject: Expression): Expression | null {
    if (subject.kind === "index") return this.#spyBehind(subject.object);
    if (subject.kind !== "member") return null;
    const { object, property } = subject;
    const isCalls = property === "calls" || property === "lastCall";
    if (isCalls && object.kind === "member" && object.property === "mock") return object.object;
    return property === "at" || property === "arguments" ? this.#spyBehind(object) : null;
  }

  /** How many: calls of a spy, or entries of a property of an answer. */
  #counted(subject: Expression, arg: Expression | undefined): WrittenExpectation {
    const name = this.#propertyOf(lengthless(subject));
    const of = this.#calls(subject) ?? { ...outcome("counted", subject), fields: name ? [{ name, value: null }] : [] };
    return counted(of, arg);
  }

  #isCount(subject: Expression, property: string | null): boolean {
    return property === "length" || this.#calls(subject) !== null;
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

/** What a value is where code writes it out; null for a secret and for what is computed. */
export function writtenOf(value: Value): Written {
  return value.kind === "literal" && !value.sealed ? (value.value ?? null) : null;
}

function lengthless(subject: Expression): Expression {
  return subject.kind === "member" && subject.property === "length" ? subject.object : subject;
}

function counted(of: WrittenExpectation, arg: Expression | undefined): WrittenExpectation {
  const count = arg?.kind === "literal" && typeof arg.value === "number" ? arg.value : null;
  return { ...of, kind: "counted", count };
}

function outcome(kind: Expectation["kind"], subject: Expression): WrittenExpectation {
  return { kind, subject, ofSpy: false, isPromise: false, fields: [], count: null, expected: null };
}

function ofSpy(kind: Expectation["kind"], subject: Expression): WrittenExpectation {
  return { ...outcome(kind, subject), ofSpy: true };
}

function notCalled(subject: Expression): WrittenExpectation {
  return ofSpy("not-called", subject);
}
