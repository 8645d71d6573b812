import type { Binding, Expression, ModuleIR, Statement } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { Evaluator } from "./evaluate.ts";
import { type Frame, moduleBody, type Thunk, type Value } from "./value.ts";
import { eachExpressionOf } from "./walk.ts";

/** More rounds than this are not told apart. */
const maximumRounds = 200;

/** One frame a combination of elements of the `for … of` and `for … in` loops around a place; the given frame where there are none. */
export function roundsAround(
  evaluator: Evaluator,
  module: ModuleIR,
  body: readonly Statement[],
  span: Span,
  frame: Frame | null,
): readonly (Frame | null)[] {
  let frames: readonly (Frame | null)[] = [frame];
  for (const list of loopsAround(body, span)) {
    frames = frames.flatMap((f): readonly (Frame | null)[] => {
      const elements = elementsIn(evaluator, evaluator.evaluate(list, module, f));
      return elements.length === 0 ? [f] : elements.map((element) => roundOf(module, f, { over: list.span, element }));
    });
    frames = frames.slice(0, maximumRounds);
  }
  return frames;
}

/** More rounds than this are not followed one by one. */
const maximumFollowed = 4;

/** The frame of each round of a `for … of` loop, where it runs over a list of which every element is known; else none. */
export function eachRound(
  evaluator: Evaluator,
  loop: Extract<Statement, { kind: "loop" }>,
  { module, frame }: { readonly module: ModuleIR; readonly frame: Frame | null },
): readonly Frame[] {
  const [list] = loop.head;
  if (!list) return [];
  // Whoever follows the loop from here again shares what is found out in its rounds.
  const known = remember(followed, frame ?? evaluator, () => new Map<Expression, readonly Frame[]>());
  return remember(known, list, () => {
    const given = evaluator.evaluate(list, module, frame);
    const [one, ...more] = given.kind === "choice" ? given.options : [];
    const value = one && more.length === 0 ? one.value : given;
    if (value.kind !== "array" || value.open || value.elements.length > maximumFollowed) return [];
    return value.elements.map((element) => roundOf(module, frame, { over: list.span, element }));
  });
}

const followed = new WeakMap<object, Map<Expression, readonly Frame[]>>();

function roundOf(module: ModuleIR, frame: Frame | null, round: NonNullable<Frame["round"]>): Frame {
  if (!frame) return { module, fn: moduleBody, args: null, self: null, parent: null, depth: 0, round };
  // A loop inside a loop: the outer round stays in sight as the parent.
  return frame.round ? { ...frame, parent: frame, round } : { ...frame, round };
}

function loopsAround(body: readonly Statement[], span: Span): readonly Expression[] {
  for (const s of body) {
    if (!within(s.span, span)) continue;
    const inner = blocksOf(s).flatMap((block) => loopsAround(block, span));
    const [list] = s.kind === "loop" && /^for-(of|in)$/.test(s.form) ? s.head : [];
    return list && !within(list.span, span) ? [list, ...inner] : inner;
  }
  return [];
}

function blocksOf(s: Statement): readonly (readonly Statement[])[] {
  switch (s.kind) {
    case "if":
      return [s.then, s.else];
    case "switch":
      return s.cases.map((c) => c.body);
    case "try":
      return [s.body, s.catch ?? [], s.finally ?? []];
    case "loop":
    case "block":
      return [s.body];
    default:
      return [];
  }
}

/** Whether one stretch of text lies inside another. */
export function within(outer: Span, inner: Span): boolean {
  const after =
    inner.startLine > outer.startLine ||
    (inner.startLine === outer.startLine && inner.startColumn >= outer.startColumn);
  const before =
    inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return after && before;
}

/** The elements of a list; those of every list that it can be. */
export function elementsIn(evaluator: Evaluator, list: Value): readonly Thunk[] {
  switch (list.kind) {
    case "array":
      return list.elements;
    case "choice":
      return list.options.flatMap((o) => elementsIn(evaluator, o.value)).slice(0, maximumRounds);
    case "fallback": {
      const first = elementsIn(evaluator, list.first);
      return first.length > 0 ? first : elementsIn(evaluator, list.second);
    }
    default:
      return [];
  }
}

interface Push {
  readonly owner: number | null;
  readonly args: readonly Expression[];
  readonly span: Span;
}

const pushes = new WeakMap<ModuleIR, ReadonlyMap<number, readonly Push[]>>();

/** Whether `list.push(…)` adds anything in the body that declares the list. */
export function isPushedOnto(binding: Binding, module: ModuleIR): boolean {
  return pushesOf(binding, module).length > 0;
}

function pushesOf(binding: Binding, module: ModuleIR): readonly Push[] {
  return (pushesIn(module).get(binding.id) ?? []).filter((p) => p.owner === binding.owner);
}

/** What that adds: once for each round of the loops around it. */
export function pushedOnto(
  evaluator: Evaluator,
  binding: Binding,
  module: ModuleIR,
  frame: Frame | null,
): readonly Thunk[] {
  const body = binding.owner === null ? module.body : (module.functions[binding.owner]?.body ?? []);
  return pushesOf(binding, module)
    .flatMap((push) =>
      roundsAround(evaluator, module, body, push.span, frame).flatMap((f) =>
        push.args.map((expression) => ({ expression, module, frame: f })),
      ),
    )
    .slice(0, maximumRounds);
}

function pushesIn(module: ModuleIR): ReadonlyMap<number, readonly Push[]> {
  const known = pushes.get(module);
  if (known) return known;
  const map = new Map<number, Push[]>();
  eachExpressionOf(module, (e, owner) => {
    if (
      e.kind !== "call" ||
      e.callee.kind !== "member" ||
      !/^(push|unshift)$/.test(e.callee.property) ||
      e.callee.object.kind !== "name"
    )
      return;
    if (e.args.some((a) => a.kind === "spread")) return;
    const push: Push = { owner: owner?.id ?? null, args: e.args, span: e.span };
    const list = map.get(e.callee.object.binding);
    if (list) list.push(push);
    else map.set(e.callee.object.binding, [push]);
  });
  pushes.set(module, map);
  return map;
}
