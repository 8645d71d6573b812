import { locate } from "../../src/model/location.ts";
import type { InputGuard } from "../../src/model/prompts.ts";
import { defineCheck, type Finding, fail, notApplicable, pass } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "races-the-tools" | "can-be-skipped";

/** PI-6: a guard on what comes in answers before the agent acts, and nothing leaves it out. */
export const guardOrder = defineCheck<FaultId>({
  id: "prompt-injection/guard-order",
  asks: "Does every input guard answer before the agent acts, whatever is set?",
  references: references(
    "LLM01:2025",
    "ASI01",
    "ASI02",
    "AISVS 12.2.1",
    "MEASURE 2.6",
    "A.6.2.6",
    "AML.M0020",
    "Art. 15",
    "CWE-367",
    "CWE-636",
  ),
  faults: {
    "races-the-tools": {
      says: "{guard} runs beside the agent, which may have called {tools} before it answers.",
      because:
        "In the installed version ({installed}) tools of the first turn are called without waiting for a guard that runs in parallel, which is the default; a refusal comes after the deed.",
      fix: "Set runInParallel to false on the guard, or upgrade @openai/agents to 0.4.13 or later, where tools wait.",
    },
    "can-be-skipped": {
      says: "{flag} leaves {guard} out.",
      because: "What one variable switches off is off in the environment where it was set to get something done.",
      fix: "Wire the guard always; where a test needs an answer of it, replace the service that it asks.",
    },
  },
  judge({ prompts: { guards } }) {
    if (guards.length === 0) return notApplicable("No guard of a known product is wired to a model call.");
    const findings = guards.flatMap(findingsOf);
    if (findings.length > 0) return fail(findings);
    return pass(distinctLocations(guards.map(({ at, name }) => locate(at, "guard", name))));
  },
});

function findingsOf(guard: InputGuard): Finding<FaultId>[] {
  const { name, at, wiredAt, races, skippedBy } = guard;
  const common = {
    subject: `${at.path}#${name}`,
    at: locate(at, "guard", name),
    environments: [],
    failurePath: null,
    contamination: [],
  };
  const racing: Finding<FaultId>[] = races
    ? [
        {
          ...common,
          fault: "races-the-tools",
          data: { guard: name, tools: listed(races.tools.map((tool) => tool.name)), installed: races.installed },
          related: distinctLocations([
            locate(wiredAt, "agent"),
            ...races.tools.slice(0, 4).map((tool) => locate(tool.at, "tool", tool.name)),
          ]),
        },
      ]
    : [];
  const skipped: Finding<FaultId>[] = skippedBy
    ? [
        {
          ...common,
          fault: "can-be-skipped",
          data: { guard: name, flag: skippedBy.what },
          related: distinctLocations([locate(skippedBy.at, "switch", skippedBy.what), locate(wiredAt, "agent")]),
        },
      ]
    : [];
  return [...racing, ...skipped];
}
