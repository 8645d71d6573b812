import { blockNames, skippingNames, testNames, testRunners } from "../../catalog/test-words.ts";
import type { Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import { comparePlaces, type Place } from "../../model/location.ts";
import type { Expectation, TestCase } from "../../model/test-case.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf } from "../program/functions.ts";
import { type Frame, type FunctionValue, place, type Thunk } from "../program/value.ts";
import { eachExpression, partsOf } from "../program/walk.ts";
import { mockedModules } from "../reach.ts";
import { type Chain, chainAt, isOf } from "./chains.ts";
import { expectationAt } from "./expectations.ts";
import { checksBefore } from "./spied-calls.ts";
import { activation, calledIn } from "./tested-calls.ts";
import { type GatedTools, TestedGates } from "./tested-gates.ts";

/** What all of them may cost together, in evaluations; a test that is left out shows nothing. */
const costOfAll = 400_000;
const mostHelpers = 2;

/** The tests of the repository, with what they expect of deployed code. */
export function testCasesOf(context: LinkContext, gated: GatedTools): readonly TestCase[] {
  const { program, evaluator } = context;
  const gates = new TestedGates(program, gated);
  const found: TestCase[] = [];
  const declaring = new Set(
    [...testNames, ...blockNames, "each()"].flatMap((name) => program.sitesNamed(name).map((s) => s.module)),
  );
  const start = evaluator.spent;
  for (const module of program.modules.values()) {
    if (!declaring.has(module) || context.isDeployed(module.path)) continue;
    if (evaluator.isSpent || evaluator.spent > start + costOfAll) break;
    found.push(...new TestReader(context, module, gates).read());
  }
  return found.sort((a, b) => comparePlaces(a.at, b.at));
}

interface Scope {
  readonly module: ModuleIR;
  readonly frame: Frame | null;
}

class TestReader {
  readonly #context: LinkContext;
  readonly #module: ModuleIR;
  readonly #gates: TestedGates;
  readonly #mocked: ReadonlySet<string>;
  readonly #found: TestCase[] = [];

  constructor(context: LinkContext, module: ModuleIR, gates: TestedGates) {
    this.#context = context;
    this.#module = module;
    this.#gates = gates;
    this.#mocked = mockedModules(context, module.path);
  }

  read(): readonly TestCase[] {
    this.#block(this.#module.body, { module: this.#module, frame: null });
    return this.#found;
  }

  /** Tests that a condition declares may not be there, so what stands in an `if` is left out. */
  #block(body: readonly Statement[], scope: Scope): void {
    for (const s of body) {
      if (s.kind === "expression") this.#declared(s.value, scope);
      else if (s.kind === "return" && s.value) this.#declared(s.value, scope);
      else if (s.kind === "block" || s.kind === "loop") this.#block(s.body, scope);
    }
  }

  #declared(e: Expression, scope: Scope): void {
    if (e.kind === "await") return this.#declared(e.operand, scope);
    if (e.kind !== "call") return;
    const last = e.args.findLast((arg) => arg.kind === "function" || arg.kind === "name");
    const work = last && this.#functionOf(last, scope);
    if (!work) return;
    // `cases.forEach((each) => it(…))`
    if (e.callee.kind === "member" && e.callee.property === "forEach") return this.#block(work.fn.body, within(work));
    const chain = chainAt(this.#context.evaluator, { expression: e, ...scope });
    const runner = chain && runnerOf(chain);
    if (!chain || runner === undefined || isSkipped(chain, e)) return;
    const names = [...chain.head, ...chain.tail];
    if (names.some((name) => blockNames.has(name))) this.#block(work.fn.body, within(work));
    else if (names.length === 0 || testNames.has(names[0] ?? "")) this.#test(e, runner, work);
  }

  #test(e: Extract<Expression, { kind: "call" }>, runner: string | null, work: FunctionValue): void {
    if (skipsItself(work.module, work.fn)) return;
    const title = e.args[0] && this.#context.evaluator.evaluate(e.args[0], work.module, work.frame);
    const body = new BodyReader(this.#context, this.#gates, this.#mocked, work);
    body.read(work.fn.body, within(work), 0);
    this.#found.push({
      name: title?.kind === "literal" && !title.sealed ? String(title.value) : "",
      at: place(this.#module, e.span),
      runner,
      calls: body.calls,
      expects: body.expects,
    });
  }

  #functionOf(e: Expression, { module, frame }: Scope): FunctionValue | null {
    const [fn] = functionsOf(this.#context.evaluator.evaluate(e, module, frame));
    return fn && !this.#context.isDeployed(fn.module.path) ? fn : null;
  }
}

