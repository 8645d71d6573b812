import type { Expression } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import { answerWays, decisions } from "./answers.ts";
import { enter } from "./call.ts";
import { withPast } from "./endings.ts";
import { type Evaluator, frameOf } from "./evaluate.ts";
import { constantTruth, functionsOf, sameConstant } from "./functions.ts";
import { listedIn } from "./listed.ts";
import { returnsOf } from "./returns.ts";
import { isNothing, isSomethingOrNothing, truthy } from "./something.ts";
import { mayBeReplaced } from "./table-changes.ts";
import { type Option, place, type Test, type Thunk, type Value } from "./value.ts";
import { atomWay, bounded, cross, nothing, type Way } from "./ways.ts";

export type { Atom, Way } from "./ways.ts";

/** Tests inside tests deeper than this are not looked into. */
export const maximumDepth = 16;

/**
 * Every way in which a test comes out true (or false): through negation, `&&` and `||`, named conditions, predicates
 * of the repository, and the fields of the decisions they return. An empty way is one on which nothing is compared.
 */
export function waysOf(evaluator: Evaluator, test: Thunk, holds: boolean, depth = 0, awaited = false): readonly Way[] {
  if (depth > maximumDepth) return [atomWay(test, holds)];
  if (test.value) return waysOut(evaluator, test, holds, depth, awaited);
  // Decisions share their tests: without this the work doubles at every level.
  const tests = remember(answers, test.frame ?? evaluator, () => new Map<Expression, Answer[]>());
  const known = remember(tests, test.expression, (): Answer[] => []);
  const answer = known.find((a) => a.holds === holds && a.awaited === awaited && a.depth <= depth);
  if (answer) return answer.ways;
  evaluator.work(1);
  if (evaluator.isSpent) return [atomWay(test, holds)];
  const ways = waysOut(evaluator, test, holds, depth, awaited);
  known.unshift({ holds, awaited, depth, ways });
  return ways;
}

/** What came out, and how deep it was asked: asked deeper, it would have been cut sooner. */
interface Answer {
  readonly holds: boolean;
  readonly awaited: boolean;
  readonly depth: number;
  readonly ways: readonly Way[];
}

const answers = new WeakMap<object, Map<Expression, Answer[]>>();

function waysOut(evaluator: Evaluator, test: Thunk, holds: boolean, depth: number, awaited: boolean): readonly Way[] {
  const { expression: e, module, frame } = test;
  const sub = (expression: Expression, outcome: boolean): readonly Way[] =>
    waysOf(evaluator, { expression, module, frame }, outcome, depth + 1);
  switch (e.kind) {
    case "await":
      return waysOf(evaluator, { expression: e.operand, module, frame }, holds, depth + 1, true);
    case "literal":
    case "undefined":
      return truthy(e) === holds ? [nothing] : [];
    case "object":
    case "array":
    case "new":
    case "function":
    case "class":
      return holds ? [nothing] : [];
    case "template":
      return e.parts.some(truthy) ? (holds ? [nothing] : []) : [atomWay(test, holds)];
    case "unary":
      return e.operator === "!" ? sub(e.operand, !holds) : [atomWay(test, holds)];
    case "logical": {
      const both = (e.operator === "&&") === holds;
      if (e.operator === "??") return bounded([...sub(e.left, holds), ...sub(e.right, holds)]);
      return both
        ? cross(sub(e.left, holds), sub(e.right, holds))
        : bounded([...sub(e.left, holds), ...sub(e.right, holds)]);
    }
    case "conditional":
      return bounded([
        ...cross(sub(e.test, true), sub(e.then, holds)),
        ...cross(sub(e.test, false), sub(e.else, holds)),
      ]);
    case "binary":
      return comparison(evaluator, e, test, holds, depth);
    case "name":
      return named(evaluator, test, e.binding, holds, depth, awaited);
    case "parameter": {
      const argument = argumentOf(test, e.function, e.index);
      return argument ? waysOf(evaluator, argument, holds, depth + 1) : [atomWay(test, holds)];
    }
    case "member":
      return fieldWays(evaluator, evaluator.evaluate(e.object, module, frame), e.property, test, holds, depth);
    case "call":
      return called(evaluator, e, test, holds, depth, awaited);
    default:
      return [atomWay(test, holds)];
  }
}

