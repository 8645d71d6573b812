import { runsByItself } from "../../src/model/check-run.ts";
import { type Location, locate, samePlace } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { comesBy, locateShowing, type Showing, showings, unrunNotes } from "../../src/model/shown-by.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

const question = "Which test forces a bad answer or a failure and expects an alarm, an event or a refusal?";

/** DE-T: a bad answer that is forced is noticed. */
export const testedDetection = defineCheck<never>({
  id: "detection-escalation/tested-detection",
  asks: "Does a test force a bad answer or a failure and show that it is noticed?",
  leg: "test",
  references: references(
    "LLM09:2025",
    "AISVS 12.3.1",
    "MEASURE 2.4",
    "MEASURE 3.1",
    "A.6.2.4",
    "AML.M0008",
    "CWE-754",
    "CWE-391",
  ),
  faults: {},
  judge(stack) {
    if (stack.tools.length + stack.modelCalls.length + stack.agentEvidence.length === 0)
      return notApplicable("No agent was found.");
    const alarms = stack.checkRuns.filter((run) => run.kind === "alert-test" && runsByItself(run));
    const shown = [...refusedOutputs(stack), ...raisedEvents(stack)];
    if (alarms.length + shown.length === 0)
      return unknown("No test was found that forces a bad answer or a failure and expects it to be noticed.", question);
    return pass(
      distinctLocations([
        ...alarms.map(({ at, what }) => locate(at, "alarm test", what)),
        ...shown.flatMap(({ evidence }) => evidence),
      ]),
      alarms.length > 0
        ? []
        : unrunNotes(
            stack,
            shown.map(({ test }) => test),
          ),
    );
  },
});

/** What the model answers is replaced, and the check of its output expected to refuse it. */
function refusedOutputs(stack: Stack) {
  const checks = stack.detection.signals.filter(({ kind }) => kind === "output-check");
  return checks.flatMap(({ at, what }) =>
    showings(stack, ["refuses"], (one) => comesBy(one, at)).flatMap((showing) => {
      const fake = showing.test.fakes.find(({ calls, throws }) => !throws && calls.some((call) => samePlace(call, at)));
      return fake ? [told(showing, [locate(fake.at, "forced answer"), locate(at, "output check", what)])] : [];
    }),
  );
}

const failing = /fail|error|den(y|ied)|refus|reject|block|timeout|unavailable|escalat|degraded/i;
const alarming = /captureException|captureMessage|\berror$|\bwarn$|alert|escalat|page|notify/i;

/** An event that would be there without the failure says nothing of it. */
function tellsFailure({ expectation: { fields } }: Showing, emitter: string): boolean {
  const says = fields.some(({ name, value }) => /^(error|err)$/i.test(name) || failing.test(String(value)));
  return says || alarming.test(emitter);
}

/** What deployed code calls is made to fail, and an event expected of it. */
function raisedEvents(stack: Stack) {
  return stack.auditEvents.flatMap(({ at, recordedAt, emitter }) =>
    showings(
      stack,
      ["event", "called"],
      (one) => comesBy(one, at) || (recordedAt ? comesBy(one, recordedAt) : false),
    ).flatMap((showing) => {
      const failure = showing.test.fakes.find(({ throws }) => throws);
      return failure && tellsFailure(showing, emitter)
        ? [told(showing, [locate(failure.at, "forced failure"), locate(at, "event", emitter)])]
        : [];
    }),
  );
}

function told(showing: Showing, more: readonly Location[]) {
  return { test: showing.test, evidence: [...locateShowing(showing), ...more] };
}
