import { blockNames, hookNames, skippingNames, testNames, testRunners } from "../../catalog/test-words.ts";
import type { Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import { comparePlaces, type Place } from "../../model/location.ts";
import type { TestCase } from "../../model/test-case.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf } from "../program/functions.ts";
import { type FunctionValue, place } from "../program/value.ts";
import { eachExpression, partsOf } from "../program/walk.ts";
import { mockedModules } from "../reach.ts";
import { BodyReader, type Scope, within } from "./bodies.ts";
import { type Chain, chainAt, isOf } from "./chains.ts";
import { type DraftTest, ShownParts } from "./shown.ts";
import type { GatedTools } from "./tested-gates.ts";

/** What all of them may cost together, in evaluations; a test that is left out shows nothing. */
const costOfAll = 400_000;

/** The tests of the repository, with what they expect of deployed code. `parts` are the places that they may show at work. */
export function testCasesOf(
  context: LinkContext,
  gated: GatedTools,
  parts: readonly Place[] = [],
): readonly TestCase[] {
  const { program, evaluator } = context;
  const drafts: DraftTest[] = [];
  const declaring = new Set(
    [...testNames, ...blockNames, "each()"].flatMap((name) => program.sitesNamed(name).map((s) => s.module)),
  );
  const start = evaluator.spent;
  for (const module of program.modules.values()) {
    if (!declaring.has(module) || context.isDeployed(module.path)) continue;
    if (evaluator.isSpent || evaluator.spent > start + costOfAll) break;
    drafts.push(...new TestReader(context, module).read());
  }
  const shown = new ShownParts(context, gated, parts);
  return drafts.map((draft) => shown.of(draft)).sort((a, b) => comparePlaces(a.at, b.at));
}

class TestReader {
  readonly #context: LinkContext;
  readonly #module: ModuleIR;
  readonly #mocked: ReadonlySet<string>;
  readonly #found: DraftTest[] = [];
  /** What runs before each test that is read, outermost first. */
  #hooks: readonly FunctionValue[] = [];

  constructor(context: LinkContext, module: ModuleIR) {
    this.#context = context;
    this.#module = module;
    this.#mocked = mockedModules(context, module.path);
  }

  read(): readonly DraftTest[] {
    this.#block(this.#module.body, { module: this.#module, frame: null });
    return this.#found;
  }

  /** Tests that a condition declares may not be there, so what stands in an `if` is left out. */
  #block(body: readonly Statement[], scope: Scope): void {
    const outside = this.#hooks;
    this.#hooks = [...outside, ...body.flatMap((s) => (s.kind === "expression" ? this.#hookAt(s.value, scope) : []))];
    for (const s of body) {
      if (s.kind === "expression") this.#declared(s.value, scope);
      else if (s.kind === "return" && s.value) this.#declared(s.value, scope);
      else if (s.kind === "block" || s.kind === "loop") this.#block(s.body, scope);
    }
    this.#hooks = outside;
  }

  #hookAt(e: Expression, scope: Scope): readonly FunctionValue[] {
    const [work] = e.kind === "call" ? e.args : [];
    if (!work) return [];
    const chain = chainAt(this.#context.evaluator, { expression: e, ...scope });
    const [name, ...more] = chain ? [...chain.head, ...chain.tail] : [];
    if (!chain || name === undefined || more.length > 0 || !hookNames.has(name)) return [];
    const fn = this.#functionOf(work, scope);
    return fn ? [fn] : [];
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
    const body = new BodyReader(this.#context, this.#mocked);
    body.read(work.fn.body, within(work), 0);
    this.#found.push({
      name: title?.kind === "literal" && !title.sealed ? String(title.value) : "",
      at: place(this.#module, e.span),
      runner,
      calls: body.calls,
      expects: body.expects,
      deeds: body.deeds,
      work,
      hooks: this.#hooks,
      module: this.#module,
      mocked: this.#mocked,
    });
  }

  #functionOf(e: Expression, { module, frame }: Scope): FunctionValue | null {
    const [fn] = functionsOf(this.#context.evaluator.evaluate(e, module, frame));
    return fn && !this.#context.isDeployed(fn.module.path) ? fn : null;
  }
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