/** What one test does and expects. */
class BodyReader {
  readonly #context: LinkContext;
  readonly #gates: TestedGates;
  readonly #mocked: ReadonlySet<string>;
  readonly #test: FunctionValue;
  readonly #calls = new Map<FunctionIR, Place>();
  readonly expects: Expectation[] = [];

  constructor(context: LinkContext, gates: TestedGates, mocked: ReadonlySet<string>, test: FunctionValue) {
    this.#context = context;
    this.#gates = gates;
    this.#mocked = mocked;
    this.#test = test;
  }

  get calls(): readonly Place[] {
    return [...this.#calls.values()];
  }

  /** Every expectation that is sure to be looked at: none under a condition, and none whose failure is caught. */
  read(body: readonly Statement[], scope: Scope, helpers: number): void {
    for (const s of body) {
      const { expressions } = partsOf(s, scope.module);
      for (const e of expressions) this.#note(e, scope);
      if (s.kind === "expression" || s.kind === "let" || s.kind === "return")
        for (const e of expressions) this.#visit(e, scope, s.kind === "return", helpers);
      else if (s.kind === "block" || s.kind === "loop") this.read(s.body, scope, helpers);
      else if (s.kind === "try" && s.catch === null) this.read([...s.body, ...(s.finally ?? [])], scope, helpers);
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

  #gatesBefore(spy: Thunk): readonly number[] {
    const isMocked = (at: Place): boolean => this.#mocked.has(at.path);
    return this.#gates.at(checksBefore(this.#context, this.#test, spy).filter((at) => !isMocked(at)));
  }

  #visit(e: Expression, scope: Scope, awaited: boolean, helpers: number): void {
    if (e.kind === "await") return this.#visit(e.operand, scope, true, helpers);
    const thunk: Thunk = { expression: e, ...scope };
    const { evaluator } = this.#context;
    const written = e.kind === "call" || e.kind === "member" ? expectationAt(evaluator, thunk) : null;
    if (written) {
      if (written.isPromise && !awaited) return;
      const called = written.kind === "refuses" ? this.#called(written.subject, scope) : [];
      const gates =
        written.kind === "not-called"
          ? this.#gatesBefore({ ...thunk, expression: written.subject })
          : called.flatMap((fn) => this.#gates.of(fn));
      this.expects.push({
        kind: written.kind,
        at: place(scope.module, e.span),
        of: called.map((fn) => place(fn.module, fn.fn.span)),
        gates: [...new Set(gates)].sort((a, b) => a - b),
      });
      return;
    }
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

function within(fn: FunctionValue): Scope {
  return { module: fn.module, frame: activation(fn, null) };
}

/** The runner that a chain declares a test of; undefined if it declares none. */
function runnerOf(chain: Chain): string | null | undefined {
  const [name] = [...chain.head, ...chain.tail];
  if (chain.package === "") return testNames.has(name ?? "") || blockNames.has(name ?? "") ? null : undefined;
  return testRunners.find((entry) => isOf(chain, [entry.package]))?.runner;
}

function isSkipped(chain: Chain, call: Extract<Expression, { kind: "call" }>): boolean {
  if ([...chain.head, ...chain.tail].some((name) => skippingNames.has(name))) return true;
  return call.args.some(
    (arg) =>
      arg.kind === "object" &&
      arg.properties.some(
        (p) =>
          p.kind === "value" && skippingNames.has(p.key) && !(p.value.kind === "literal" && p.value.value === false),
      ),
  );
}

/** `this.skip()`, `t.todo()`: whether it comes to that is not weighed. */
function skipsItself(module: ModuleIR, fn: FunctionIR): boolean {
  const skips = (body: readonly Statement[]): boolean =>
    body.some((s) => {
      const { expressions, blocks } = partsOf(s, module);
      let found = false;
      for (const e of expressions)
        eachExpression(e, (each) => {
          if (each.kind === "call" && each.callee.kind === "member")
            found ||= /^(skip|todo)$/.test(each.callee.property);
        });
      return found || blocks.some(skips);
    });
  return skips(fn.body);
}
