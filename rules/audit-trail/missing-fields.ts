import type { AuditEvent } from "../../src/model/audit-event.ts";
import { locate } from "../../src/model/location.ts";
import { isActOfAgent } from "../../src/model/recorded-acts.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "field-missing";

/** What an event needs beside its environment, which signal 4 of control 4 asks for, and the words that name it. */
const wanted: Readonly<Record<string, RegExp>> = {
  "who acted":
    /user|actor|operator|tenant|org|account|agent|session|principal|caller|requester|distinct_?id|customer|owner|client_?id|subject|\bby\b/i,
  "the outcome":
    /outcome|result|status|success|ok\b|error|decision|allowed|ended?|duration|output|response|rows?|count|affected/i,
  "the arguments":
    /arg|input|param|query|payload|request|body|digest|hash|attributes|data|details|fields|meta|resource|target|…/i,
};

/** AT-3: an event can be understood alone. Names of fields are words, so that nothing of this is proven. */
export const missingFields = defineCheck<FaultId>({
  id: "audit-trail/missing-fields",
  asks: "Does every event say who acted, with what and with which outcome?",
  references: references("AISVS 12.1.3", "AISVS 12.5.4", "MEASURE 2.8", "A.6.2.8", "AML.M0024", "Art. 12", "CWE-223"),
  faults: {
    "field-missing": {
      says: "The fields of {emitter} ({fields}) do not seem to say {missing}.",
      because: "An event that has to be joined with others to be understood is lost once one of them is.",
      fix: "Give the event all that an investigation asks for: actor, session, tool, arguments or their digest, resource, decision, outcome.",
    },
  },
  judge({ auditEvents }) {
    const acts = auditEvents.filter(({ subject }) => isActOfAgent(subject));
    if (acts.length === 0) return notApplicable("No event of a tool's call, a store's write or a retrieval was found.");
    const known = acts.filter(({ fields }) => fields !== undefined);
    const suspected = byEmitter(known.filter((event) => missingIn(event).length > 0));
    if (suspected.length === 0 && known.length === acts.length)
      return pass(distinctLocations(acts.map(({ at, emitter }) => locate(at, "event", emitter))));
    const open = listed(acts.filter((event) => !known.includes(event)).map(({ emitter }) => emitter));
    return unknown(
      suspected.length > 0
        ? "Only the names of the fields speak of what an event says."
        : `The fields of ${open} could not all be read.`,
      "Does every event say who acted, with which arguments and with which outcome?",
      {
        suspected,
        evidence: distinctLocations(acts.slice(0, 6).map(({ at, emitter }) => locate(at, "event", emitter))),
      },
    );
  },
});

function missingIn({ fields = [] }: AuditEvent): string[] {
  return Object.entries(wanted)
    .filter(([, words]) => !fields.some((field) => words.test(field)))
    .map(([what]) => what);
}

function byEmitter(events: readonly AuditEvent[]): Finding<FaultId>[] {
  const first = events.filter(
    (e, i) => events.findIndex((o) => o.emitter === e.emitter && o.service === e.service) === i,
  );
  return first.map((event) => ({
    fault: "field-missing",
    subject: `${event.service}/${event.emitter}`,
    data: { emitter: event.emitter, fields: listed(event.fields ?? [], 8), missing: listed(missingIn(event)) },
    at: locate(event.at, "event", event.emitter),
    related: [],
    environments: [],
    failurePath: null,
    contamination: [],
  }));
}
