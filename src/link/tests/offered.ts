import { type Place, placeText, samePlace } from "../../model/location.ts";
import { isOfferedOverMcp } from "../../model/tool-effects.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Visit } from "../program/flow.ts";
import { chainOf, type Thunk, type Value } from "../program/value.ts";
import type { LinkedTool } from "../tools/tools.ts";

/** A tool with its index into the tools of the Stack. */
export interface NumberedTool {
  readonly index: number;
  readonly linked: LinkedTool;
}

/** The tools by where they stand in code. */
export class ToolsByPlace {
  readonly #tools = new Map<string, NumberedTool[]>();
  readonly #names: readonly string[];
  readonly overMcp: readonly NumberedTool[];

  constructor(tools: readonly LinkedTool[]) {
    this.#names = tools.map(({ tool }) => tool.name);
    this.overMcp = tools.flatMap((linked, index) => (isOfferedOverMcp(linked.tool) ? [{ index, linked }] : []));
    for (const [index, linked] of tools.entries()) {
      const key = placeText(linked.tool.at);
      this.#tools.set(key, [...(this.#tools.get(key) ?? []), { index, linked }]);
    }
  }

  nameOf(index: number): string {
    return this.#names[index] ?? "";
  }

  at(place: Place): readonly NumberedTool[] {
    return (this.#tools.get(placeText(place)) ?? []).filter(({ linked }) => samePlace(linked.tool.at, place));
  }

  /** The tools among the values of an object or a list, or that a value itself is. */
  in(evaluator: Evaluator, value: Value): readonly NumberedTool[] {
    const held = [value, ...heldIn(value).map((thunk) => evaluator.force(thunk))];
    return held.flatMap(({ at }) => this.at(at));
  }

  /** Those that an agent has which a call starts: given with the call, or when the agent was made. */
  startedBy(evaluator: Evaluator, { callee, args }: Visit): readonly NumberedTool[] {
    const given = [...args, ...chainOf(callee).flatMap((part) => (part.kind === "applied" ? part.args : []))].slice(
      0,
      8,
    );
    return given.flatMap((thunk) => {
      const value = evaluator.force(thunk);
      const options = value.kind === "applied" ? value.args.slice(0, 2).map((arg) => evaluator.force(arg)) : [value];
      return options.flatMap((option) => {
        const tools = option.kind === "object" ? option.entries.get("tools") : undefined;
        return tools ? this.in(evaluator, evaluator.force(tools)) : [];
      });
    });
  }
}

/** More entries than this are not looked through. */
const mostEntries = 200;

function heldIn(value: Value): readonly Thunk[] {
  if (value.kind === "array") return value.elements.slice(0, mostEntries);
  return value.kind === "object" ? [...value.entries.values()].slice(0, mostEntries) : [];
}