/** The ways in which a set of tests holds together. */
export function waysOfTests(evaluator: Evaluator, tests: readonly Test[], depth = 0): readonly Way[] {
  let ways: readonly Way[] = [nothing];
  for (const t of tests) {
    const own = t.equals ? caseWays(evaluator, t, t.equals, depth) : waysOf(evaluator, t.thunk, t.holds, depth + 1);
    ways = cross(ways, own);
  }
  return ways;
}

/** `case word` of a switch on a decision, `case condition` of a switch on true, or else a comparison with the subject. */
function caseWays(evaluator: Evaluator, t: Test, subject: Thunk, depth: number): readonly Way[] {
  const { expression: e, module } = t.thunk;
  if (subject.expression.kind === "literal" && typeof subject.expression.value === "boolean")
    return waysOf(evaluator, t.thunk, subject.expression.value === t.holds, depth + 1);
  const decided =
    e.kind === "literal" && typeof e.value === "string"
      ? decisions(evaluator, evaluator.force(subject), e.value, t.holds, depth)
      : null;
  const operator = t.holds ? "equal" : "unequal";
  return (
    decided ?? [{ atoms: [{ operator, left: subject, right: t.thunk, at: place(module, e.span) }], caught: false }]
  );
}

function comparison(
  evaluator: Evaluator,
  e: Extract<Expression, { kind: "binary" }>,
  test: Thunk,
  holds: boolean,
  depth: number,
): readonly Way[] {
  if (!/^[!=]==?$/.test(e.operator)) {
    const asked: Thunk = { ...test, expression: { kind: "index", object: e.right, index: e.left, span: e.span } };
    const isSettled = e.operator === "in" && !mayBeReplaced(evaluator, asked);
    const truth = isSettled ? constantTruth(evaluator.force(test)) : null;
    return truth === null ? [atomWay(test, holds)] : truth === holds ? [nothing] : [];
  }
  const same = e.operator.startsWith("!") ? !holds : holds;
  const { module, frame } = test;
  for (const [constant, other] of [
    [e.left, e.right],
    [e.right, e.left],
  ] as const) {
    if (constant.kind === "literal" && typeof constant.value === "boolean")
      return waysOf(evaluator, { expression: other, module, frame }, constant.value === same, depth + 1);
  }
  const left: Thunk = { expression: e.left, module, frame };
  const right: Thunk = { expression: e.right, module, frame };
  // `reason !== undefined`, where a reason is all that is ever given instead: the same as `reason`.
  for (const [none, other] of [
    [e.left, right],
    [e.right, left],
  ] as const) {
    if (isNothing(none) && isSomethingOrNothing(evaluator, other)) return waysOf(evaluator, other, !same, depth + 1);
  }
  // `check(…) === "allow"`: the ways in which the decision is that word.
  const worded = (
    [
      [e.right, left],
      [e.left, right],
    ] as const
  ).flatMap(([word, other]) =>
    word.kind === "literal" && typeof word.value === "string" ? [{ word: word.value, other }] : [],
  );
  for (const { word, other } of worded) {
    const answered = answerWays(evaluator, other, [], { word, same, depth });
    if (answered) return answered;
  }
  const settled = sameConstant(evaluator.force(left), evaluator.force(right), e.operator.length === 2);
  if (settled !== null) return settled === same ? [nothing] : [];
  for (const { word, other } of worded) {
    const decided = decisions(evaluator, evaluator.force(other), word, same, depth);
    if (decided) return decided;
  }
  return [{ atoms: [{ operator: same ? "equal" : "unequal", left, right, at: place(module, e.span) }], caught: false }];
}

