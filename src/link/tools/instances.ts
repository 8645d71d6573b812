import type { Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import { enter } from "../program/call.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import { callersOf, openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { type Frame, moduleBody, type Thunk, type Value } from "../program/value.ts";
import { eachExpressionOf } from "../program/walk.ts";

/** One way in which a call runs: in this frame, and called from there where a function was made for several. */
export interface Instance {
  readonly frame: Frame | null;
  /** The call of the function that the site stands in; the site itself if that was not looked for. */
  readonly from: CallSite;
  /** The frame that call runs in. */
  readonly caller: Frame | null;
}

const maximumInstances = 400;
const maximumDepth = 5;

/** The frame of a call that is not told apart by its callers. */
export function openInstance(site: CallSite): Instance {
  const frame = site.owner ? openFrame(site.module, site.owner) : null;
  return { frame, from: site, caller: frame };
}

/** Which files count as callers: tests call what deployed code calls with other tools. */
export type Counts = (path: string) => boolean;

/** Every run of a call that the repository shows: one an element of each loop around it, one a caller of its function. */
export function instancesOf(evaluator: Evaluator, site: CallSite, counts: Counts, depth = 0): readonly Instance[] {
  const look: Look = { evaluator, counts, depth };
  const outer = depth < maximumDepth ? ownerInstances(look, site) : [openInstance(site)];
  return outer.flatMap((instance) => rounds(look, site, instance)).slice(0, maximumInstances);
}

interface Look {
  readonly evaluator: Evaluator;
  readonly counts: Counts;
  readonly depth: number;
}

function outerInstances({ evaluator, counts, depth }: Look, site: CallSite): readonly Instance[] {
  return instancesOf(evaluator, site, counts, depth + 1);
}

function ownerInstances(look: Look, site: CallSite): readonly Instance[] {
  const { module, owner } = site;
  if (!owner) return [openInstance(site)];
  const passed = callbacksOf(module).get(owner.id);
  const called = passed ? perElement(look, passed, owner) : perCaller(look, module, owner);
  return called.length > 0 ? called : [openInstance(site)];
}

const overElements = /^(forEach|map|flatMap|filter|reduce|every|some|each)$/;

/** `tools.forEach((tool) => server.registerTool(tool.name, …))`: one activation an element. */
function perElement(look: Look, passed: CallSite, fn: FunctionIR): readonly Instance[] {
  const { expression } = passed;
  if (expression.kind !== "call" || expression.callee.kind !== "member" || !overElements.test(expression.callee.property)) return [];
  const { object, property } = expression.callee;
  return outerInstances(look, passed).flatMap(({ frame }) =>
    elementsOf(look, look.evaluator.evaluate(object, passed.module, frame)).map((element): Instance => {
      const args = property === "reduce" ? [nothing(passed), element] : [element];
      return { frame: activation(passed.module, fn, args, frame), from: passed, caller: frame };
    }),
  );
}

/** `makeTool("refund", …)`: one activation a caller. */
function perCaller(look: Look, module: ModuleIR, fn: FunctionIR): readonly Instance[] {
  const { evaluator, counts } = look;
  return callersOf(evaluator, module, fn).flatMap(({ site }) => {
    if (site.expression.kind === "tagged" || !counts(site.module.path)) return [];
    const { callee, args } = site.expression;
    return outerInstances(look, site).flatMap(({ frame }): readonly Instance[] => {
      const made = functionsOf(evaluator.evaluate(callee, site.module, frame)).filter((f) => f.fn === fn);
      const given: readonly Thunk[] = args.map((expression) => ({ expression, module: site.module, frame }));
      if (made.length === 0 && fn.form === "constructor") return [{ frame: { ...openFrame(module, fn), args: given }, from: site, caller: frame }];
      return made.map((f) => ({ frame: enter(f, given, (frame?.depth ?? 0) + 1), from: site, caller: frame }));
    });
  });
}

function activation(module: ModuleIR, fn: FunctionIR, args: readonly Thunk[], parent: Frame | null): Frame {
  return { ...openFrame(module, fn), args, parent: fn.parent === null ? null : parent, depth: (parent?.depth ?? 0) + 1 };
}

/** One frame a combination of elements of the `for … of` loops around the call. */
function rounds(look: Look, site: CallSite, instance: Instance): readonly Instance[] {
  let frames: readonly (Frame | null)[] = [instance.frame];
  for (const list of loopsAround(site.owner?.body ?? site.module.body, site.expression.span)) {
    frames = frames.flatMap((frame): readonly (Frame | null)[] => {
      const elements = elementsOf(look, look.evaluator.evaluate(list, site.module, frame));
      if (elements.length === 0) return [frame];
      return elements.map((element) => roundOf(site, frame, { over: list.span, element }));
    });
  }
  return frames.map((frame) => ({ ...instance, frame }));
}

function roundOf(site: CallSite, frame: Frame | null, round: NonNullable<Frame["round"]>): Frame {
  if (!frame) return { module: site.module, fn: moduleBody, args: null, self: null, parent: null, depth: 0, round };
  // A loop inside a loop: the outer round stays in sight as the parent.
  return frame.round ? { ...frame, parent: frame, round } : { ...frame, round };
}

function loopsAround(body: readonly Statement[], span: Span): readonly Expression[] {
  for (const s of body) {
    if (!within(s.span, span)) continue;
    const blocks = blocksOf(s);
    const inner = blocks.flatMap((block) => loopsAround(block, span));
    const [list] = s.kind === "loop" && s.form === "for-of" ? s.head : [];
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

export function within(outer: Span, inner: Span): boolean {
  const after = inner.startLine > outer.startLine || (inner.startLine === outer.startLine && inner.startColumn >= outer.startColumn);
  const before = inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return after && before;
}

/** The elements of a list, those of every list that it can be, and those that are pushed onto it. */
function elementsOf(look: Look, list: Value): readonly Thunk[] {
  switch (list.kind) {
    case "array":
      return [...list.elements, ...pushed(look, list)];
    case "choice":
      return list.options.flatMap((o) => elementsOf(look, o.value)).slice(0, maximumInstances);
    case "fallback": {
      const first = elementsOf(look, list.first);
      return first.length > 0 ? first : elementsOf(look, list.second);
    }
    default:
      return [];
  }
}

/** `const registrations = []; … registrations.push({ … })`. */
function pushed(look: Look, list: Extract<Value, { kind: "array" }>): readonly Thunk[] {
  if (look.depth >= maximumDepth) return [];
  const module = look.evaluator.program.modules.get(list.at.path);
  const binding = module?.bindings.find((b) => b.value?.kind === "array" && within(b.value.span, list.at.span) && within(list.at.span, b.value.span));
  if (!module || !binding) return [];
  return look.evaluator.program.sitesNamed("push").flatMap((site) => {
    const { expression } = site;
    if (site.module !== module || expression.kind !== "call" || expression.callee.kind !== "member") return [];
    const { object } = expression.callee;
    if (object.kind !== "name" || object.binding !== binding.id) return [];
    return outerInstances(look, site).flatMap(({ frame }) => expression.args.map((e) => ({ expression: e, module, frame })));
  });
}

function nothing(site: CallSite): Thunk {
  const at = { path: site.module.path, span: site.expression.span };
  return { expression: site.expression, module: site.module, frame: null, value: { kind: "unknown", reason: "what a reducer has gathered", at } };
}

const callbacks = new WeakMap<ModuleIR, ReadonlyMap<number, CallSite>>();

/** The calls that function expressions are passed to, by the function. */
function callbacksOf(module: ModuleIR): ReadonlyMap<number, CallSite> {
  const known = callbacks.get(module);
  if (known) return known;
  const map = new Map<number, CallSite>();
  eachExpressionOf(module, (e, owner) => {
    if (e.kind !== "call") return;
    for (const arg of e.args) if (arg.kind === "function") map.set(arg.function, { module, owner, expression: e });
  });
  callbacks.set(module, map);
  return map;
}
