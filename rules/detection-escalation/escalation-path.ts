import type { Tool } from "../../src/model/agent-tool.ts";
import { splitWords } from "../../src/model/environment.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

/** DE-6: the agent can hand over to a person. Many products do it outside the agent, so that none is not proof. */
export const escalationPath = defineCheck<never>({
  id: "detection-escalation/escalation-path",
  asks: "Can the agent hand over to a person when it is out of its depth?",
  references: references(
    "LLM09:2025",
    "ASI09",
    "AISVS 9.2.1",
    "MAP 3.5",
    "MEASURE 3.3",
    "MANAGE 2.2",
    "A.3.3",
    "Art. 14",
    "Art. 26",
  ),
  faults: {},
  judge({ tools, modelCalls }) {
    const handing = tools.filter(handsOver);
    if (handing.length > 0) return pass(distinctLocations(handing.map(({ at, name }) => locate(at, "tool", name))));
    if (tools.length === 0 && modelCalls.length === 0) return notApplicable("No agent that could hand over was found.");
    return unknown(
      "No tool that hands over to a person was found by its name.",
      "How does a person take over when the agent is unsure, fails again or runs out of its budget?",
    );
  },
});

const persons = new Set([
  "human",
  "humans",
  "person",
  "operator",
  "staff",
  "support",
  "oncall",
  "supervisor",
  "representative",
]);
const handovers = new Set([
  "handoff",
  "handover",
  "transfer",
  "escalate",
  "escalation",
  "ask",
  "contact",
  "request",
  "notify",
  "page",
]);

/** `escalate_ticket` alone says it; `transfer` and its like only with whom it is transferred to. */
function handsOver({ name }: Tool): boolean {
  const words = splitWords(name);
  if (words.some((word) => word === "escalate" || word === "escalation")) return true;
  return words.some((word) => handovers.has(word)) && words.some((word) => persons.has(word));
}