function named(
  evaluator: Evaluator,
  test: Thunk,
  id: number,
  holds: boolean,
  depth: number,
  awaited: boolean,
): readonly Way[] {
  const binding = test.module.bindings[id];
  if (!binding?.value || binding.writes.length > 0 || binding.kind === "import") return [atomWay(test, holds)];
  const frame = frameOf(test.frame, test.module, binding.owner);
  return waysOf(evaluator, { expression: binding.value, module: test.module, frame }, holds, depth + 1, awaited);
}

/** `decision.allowed`: whatever leads to a decision whose field has the wanted outcome. */
function fieldWays(
  evaluator: Evaluator,
  object: Value,
  property: string,
  test: Thunk,
  holds: boolean,
  depth: number,
): readonly Way[] {
  if (object.kind === "object") {
    const entry = object.entries.get(property);
    if (entry)
      return waysOf(
        evaluator,
        entry.value ? { ...entry, expression: literalOf(entry.value) ?? entry.expression } : entry,
        holds,
        depth + 1,
      );
    return object.rest ? [atomWay(test, holds)] : holds ? [] : [nothing];
  }
  if (object.kind === "choice") {
    const ways = object.options.flatMap((o: Option) =>
      cross(waysOfTests(evaluator, o.when, depth + 1), fieldWays(evaluator, o.value, property, test, holds, depth + 1)),
    );
    return bounded(ways);
  }
  return [atomWay(test, holds)];
}

function called(
  evaluator: Evaluator,
  e: Extract<Expression, { kind: "call" }>,
  test: Thunk,
  holds: boolean,
  depth: number,
  awaited: boolean,
): readonly Way[] {
  const { module, frame } = test;
  const callee = evaluator.evaluate(e.callee, module, frame);
  const args: readonly Thunk[] = e.args.map((expression) => ({ expression, module, frame }));
  const isList = e.callee.kind === "member" && /^(includes|has|some)$/.test(e.callee.property);
  if (isList && e.callee.kind === "member" && args[0] && functionsOf(callee, evaluator).length === 0) {
    const list: Thunk = { expression: e.callee.object, module, frame };
    const isListed = listedIn(evaluator, evaluator.force(list), evaluator.force(args[0]));
    if (isListed !== null) return isListed === holds ? [nothing] : [];
    return [
      {
        atoms: [{ operator: holds ? "member" : "unequal", left: list, right: args[0], at: place(module, e.span) }],
        caught: false,
      },
    ];
  }
  const functions = functionsOf(callee, evaluator);
  if (functions.length === 0) return [atomWay(test, holds)];
  const ways: Way[] = [];
  for (const fn of functions) {
    if ((frame?.depth ?? 0) > maximumDepth) return [atomWay(test, holds)];
    const inner = evaluator.frameOf(e, frame, () => enter(fn, args, (frame?.depth ?? 0) + 1), fn);
    for (const outcome of returnsOf(fn.fn.body, fn.module, inner)) {
      const returned: readonly Way[] = outcome.expression
        ? waysOf(evaluator, { expression: outcome.expression, module: fn.module, frame: inner }, holds, depth + 1)
        : holds
          ? []
          : [nothing];
      const own = cross(waysOfTests(evaluator, outcome.when, depth + 1), returned);
      const all = withPast(evaluator, own, outcome.past, fn.module, inner, depth + 1);
      ways.push(...all.map((w) => (outcome.caught ? { ...w, caught: true } : w)));
    }
  }
  // A promise is true: the ways show what it would have compared, and that nothing waits for the answer.
  if (!awaited && functions.some((fn) => fn.fn.async)) return bounded(ways).map((w) => ({ ...w, unawaited: true }));
  return bounded(ways);
}

function argumentOf(test: Thunk, fn: number, index: number): Thunk | null {
  const frame = frameOf(test.frame, test.module, fn);
  return frame?.args?.[index] ?? null;
}

function literalOf(value: Value): Expression | null {
  return value.kind === "literal" && value.value !== undefined
    ? { kind: "literal", value: value.value, span: value.at.span }
    : null;
}
