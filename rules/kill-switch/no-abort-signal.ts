import { locate, samePlace } from "../../src/model/location.ts";
import type { ModelCall, Setting } from "../../src/model/model-call.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

/** KS-6: what is under way can be stopped too. */
export const noAbortSignal = defineCheck<never>({
  id: "kill-switch/no-abort-signal",
  asks: "Can a call of a model that is under way be aborted?",
  references: references("LLM10:2025", "ASI08", "AISVS 9.6.1", "MANAGE 2.4", "A.6.2.6", "Art. 14"),
  faults: {},
  judge(stack) {
    const runs = stack.modelCalls.filter((call) => call.hasTools !== false && takesSignal(stack, call));
    if (runs.length === 0) return notApplicable("No call of a model with tools takes a signal.");
    const open = runs.filter((call) => signalsOf(stack, call).length === 0);
    if (open.length === 0)
      return pass(
        distinctLocations(
          runs.flatMap((call) =>
            signalsOf(stack, call).flatMap((one) =>
              one.state === "set" ? [locate(one.at, "signal", call.operation)] : [],
            ),
          ),
        ),
        ["Whether the stop aborts these signals is not judged."],
      );
    return unknown(
      `${listed(open.map(({ operation }) => operation))} gets no signal, as far as its options can be read.`,
      "What ends a run that is under way when the agent is stopped?",
      { evidence: open.slice(0, 12).map(({ at, operation }) => locate(at, "call", operation)) },
    );
  },
});

function takesSignal({ runBounds }: Stack, call: ModelCall): boolean {
  const isOwn = call.settable === undefined || call.settable.includes("abort");
  return isOwn || runBounds.runs.some(({ agentAt, limits }) => isOf(agentAt, call) && limits.abort !== undefined);
}

/** The signals that every run of the call gets; none if one goes without. */
function signalsOf({ runBounds }: Stack, call: ModelCall): readonly Setting[] {
  if (call.limits.abort.state === "set") return [call.limits.abort];
  const runs = runBounds.runs.filter(({ agentAt, holds }) => holds === "run" && isOf(agentAt, call));
  const signals = runs.flatMap(({ limits }) => (limits.abort?.state === "set" ? [limits.abort] : []));
  return signals.length < runs.length ? [] : signals;
}

function isOf(agentAt: Stack["runBounds"]["runs"][number]["agentAt"], { at }: ModelCall): boolean {
  return agentAt !== null && samePlace(agentAt, at);
}
