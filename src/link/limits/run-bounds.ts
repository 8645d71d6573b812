import type { RunBounds } from "../../model/run-bounds.ts";
import type { LinkContext } from "../context.ts";
import { agentRunsOf } from "./agent-runs.ts";
import { deadlinesOf } from "./deadlines.ts";
import { entryLimitsOf } from "./entry-limits.ts";
import { modelLoopsOf } from "./model-loops.ts";

/** What bounds runs of agents from outside the options of their calls. */
export function runBoundsOf(context: LinkContext): RunBounds {
  return {
    runs: agentRunsOf(context),
    ...modelLoopsOf(context),
    entryLimits: entryLimitsOf(context),
    deadlines: deadlinesOf(context),
  };
}
