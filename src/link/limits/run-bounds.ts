import { comparePlaces, samePlace } from "../../model/location.ts";
import type { RetryLoop, RunBounds } from "../../model/run-bounds.ts";
import type { LinkContext } from "../context.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { agentRunsOf } from "./agent-runs.ts";
import { deadlinesOf } from "./deadlines.ts";
import { effectRetries } from "./effect-retries.ts";
import { entryLimitsOf } from "./entry-limits.ts";
import { modelLoopsOf } from "./model-loops.ts";

/** What bounds runs of agents from outside the options of their calls. */
export function runBoundsOf(context: LinkContext, tools: readonly LinkedTool[]): RunBounds {
  const { loops, retries } = modelLoopsOf(context);
  const isKnown = ({ at }: RetryLoop): boolean => retries.some((r) => samePlace(r.at, at));
  return {
    runs: agentRunsOf(context),
    loops,
    retries: [...retries, ...effectRetries(context, tools).filter((r) => !isKnown(r))].sort((a, b) =>
      comparePlaces(a.at, b.at),
    ),
    entryLimits: entryLimitsOf(context),
    deadlines: deadlinesOf(context),
  };
}
