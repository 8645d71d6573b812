import type { Control } from "../../src/model/rule.ts";
import { consoleOnly } from "./console-only.ts";
import { failedCalls } from "./failed-calls.ts";
import { missingFields } from "./missing-fields.ts";
import { recordedContent } from "./recorded-content.ts";
import { sampledEvents } from "./sampled-events.ts";
import { shortRetention } from "./short-retention.ts";
import { silentRetrieval } from "./silent-retrieval.ts";
import { switchedOff } from "./switched-off.ts";
import { testedEvent } from "./tested-event.ts";
import { unawaitedEvent } from "./unawaited-event.ts";
import { unrecordedCalls } from "./unrecorded-calls.ts";

/** Control 3: every act of the agent leaves an event that can be understood alone, and that is still there later. */
export const auditTrail: Control = {
  slug: "audit-trail",
  number: 3,
  numberCertainty: "stated",
  title: "Audit-trail completeness",
  question: "Does every tool call, store write and retrieval leave an event that is whole, kept and found again?",
  checks: [
    unrecordedCalls,
    failedCalls,
    missingFields,
    switchedOff,
    sampledEvents,
    unawaitedEvent,
    consoleOnly,
    shortRetention,
    recordedContent,
    silentRetrieval,
    testedEvent,
  ],
};
