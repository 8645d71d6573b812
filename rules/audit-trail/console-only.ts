import type { AuditEvent } from "../../src/model/audit-event.ts";
import { locate } from "../../src/model/location.ts";
import { isActOfAgent } from "../../src/model/recorded-acts.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "console-only";

/** AT-8: events go somewhere that keeps them. What keeps a console line is outside the repository, so this never fails. */
export const consoleOnly = defineCheck<FaultId>({
  id: "audit-trail/console-only",
  asks: "Do the events of what the agent did go to something that keeps them?",
  references: references("AISVS 12.4.2", "MANAGE 4.3", "A.6.2.8", "AML.M0024", "Art. 19", "CWE-778"),
  faults: {
    "console-only": {
      says: "{emitter} writes what the agent did to the console alone.",
      because: "Whether a console line is kept, for how long and who may change it is up to whoever runs the process.",
      fix: "Write events to storage that only takes additions, with a retention of its own.",
    },
  },
  judge({ auditEvents }) {
    const acts = auditEvents.filter(({ subject }) => isActOfAgent(subject));
    if (acts.length === 0) return notApplicable("No event of a tool's call, a store's write or a retrieval was found.");
    const shown = acts.filter(({ keptBy }) => keptBy === "console");
    if (shown.length === 0) return pass(distinctLocations(acts.map(({ at, emitter }) => locate(at, "event", emitter))));
    const names = listed(shown.map(({ emitter }) => emitter));
    return unknown(
      `${names} writes to the console, and what becomes of its lines is not in the repository.`,
      `Are the lines of ${names} kept, for how long, and who can change them?`,
      { suspected: byEmitter(shown) },
    );
  },
});

function byEmitter(events: readonly AuditEvent[]): Finding<FaultId>[] {
  const first = events.filter((e, i) => events.findIndex((o) => isAlike(o, e)) === i);
  return first.map((event) => ({
    fault: "console-only",
    subject: `${event.service}/${event.emitter}`,
    data: { emitter: event.emitter },
    at: locate(event.at, "event", event.emitter),
    related: distinctLocations(
      events
        .filter((e) => e !== event && isAlike(e, event))
        .slice(0, 9)
        .map(({ at, emitter }) => locate(at, "event", emitter)),
    ),
    environments: [],
    failurePath: null,
    contamination: [],
  }));
}

function isAlike(a: AuditEvent, b: AuditEvent): boolean {
  return a.service === b.service && a.emitter === b.emitter;
}
