import type { Expression } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import type { Atom } from "../program/conditions.ts";
import type { Visit, Watch } from "../program/flow.ts";
import type { Frame } from "../program/value.ts";

interface Moment {
  readonly frame: Frame | null;
  readonly time: number;
}

/** One walk through a handler in the order in which it runs: what was called and what was compared when. */
export class Course implements Watch {
  readonly visits: Visit[] = [];
  readonly #times = new Map<Visit, number>();
  readonly #moments = new Map<Expression, Moment[]>();
  #clock = 0;

  readonly visit = (visit: Visit): void => {
    const time = this.#clock++;
    this.visits.push(visit);
    this.#times.set(visit, time);
    const { site, frame } = visit;
    this.#note(site, frame, time);
    // `list.includes(x)` compares with the list.
    if (site.kind === "call" && site.callee.kind === "member") this.#note(site.callee.object, frame, time);
  };

  readonly compared = (e: Expression, frame: Frame | null): void => {
    this.#note(e.kind === "binary" ? e.left : e, frame, this.#clock++);
  };

  timeOf(visit: Visit): number {
    return this.#times.get(visit) ?? this.#clock;
  }

  /** When a comparison was first made; null if the walk did not come to it. */
  timeOfComparison({ left }: Atom): number | null {
    return this.#moments.get(left.expression)?.find((m) => m.frame === left.frame)?.time ?? null;
  }

  #note(e: Expression, frame: Frame | null, time: number): void {
    remember(this.#moments, e, (): Moment[] => []).push({ frame, time });
  }
}
