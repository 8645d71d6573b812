import { locate } from "../../src/model/location.ts";
import { defineCheck, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

/** DE-2: what the agent does is watched by rules that are written down. What a rule watches is told by its words, so this never fails. */
export const alertRules = defineCheck<never>({
  id: "detection-escalation/alert-rules",
  asks: "Is there an alert rule in code on what the agent does: refusals, denials, tool failures, cost?",
  references: references(
    "LLM10:2025",
    "ASI08",
    "AISVS 12.2.1",
    "AISVS 12.2.2",
    "AISVS 12.3.1",
    "MEASURE 2.4",
    "MEASURE 3.1",
    "MANAGE 4.1",
    "A.6.2.6",
    "AML.M0024",
    "Art. 72",
    "CWE-778",
  ),
  faults: {},
  judge({ detection: { alerts } }) {
    const rules = alerts.filter(({ product }) => product !== "alertmanager");
    const question =
      "Which alerts watch refusals, denials of gates, failures of tools and cost of the agent, and where are they kept?";
    if (rules.length === 0) return unknown("No alert rule was found in the repository.", question);
    const own = rules.filter(({ watchesAgent }) => watchesAgent);
    if (own.length > 0) return pass(distinctLocations(own.map(({ at, name }) => locate(at, "alert", name))));
    return unknown(
      "The alert rules of the repository watch machines: none names what an agent, a model or a tool does.",
      question,
      {
        evidence: distinctLocations(rules.slice(0, 10).map(({ at, name }) => locate(at, "alert", name))),
      },
    );
  },
});
