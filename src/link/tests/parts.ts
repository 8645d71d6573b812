import { comparePlaces, isWithin, type Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf } from "../program/functions.ts";
import { type FunctionValue, place } from "../program/value.ts";
import type { Course } from "./course.ts";
import { courseOf } from "./course.ts";
import type { ToolsByPlace } from "./offered.ts";

/** Which parts of the stack running a function comes by: each a place, of a call or of what holds functions. */
export class ReachedParts {
  readonly #context: LinkContext;
  readonly #tools: ToolsByPlace;
  readonly #calls = new Map<string, Place>();
  /** By file: the few that hold a function, such as a guardrail that is written as an object. */
  readonly #holders = new Map<string, Place[]>();
  readonly #known = new Map<object, readonly Place[]>();

  constructor(context: LinkContext, tools: ToolsByPlace, parts: readonly Place[]) {
    this.#context = context;
    this.#tools = tools;
    for (const part of parts) {
      this.#calls.set(keyOf(part), part);
      this.#holders.set(part.path, [...(this.#holders.get(part.path) ?? []), part]);
    }
  }

  get isEmpty(): boolean {
    return this.#calls.size === 0;
  }

  of(fn: FunctionValue): readonly Place[] {
    if (this.isEmpty) return [];
    return remember(this.#known, fn.fn, () => this.#find(fn));
  }

  #find(fn: FunctionValue): readonly Place[] {
    const course = courseOf(this.#context, this.#tools, fn);
    const entered = [fn, ...course.visits.flatMap(({ callee }) => functionsOf(callee))];
    const holding = entered.flatMap(({ module, fn: { span } }) => this.#around(place(module, span)));
    return distinct([...this.on(course), ...holding]);
  }

  /** The parts among the calls of a course. */
  on({ visits }: Course): readonly Place[] {
    return visits.flatMap(({ at }) => this.#calls.get(keyOf(at)) ?? []);
  }

  #around(inner: Place): readonly Place[] {
    return (this.#holders.get(inner.path) ?? []).filter((outer) => isWithin(inner, outer));
  }
}

export function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((at) => [keyOf(at), at])).values()].sort(comparePlaces);
}

function keyOf({ path, span }: Place): string {
  return `${path}:${span.startLine}:${span.startColumn}-${span.endLine}:${span.endColumn}`;
}
