import { locate } from "../../src/model/location.ts";
import { defineCheck, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

/** DE-8: people who use the agent can say that an answer was bad, and it is kept with its trace. */
export const userFeedback = defineCheck<never>({
  id: "detection-escalation/user-feedback",
  asks: "Is what users say of an answer kept with the trace of that answer?",
  references: references("LLM09:2025", "MEASURE 3.3", "MANAGE 4.1", "A.3.3", "Art. 72"),
  faults: {},
  judge({ detection: { signals } }) {
    const feedback = signals.filter(({ kind }) => kind === "feedback");
    if (feedback.length > 0)
      return pass(distinctLocations(feedback.map(({ at, what }) => locate(at, "feedback", what))));
    return unknown(
      "No call that keeps feedback beside a trace was found; an endpoint of the application's own is not told apart from other code.",
      "Where do users report a bad answer, and is the report kept with its trace?",
    );
  },
});
