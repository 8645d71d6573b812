import type { AuditEvent } from "../../src/model/audit-event.ts";
import { locate } from "../../src/model/location.ts";
import { isActOfAgent } from "../../src/model/recorded-acts.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "not-awaited";

/** AT-7: an event is written before the process may end. */
export const unawaitedEvent = defineCheck<FaultId>({
  id: "audit-trail/unawaited-event",
  asks: "Is every event written before the process that emits it may end?",
  references: references("AISVS 12.4.2", "MEASURE 2.8", "A.6.2.8", "AML.M0024", "Art. 12", "CWE-778"),
  faults: {
    "not-awaited": {
      says: "Nothing waits for {emitter} to be written.",
      because: "A serverless function is frozen once it has answered, and a failed write is never seen.",
      fix: "Await it, or hand its promise to what keeps the function alive: waitUntil, after.",
    },
  },
  judge({ auditEvents }) {
    const acts = auditEvents.filter(({ subject, keptBy }) => isActOfAgent(subject) && keptBy === "other");
    if (acts.length === 0) return notApplicable("No event is written by code that something could wait for.");
    const floating = acts.filter(({ isFloating }) => isFloating === true);
    if (floating.length === 0)
      return pass(distinctLocations(acts.map(({ at, emitter }) => locate(at, "event", emitter))));
    const names = listed(floating.map(({ emitter }) => emitter));
    return unknown(
      `Nothing waits for ${names}, and whether the process lives on after it has answered is decided where it runs.`,
      `Does the process live until what ${names} writes is kept, and is a failed write noticed?`,
      { suspected: byEmitter(floating) },
    );
  },
});

function byEmitter(events: readonly AuditEvent[]): Finding<FaultId>[] {
  const groups = new Map<string, AuditEvent[]>();
  for (const event of events) {
    const key = `${event.service}/${event.emitter}`;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups].flatMap(([subject, own]): Finding<FaultId>[] => {
    const [first, ...rest] = own;
    if (!first) return [];
    return [
      {
        fault: "not-awaited",
        subject,
        data: { emitter: first.emitter },
        at: locate(first.at, "event", first.emitter),
        related: distinctLocations(rest.slice(0, 9).map(({ at, emitter }) => locate(at, "event", emitter))),
        environments: [],
        failurePath: null,
        contamination: [],
      },
    ];
  });
}
