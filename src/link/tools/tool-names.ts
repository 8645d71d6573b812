import type { FunctionIR, ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { CallSite } from "../program/program.ts";
import { returnsOf } from "../program/returns.ts";
import { within } from "../program/rounds.ts";
import { place, type Thunk, type Value } from "../program/value.ts";
import { type Holder, holderOf } from "./holders.ts";
import { type Counts, type Instance, instancesOf, openInstance, type Step } from "./instances.ts";
import { keysOf } from "./tool-sets.ts";

/** A name that a tool goes by because of what holds it, with the run of the call that makes it. */
export interface HeldName {
  readonly name: string;
  readonly instance: Instance;
  /** The element of a list whose name it is. */
  readonly elementAt: Place | null;
}

/**
 * The names of a tool without one of its own: the key under which a set of tools holds it, else the property or variable
 * that holds it or what the functions around it return.
 */
export function heldNames(evaluator: Evaluator, site: CallSite, counts: Counts): readonly HeldName[] {
  const first = instanceNames(evaluator, site, openInstance(site));
  if (first.length > 0) return first;
  const all = instancesOf(evaluator, site, counts).flatMap((i) => instanceNames(evaluator, site, i));
  if (all.length > 0) return all;
  const held = holderOf(site.module, site.expression);
  return held?.name ? [{ name: held.name, instance: openInstance(site), elementAt: null }] : [];
}

function instanceNames(evaluator: Evaluator, site: CallSite, instance: Instance): readonly HeldName[] {
  for (const step of [{ spot: site, frame: instance.frame }, ...instance.through]) {
    const holder = holderOf(step.spot.module, step.spot.expression);
    if (!holder) continue;
    const { key } = holder;
    if (key) {
      const where = { module: step.spot.module, frame: step.frame };
      const names = literalsOf(evaluator.evaluate(key, where.module, where.frame));
      return names.map((name) => ({
        name,
        instance,
        elementAt: elementPlace(evaluator, { expression: key, ...where }),
      }));
    }
    const names = namesOf(evaluator, step, holder);
    if (names.length > 0) return names.map((name) => ({ name, instance, elementAt: null }));
  }
  return [];
}

/** Of a variable: the keys of the sets it is put into; none if it is only what its function returns. */
function namesOf(evaluator: Evaluator, { spot }: Step, { name, binding }: Holder): readonly string[] {
  if (name === null || binding === null) return name === null ? [] : [name];
  const keys = keysOf(evaluator, spot.module, binding);
  if (keys.length > 0) return keys.includes(name) ? [name] : keys;
  return spot.owner && returns(spot.owner, spot.module, binding) ? [] : [name];
}

function returns(fn: FunctionIR, module: ModuleIR, binding: number): boolean {
  return returnsOf(fn.body, module, null).some(
    ({ expression }) => expression?.kind === "name" && expression.binding === binding,
  );
}

/** What to call a tool that nothing known holds: what stands around it; nothing where it is put under a name of run time. */
export function holderName(site: CallSite): string | null {
  const holder = holderOf(site.module, site.expression);
  return holder?.key ? null : (holder?.name ?? (site.owner?.name || null));
}

/** Where one of several tools that go through one call is defined. */
export function placeOf(evaluator: Evaluator, names: readonly Thunk[], { through }: Instance, name: Value): Place {
  const holding = through.find(
    ({ spot }) => spot.module.path === name.at.path && within(spot.expression.span, name.at.span),
  );
  if (holding) return place(holding.spot.module, holding.spot.expression.span);
  // `t.name` of an element: the element is the tool.
  for (const thunk of names) {
    const element = elementPlace(evaluator, thunk);
    if (element) return element;
  }
  // `register(NAMES.refund, …)`: the innermost call that gives this name whoever calls the function it stands in.
  const giving = through.find(({ spot }) => gives(evaluator, spot, name));
  return giving ? place(giving.spot.module, giving.spot.expression.span) : name.at;
}

function gives(evaluator: Evaluator, spot: Step["spot"], name: Value): boolean {
  const { expression, module } = spot;
  if (expression.kind !== "call" && expression.kind !== "new") return false;
  const [wanted] = literalsOf(name);
  const { frame } = openInstance(spot);
  return expression.args.some((e) => {
    const [text, ...more] = literalsOf(evaluator.evaluate(e, module, frame));
    return text === wanted && more.length === 0;
  });
}

/** Where the object stands that `t.name` is a property of. */
function elementPlace(evaluator: Evaluator, { expression, module, frame }: Thunk): Place | null {
  if (expression.kind !== "member") return null;
  const element = evaluator.evaluate(expression.object, module, frame);
  if (element.kind === "instance") return element.of.at;
  return element.kind === "object" ? element.at : null;
}
