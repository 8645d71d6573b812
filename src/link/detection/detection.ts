import type { Detection } from "../../model/detection.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import type { Job } from "../ci/job.ts";
import type { LinkContext } from "../context.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { alertsOf } from "./alerts.ts";
import { evalRuns } from "./eval-runs.ts";
import { qualitySignals } from "./signals.ts";
import { swallowedErrors } from "./swallowed.ts";
import { unreadRejections } from "./unread-rejections.ts";

/** By what a failure that raises no error would be noticed, and what hides it. */
export function detectionOf(
  context: LinkContext,
  tools: readonly LinkedTool[],
  jobs: readonly Job[],
  pipelines: readonly Pipeline[],
): Detection {
  return {
    evalRuns: evalRuns(context.facts, jobs, pipelines),
    alerts: alertsOf(context.facts),
    swallowed: swallowedErrors(tools),
    unread: unreadRejections(context, tools),
    signals: qualitySignals(context),
  };
}
