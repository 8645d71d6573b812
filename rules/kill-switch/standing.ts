import { type Location, locate, samePlace } from "../../src/model/location.ts";
import type { Sink } from "../../src/model/sink.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { StopSwitch } from "../../src/model/stop-switch.ts";
import { type WritingTool, writingTools } from "../../src/model/tool-effects.ts";

/** An effect of a tool that changes something, with the stops that stand before it. */
export interface StoppableEffect {
  readonly writing: WritingTool;
  readonly effect: Sink;
  readonly stops: readonly StopSwitch[];
}

export function stoppableEffects(stack: Stack): readonly StoppableEffect[] {
  return writingTools(stack).flatMap((writing) =>
    writing.writes.map((effect) => {
      const index = stack.tools.indexOf(writing.tool);
      const stops = stack.stops.filter(({ before }) =>
        before.some((one) => one.tool === index && samePlace(one.effect, effect.at)),
      );
      return { writing, effect, stops };
    }),
  );
}

/** Whether it stops what stands behind it while the process runs. */
export function worksAtRunTime({ source, isReadAtStart, weakness }: StopSwitch): boolean {
  return source !== "variable" && !isReadAtStart && weakness === null;
}

export function locateStop({ at, product, name }: StopSwitch): Location {
  return locate(at, "stop", `${name} (${product})`);
}

/** What identifies a stop across edits. */
export function subjectOf({ at, name }: StopSwitch): string {
  return `${at.path}#${name}`;
}

export const nothingToStop = "No tool changes anything outside the process.";
