import type { Expression, FunctionIR, ModuleIR } from "../../model/ir.ts";
import { comparePlaces, isWithin, type Span, samePlace } from "../../model/location.ts";
import type { ModelLoop, RetryLoop } from "../../model/run-bounds.ts";
import type { LinkContext } from "../context.ts";
import { type ModelCallSite, modelCallSites } from "../model-calls.ts";
import { functionsOf } from "../program/functions.ts";
import { callersOf, openFrame } from "../program/parameters.ts";
import { place } from "../program/value.ts";
import { eachExpressionIn } from "../program/walk.ts";
import type { Region } from "./answers.ts";
import { expressionOf, isOpenLoop, type Loop, statementsAround } from "./enclosing.ts";
import { repeatsUntilItSucceeds } from "./retries.ts";
import { endingOf } from "./rounds.ts";

const highest = 3;
const mostCallers = 4;

export interface Loops {
  readonly loops: readonly ModelLoop[];
  readonly retries: readonly RetryLoop[];
}

/** The loops and recursions that are written around single calls of models. */
export function modelLoopsOf(context: LinkContext): Loops {
  const loops = new Map<string, ModelLoop>();
  const retries = new Map<string, RetryLoop>();
  for (const one of modelCallSites(context)) {
    if (one.call.stepsByDefault !== 1) continue;
    climb(context, one, { ...one.site, call: one.site.expression }, 0, (found) => {
      if ("form" in found) loops.set(keyOf(found), found);
      else retries.set(keyOf(found), found);
    });
  }
  const sorted = <T extends { readonly at: ModelLoop["at"] }>(all: Iterable<T>): readonly T[] =>
    [...all].sort((a, b) => comparePlaces(a.at, b.at));
  return { loops: sorted(loops.values()), retries: sorted(retries.values()) };
}

function keyOf({ at }: ModelLoop | RetryLoop): string {
  return `${at.path}:${at.span.startLine}:${at.span.startColumn}`;
}

interface Position {
  readonly module: ModuleIR;
  readonly owner: FunctionIR | null;
  readonly call: Expression;
}

/** Looks for a loop around the call, else around what calls the function it stands in. */
function climb(
  context: LinkContext,
  one: ModelCallSite,
  { module, owner, call }: Position,
  height: number,
  note: (found: ModelLoop | RetryLoop) => void,
): void {
  const around = statementsAround(owner?.body ?? module.body, module, call) ?? [];
  const loop = around.findLast(isOpenLoop);
  const name = owner?.name ?? "";
  const told = { name, call: one.call.at, operation: one.call.operation };
  if (loop) {
    const region: Region = { module, owner, body: loop.body, head: loop.head, call };
    if (repeatsUntilItSucceeds(region)) note({ ...told, at: place(module, loop.span) });
    else if (one.call.hasTools !== false) note(loopAt(context, one, region, loop, told));
    return;
  }
  if (!owner) return;
  const again = one.call.hasTools === false ? null : ownCall(context, module, owner);
  if (again) {
    const region: Region = { module, owner, body: owner.body, head: [], call, again };
    note({
      form: "recursion",
      ...told,
      at: place(module, again.span),
      service: one.call.service,
      ...withSignal(one, endingOfRecursion(context, region, again), null),
    });
    return;
  }
  if (height >= highest) return;
  const made = expressionOf(module, owner);
  const parent = owner.parent === null ? null : (module.functions[owner.parent] ?? null);
  // A callback belongs to the round that it is written in.
  if (made && owner.name === "") {
    climb(context, one, { module, owner: parent, call: made }, height + 1, note);
    return;
  }
  for (const { site } of callersOf(context.evaluator, module, owner).slice(0, mostCallers))
    if (context.isDeployed(site.module.path) && site.owner !== owner)
      climb(context, one, { module: site.module, owner: site.owner, call: site.expression }, height + 1, note);
}

function loopAt(
  { evaluator }: LinkContext,
  one: ModelCallSite,
  region: Region,
  loop: Loop,
  told: Pick<ModelLoop, "name" | "call" | "operation">,
): ModelLoop {
  return {
    form: "loop",
    ...told,
    at: place(region.module, { ...loop.span, endLine: loop.span.startLine, endColumn: loop.span.startColumn + 1 }),
    service: one.call.service,
    ...withSignal(one, endingOf(evaluator, region), loop.span),
  };
}

type Ending = Pick<ModelLoop, "ends" | "exits" | "why">;

/** A signal that is given to each call may end the rounds from outside; one that is made for the round ends that alone. */
function withSignal({ call, site }: ModelCallSite, ending: Ending, rounds: Span | null): Ending {
  if (ending.ends === "bounded" || ending.ends === "unclear") return ending;
  const { abort, time } = call.limits;
  // What is made among the arguments of the call is made anew for each, however far away the loop is.
  const isOfRound =
    rounds !== null &&
    abort.state === "set" &&
    time.state === "set" &&
    (isWithin(time.at, place(site.module, rounds)) ||
      (samePlace(abort.at, time.at) && isWithin(time.at, place(site.module, site.expression.span))));
  if (abort.state !== "absent" && !isOfRound)
    return { ...ending, ends: "unclear", why: "a signal is passed to each call" };
  return call.hasTools === null
    ? { ...ending, ends: "unclear", why: "whether it can call tools is not known" }
    : ending;
}

/** Where a function calls itself; null if it does not. */
function ownCall({ evaluator }: LinkContext, module: ModuleIR, owner: FunctionIR): Expression | null {
  if (owner.name === "") return null;
  let found: Expression | null = null;
  eachExpressionIn(owner.body, module, (e) => {
    if (found || e.kind !== "call") return;
    const written = e.callee.kind === "name" ? e.callee.name : e.callee.kind === "member" ? e.callee.property : "";
    if (written !== owner.name) return;
    const functions = functionsOf(evaluator.evaluate(e.callee, module, openFrame(module, owner)));
    if (functions.some((f) => f.fn === owner)) found = e;
  });
  return found;
}

function endingOfRecursion({ evaluator }: LinkContext, region: Region, again: Expression): Ending {
  const args = again.kind === "call" ? again.args : [];
  // `run(messages, depth + 1)` may well be bounded by its callee's tests.
  const counts = args.some((arg) => arg.kind === "binary" || arg.kind === "assign" || arg.kind === "object");
  const ending = endingOf(evaluator, region);
  if (ending.ends === "bounded" || !counts) return ending.ends === "never" ? unclearOf(ending) : ending;
  return { ...ending, ends: "unclear", why: "it hands a count to itself" };
}

function unclearOf(ending: Ending): Ending {
  return { ...ending, ends: "unclear", why: "what keeps it from calling itself is not written as a test" };
}
