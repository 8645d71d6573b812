import { type Location, locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { agentLoops, locateCall } from "./agent-loops.ts";

/** EL-2: what a run may cost is bounded where the run can see it. */
export const openSpend = defineCheck<never>({
  id: "execution-limits/open-spend",
  asks: "Does a budget end a run before it costs more than it may?",
  references: references(
    "LLM10:2025",
    "ASI08",
    "AISVS 9.1.2",
    "AISVS 12.2.5",
    "MAP 1.5",
    "MANAGE 1.3",
    "A.4.5",
    "AML.M0004",
    "CWE-770",
  ),
  faults: {},
  judge(stack) {
    const agents = agentLoops(stack);
    const { loops } = stack.runBounds;
    if (agents.length === 0 && loops.length === 0) return notApplicable("No call of a model is repeated.");
    const without = agents.filter(({ spend }) => spend.state !== "set");
    if (without.length === 0 && loops.length === 0)
      return pass(agents.flatMap(({ spend, call }): Location[] => spendOf(spend, call.operation)));
    const names = listed([
      ...without.map(({ call }) => call.operation),
      ...loops.map(({ name }) => name || "a script"),
    ]);
    return unknown(
      `No budget stands at ${names}; one of a gateway or of the provider's account is not in the repository.`,
      "What ends a run, or stops the calls of a tenant, when they have cost more than they may?",
      {
        evidence: distinctLocations([
          ...without.map(({ call }) => locateCall(call)),
          ...loops.map(({ at, name }) => locate(at, "loop", name)),
        ]).slice(0, 12),
      },
    );
  },
});

function spendOf(spend: ReturnType<typeof agentLoops>[number]["spend"], operation: string): Location[] {
  return spend.state === "set" ? [locate(spend.at, "limit", `budget of ${operation}`)] : [];
}
