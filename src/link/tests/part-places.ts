import type { Place } from "../../model/location.ts";
import type { Stack } from "../../model/stack.ts";

/** Where the parts of the stack stand that a test may show at work. */
export function partsOf(stack: Omit<Stack, "tests" | "checkRuns">): readonly Place[] {
  const { stops, tools, auditEvents, modelCalls, runBounds, prompts, dataFlows, recovery, detection, stores } = stack;
  return [
    ...stops.map(({ at }) => at),
    ...tools.flatMap(({ sinks }) => sinks.map(({ at }) => at)),
    ...auditEvents.flatMap(({ at, recordedAt }) => (recordedAt ? [at, recordedAt] : [at])),
    ...modelCalls.map(({ at }) => at),
    ...runBounds.loops.map(({ call }) => call),
    ...runBounds.entryLimits.map(({ at }) => at),
    ...prompts.guards.map(({ at }) => at),
    ...dataFlows.masks.map(({ at }) => at),
    ...dataFlows.tenantChoices.map(({ at }) => at),
    ...recovery.indexReverts.map(({ at }) => at),
    ...recovery.indexWrites.map(({ at }) => at),
    ...detection.signals.map(({ at }) => at),
    ...stores.flatMap(({ readAt }) => readAt ?? []),
  ];
}
