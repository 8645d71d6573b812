import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { locateCall } from "./agent-loops.ts";

/** EL-5: whoever asks an agent is limited in how often. */
export const unlimitedEntry = defineCheck<never>({
  id: "execution-limits/unlimited-entry",
  asks: "Does a limiter stand before every entry that leads to a model?",
  references: references(
    "LLM10:2025",
    "LLM06:2025",
    "ASI02",
    "AISVS 9.1.1",
    "MANAGE 1.3",
    "A.6.2.6",
    "AML.M0004",
    "CWE-770",
    "CWE-799",
  ),
  faults: {},
  judge({ modelCalls, runBounds: { entryLimits } }) {
    if (modelCalls.length === 0) return notApplicable("No call of a model was found.");
    const isLimited = (at: (typeof modelCalls)[number]["at"]): boolean =>
      entryLimits.some(({ call }) => call.path === at.path && call.span.startLine === at.span.startLine);
    const open = modelCalls.filter(({ at }) => !isLimited(at));
    const evidence = distinctLocations(
      entryLimits.flatMap(({ limiter, at, call }) => [locate(at, "limiter", limiter), locate(call, "call")]),
    );
    if (open.length === 0) return pass(evidence);
    return unknown(
      entryLimits.length === 0
        ? "No limiter was found before a call of a model; one of a gateway or a firewall is not in the repository."
        : `A limiter stands before some calls of models, and before ${open.length} none was found.`,
      "What limits how often a user or a tenant can start a run: a gateway, a firewall, a queue?",
      { evidence: [...evidence, ...open.map(locateCall)].slice(0, 12) },
    );
  },
});
