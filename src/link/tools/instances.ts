import type { Expression, FunctionIR, ModuleIR } from "../../model/ir.ts";
import { enter } from "../program/call.ts";
import { callbackOf } from "../program/changes.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import { callersOf, openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { elementsIn, roundsAround } from "../program/rounds.ts";
import { chainOf, type Frame, type Thunk } from "../program/value.ts";

/** An expression of any kind with the function it stands in. */
export type Spot = Body & { readonly expression: Expression };

type Body = Pick<CallSite, "module" | "owner">;

/** One way in which a call runs: in this frame, and called from there where a function was made for several. */
export interface Instance {
  readonly frame: Frame | null;
  /** The calls that lead there: first that of the function that the site stands in, then those around it. */
  readonly through: readonly Step[];
}

/** A call on the way to another, with the frame that it runs in. */
export interface Step {
  readonly spot: Spot;
  readonly frame: Frame | null;
}

const maximumInstances = 400;
const maximumDepth = 5;

/** The frame of a call that is not told apart by its callers. */
export function openInstance(site: Body): Instance {
  const frame = site.owner ? openFrame(site.module, site.owner) : null;
  return { frame, through: [] };
}

/** Which files count as callers: tests call what deployed code calls with other tools. */
export type Counts = (path: string) => boolean;

/** Every run of a call that the repository shows: one an element of each loop around it, one a caller of its function. */
export function instancesOf(evaluator: Evaluator, site: Spot, counts: Counts, depth = 0): readonly Instance[] {
  const look: Look = { evaluator, counts, depth };
  const outer = depth < maximumDepth ? ownerInstances(look, site) : [openInstance(site)];
  return outer.flatMap((instance) => rounds(look, site, instance)).slice(0, maximumInstances);
}

/** The run of a call that all these share: from the one call that leads there in each of them, whoever makes that. */
export function sharedInstance(
  evaluator: Evaluator,
  site: Spot,
  counts: Counts,
  instances: readonly Instance[],
): Instance {
  const [first, ...more] = instances;
  if (first && more.length === 0) return first;
  const from = first?.through[0]?.spot.expression;
  const isShared = from !== undefined && more.every(({ through }) => through[0]?.spot.expression === from);
  // One step deep: what stands around the call that leads there stays open.
  const near = isShared ? instancesOf(evaluator, site, counts, maximumDepth - 1) : [];
  return near.find(({ through }) => through[0]?.spot.expression === from) ?? openInstance(site);
}

interface Look {
  readonly evaluator: Evaluator;
  readonly counts: Counts;
  readonly depth: number;
}

function outerInstances({ evaluator, counts, depth }: Look, site: Spot): readonly Instance[] {
  return instancesOf(evaluator, site, counts, depth + 1);
}

function ownerInstances(look: Look, site: Body): readonly Instance[] {
  const { module, owner } = site;
  if (!owner) return [openInstance(site)];
  const passed = callbackOf(module, owner);
  const called = passed
    ? perElement(look, { module, owner: passed.owner, expression: passed.call }, owner)
    : perCaller(look, module, owner);
  if (called.length > 0) return called;
  const enclosed = perEnclosing(look, module, owner);
  return enclosed.length > 0 ? enclosed : [openInstance(site)];
}

/** `makeAsk("refund")` that returns a function: who calls that is not seen, but what it was made with is. */
function perEnclosing(look: Look, module: ModuleIR, fn: FunctionIR): readonly Instance[] {
  const around = fn.parent === null ? undefined : module.functions[fn.parent];
  if (!around || look.depth >= maximumDepth) return [];
  const outer = ownerInstances({ ...look, depth: look.depth + 1 }, { module, owner: around });
  return outer.flatMap(({ frame, through }) =>
    through.length === 0 ? [] : [{ frame: { ...openFrame(module, fn), parent: frame }, through }],
  );
}

const overElements = /^(forEach|map|flatMap|filter|reduce|every|some|each)$/;

