import type { FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import { isWithin, type Place, type Span } from "../../model/location.ts";
import { within } from "../program/rounds.ts";
import { place } from "../program/value.ts";
import { partsOf } from "../program/walk.ts";

/** What the loop of an agent does for one tool call, among all that it does. */
export interface Round {
  readonly body: Place;
  /** What it does about a call that failed is its own doing. */
  readonly handlers: readonly Place[];
}

/** The round of a loop over this list; null where no statement of the function loops over it. */
export function roundOver(module: ModuleIR, fn: FunctionIR, list: Span): Round | null {
  const loop = loopOver(fn.body, module, list);
  if (!loop) return null;
  const handlers: Place[] = [];
  const collect = (body: readonly Statement[]): void => {
    for (const s of body) {
      if (s.kind === "try") for (const c of s.catch ?? []) handlers.push(place(module, c.span));
      for (const block of partsOf(s, module).blocks) collect(block);
    }
  };
  collect(loop.body);
  return { body: place(module, loop.span), handlers };
}

/** Whether what was reached by this way of calls is done for the tool call. */
export function isOfRound(round: Round, at: Place, path: readonly Place[]): boolean {
  return partOfRound(round, at, path) === "call";
}

/** In which part of a loop it was reached: for the call, about a call that failed, or outside the rounds. */
export function partOfRound(round: Round, at: Place, path: readonly Place[]): "call" | "failure" | null {
  const from = [...path, at].find((p) => isWithin(p, round.body));
  if (from === undefined) return null;
  return round.handlers.some((handler) => isWithin(from, handler)) ? "failure" : "call";
}

function loopOver(
  body: readonly Statement[],
  module: ModuleIR,
  list: Span,
): Extract<Statement, { kind: "loop" }> | null {
  for (const s of body) {
    const { expressions, blocks } = partsOf(s, module);
    for (const block of blocks) {
      const inner = loopOver(block, module, list);
      if (inner) return inner;
    }
    if (s.kind === "loop" && expressions.some((e) => within(e.span, list))) return s;
  }
  return null;
}
