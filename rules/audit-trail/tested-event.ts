import type { AuditEvent } from "../../src/model/audit-event.ts";
import { type Location, locate } from "../../src/model/location.ts";
import { isActOfAgent } from "../../src/model/recorded-acts.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { comesBy, locateShowing, type Showing, showings, unrunNotes } from "../../src/model/shown-by.ts";
import type { Stack } from "../../src/model/stack.ts";
import { guards } from "../../src/model/tool-effects.ts";
import { distinctLocations, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

const question =
  "Which tests call a tool, once allowed and once refused, and expect an event that tells the decision and the environment?";

/** AT-T: tests expect an event of an allowed and of a denied call, with its environment. */
export const testedEvent = defineCheck<never>({
  id: "audit-trail/tested-event",
  asks: "Do tests expect an event of an allowed and of a refused call, with its environment?",
  leg: "test",
  references: references("AISVS 12.1.1", "AISVS 12.1.3", "MEASURE 2.8", "A.6.2.8", "AML.M0024", "Art. 12", "CWE-778"),
  faults: {},
  judge(stack) {
    if (stack.tools.length === 0 && stack.modelCalls.length === 0) return notApplicable("No tool was found.");
    const events = stack.auditEvents.filter(({ subject }) => isActOfAgent(subject) || subject === "gate-decision");
    if (events.length === 0) return unknown("No event was found, so no test can show one.", question);
    const shown = events.flatMap((event) => shownEvents(stack, event));
    const missing = missingIn(stack, shown);
    const evidence = distinctLocations(shown.flatMap(evidenceOf));
    if (missing.length > 0)
      return unknown(
        shown.length === 0 ? "No test was found that expects a record with its fields." : sentences(missing),
        question,
        { evidence: shown.length > 0 ? evidence : distinctLocations(events.slice(0, 6).map(locateEvent)) },
      );
    return pass(evidence, [
      ...(canRefuse(stack)
        ? []
        : ["No check that could refuse a call was found, so no event of a refusal was asked for."]),
      ...unrunNotes(
        stack,
        shown.map(({ showing }) => showing.test),
      ),
    ]);
  },
});

interface ShownEvent {
  readonly event: AuditEvent;
  readonly showing: Showing;
}

/** The spy stands where the event is emitted, or where it is finally written, and is held to fields. */
function shownEvents(stack: Stack, event: AuditEvent): ShownEvent[] {
  const places = [event.at, ...(event.recordedAt ? [event.recordedAt] : [])];
  return showings(
    stack,
    ["event", "called"],
    (one) => one.fields.length > 0 && places.some((at) => comesBy(one, at)),
  ).map((showing) => ({ event, showing }));
}

function missingIn(stack: Stack, shown: readonly ShownEvent[]): string[] {
  const denied = shown.filter(isOfRefusal);
  return [
    ...(shown.length > denied.length ? [] : ["No test was found that expects the event of an allowed call."]),
    ...(denied.length > 0 || !canRefuse(stack) ? [] : ["No test was found that expects the event of a refused call."]),
    ...(shown.some(tellsEnvironment) ? [] : ["No test was found that expects the environment on the event."]),
  ];
}

function canRefuse({ gates, auditEvents }: Stack): boolean {
  return gates.some(guards) || auditEvents.some(({ subject }) => subject === "gate-decision");
}

function isOfRefusal({ showing: { test, expectation } }: ShownEvent): boolean {
  const says = expectation.fields.some(({ name, value }) => {
    if (typeof value === "string") return /^(den(y|ied)|refused?|reject(ed)?|block(ed)?|forbidden)$/i.test(value);
    return (
      value === (/^(denied|refused|blocked)$/i.test(name) || (/^(allowed|permitted|granted)$/i.test(name) ? false : ""))
    );
  });
  return says || test.expects.some(({ kind, gates }) => kind === "refuses" && gates.length > 0);
}

function tellsEnvironment({ showing: { expectation } }: ShownEvent): boolean {
  return expectation.fields.some(({ name }) =>
    /^(environment|env|stage|deployment\.environment(\.name)?)$/i.test(name),
  );
}

function evidenceOf({ event, showing }: ShownEvent): Location[] {
  return [...locateShowing(showing), locateEvent(event)];
}

function locateEvent({ at, emitter }: AuditEvent): Location {
  return locate(at, "event", emitter);
}
