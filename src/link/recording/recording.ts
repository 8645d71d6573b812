import type { AuditEvent } from "../../model/audit-event.ts";
import type { Recording } from "../../model/recording.ts";
import type { LinkContext } from "../context.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { callOutcomes } from "./outcomes.ts";
import { logRetentions } from "./retention.ts";
import { telemetrySettings } from "./settings.ts";

/** What decides whether the record of the agent's calls is whole and kept. */
export function recordingOf(
  context: LinkContext,
  tools: readonly LinkedTool[],
  events: readonly AuditEvent[],
): Recording {
  return {
    settings: telemetrySettings(context),
    outcomes: callOutcomes(context.program, tools, events),
    retentions: logRetentions(context.facts),
  };
}
