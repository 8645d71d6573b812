import type { Visit } from "./flow-state.ts";

/** Keeps the calls that lead to the present one of a walk. Nothing else is kept: what a visit holds on to is large. */
export class OpenCalls {
  readonly #open: Visit[] = [];

  /** The calls from the start of the walk to this one, both included. */
  to(visit: Visit): readonly Visit[] {
    const depth = visit.path.length;
    this.#open.length = Math.min(this.#open.length, depth);
    const chain = [...this.#open.filter((v, i) => v.at === visit.path[i]), visit];
    this.#open[depth] = visit;
    return chain;
  }
}
