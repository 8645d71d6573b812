import type { Fact, Located } from "../../model/facts.ts";
import { comparePlaces } from "../../model/location.ts";
import type { KeptApproval, WaivedApproval } from "../../model/waived-approval.ts";
import type { Job } from "../ci/job.ts";
import type { LinkContext } from "../context.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { claudeApprovals } from "./claude-options.ts";
import { committedApprovals } from "./committed-settings.ts";
import { hostedApprovals } from "./hosted-servers.ts";
import { jobApprovals } from "./started-in-jobs.ts";

/** What is written down of asking: where an agent makes calls without, and where it is said that somebody is asked. */
export interface Approvals {
  readonly waived: readonly WaivedApproval[];
  readonly kept: readonly KeptApproval[];
}

/** Of agents in code that is deployed, in jobs of CI, and in settings that are committed. */
export function approvalsOf(
  context: LinkContext,
  {
    facts,
    jobs,
    tools,
  }: {
    readonly facts: readonly Located<Fact>[];
    readonly jobs: readonly Job[];
    readonly tools: readonly LinkedTool[];
  },
): Approvals {
  const all: readonly Approvals[] = [
    claudeApprovals(context),
    hostedApprovals(context),
    { waived: jobs.flatMap(jobApprovals), kept: [] },
    { waived: committedApprovals(facts, tools), kept: [] },
  ];
  return {
    waived: all.flatMap(({ waived }) => waived).sort((a, b) => comparePlaces(a.at, b.at)),
    kept: all.flatMap(({ kept }) => kept).sort((a, b) => comparePlaces(a.at, b.at)),
  };
}