/** `tools.forEach((tool) => server.registerTool(tool.name, …))`: one activation an element. */
function perElement(look: Look, passed: CallSite, fn: FunctionIR): readonly Instance[] {
  const { expression } = passed;
  if (
    expression.kind !== "call" ||
    expression.callee.kind !== "member" ||
    !overElements.test(expression.callee.property)
  )
    return [];
  const { object, property } = expression.callee;
  return outerInstances(look, passed).flatMap((outer) =>
    elementsIn(look.evaluator, look.evaluator.evaluate(object, passed.module, outer.frame)).map((element) => {
      const args = property === "reduce" ? [nothing(passed), element] : [element];
      return inside(passed, outer, activation(passed.module, fn, args, outer.frame));
    }),
  );
}

/** What runs in a frame that a call makes, which itself runs as `outer` does. */
function inside(spot: Spot, outer: Instance, frame: Frame): Instance {
  return { frame, through: [{ spot, frame: outer.frame }, ...outer.through] };
}

/** `makeTool("refund", …)`: one activation a caller. */
function perCaller(look: Look, module: ModuleIR, fn: FunctionIR): readonly Instance[] {
  const { evaluator, counts } = look;
  const callers = callersOf(evaluator, module, fn, maximumInstances);
  const known = callers.flatMap(({ site }) => {
    if (site.expression.kind === "tagged" || !counts(site.module.path)) return [];
    const { callee, args } = site.expression;
    return outerInstances(look, site).flatMap((outer): readonly Instance[] => {
      const { frame } = outer;
      const made = functionsOf(evaluator.evaluate(callee, site.module, frame)).filter((f) => f.fn === fn);
      const given: readonly Thunk[] = args.map((expression) => ({ expression, module: site.module, frame }));
      if (made.length === 0 && fn.form === "constructor")
        return [inside(site, outer, { ...openFrame(module, fn), args: given })];
      return made.map((f) => inside(site, outer, enter(f, given, (frame?.depth ?? 0) + 1)));
    });
  });
  return [...known, ...perUnknownReceiver(look, module, fn)];
}

/**
 * `context.accountTool("x", …)` where the type of the context is an interface: nothing else tells whose method it is
 * than its name, so only a call that gives a text is taken for one, of a function that is called after what it makes.
 */
function perUnknownReceiver(look: Look, module: ModuleIR, fn: FunctionIR): readonly Instance[] {
  if (!/tool/i.test(fn.name)) return [];
  const { evaluator, counts } = look;
  return evaluator.program.sitesNamed(fn.name).flatMap((site): readonly Instance[] => {
    const { expression } = site;
    if (expression.kind !== "call" || expression.callee.kind !== "member" || !counts(site.module.path)) return [];
    if (expression.args.length !== fn.parameters.length) return [];
    const callee = evaluator.evaluate(expression.callee, site.module, openInstance(site).frame);
    const [root] = chainOf(callee);
    const isOpen = root?.kind === "input" || root?.kind === "unknown" || root?.kind === "choice";
    if (!isOpen || functionsOf(callee).length > 0) return [];
    return outerInstances(look, site).flatMap((outer): readonly Instance[] => {
      const args = expression.args.map((e): Thunk => ({ expression: e, module: site.module, frame: outer.frame }));
      if (!args.some((t) => literalsOf(evaluator.force(t)).length === 1)) return [];
      return [inside(site, outer, { ...openFrame(module, fn), args })];
    });
  });
}

function activation(module: ModuleIR, fn: FunctionIR, args: readonly Thunk[], parent: Frame | null): Frame {
  return {
    ...openFrame(module, fn),
    args,
    parent: fn.parent === null ? null : parent,
    depth: (parent?.depth ?? 0) + 1,
  };
}

/** The rounds of the loops around the call. */
function rounds(look: Look, site: Spot, instance: Instance): readonly Instance[] {
  const body = site.owner?.body ?? site.module.body;
  return roundsAround(look.evaluator, site.module, body, site.expression.span, instance.frame).map((frame) => ({
    ...instance,
    frame,
  }));
}

function nothing(site: CallSite): Thunk {
  const at = { path: site.module.path, span: site.expression.span };
  return {
    expression: site.expression,
    module: site.module,
    frame: null,
    value: { kind: "unknown", reason: "what a reducer has gathered", at },
  };
}
