import { locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "short-retention";

/** Six months, as Art. 19 has it for systems of high risk. */
const leastDays = 180;

/** AT-9: what is logged is kept long enough. Whether a log group holds the trail is not told by its name, so this never fails. */
export const shortRetention = defineCheck<FaultId>({
  id: "audit-trail/short-retention",
  asks: "Are logs kept for at least six months?",
  references: references("AISVS 12.4.2", "MANAGE 4.3", "A.6.2.8", "Art. 19", "Art. 26", "CWE-778"),
  faults: {
    "short-retention": {
      says: "{name} keeps logs for {days} days.",
      because:
        "An agent's misuse is often found months later, and Art. 19 of the EU AI Act has six months for systems of high risk.",
      fix: "Keep the group that holds the events of the agent for at least 180 days, or send them to storage that does.",
    },
  },
  judge({ recording: { retentions } }) {
    if (retentions.length === 0) return notApplicable("No retention of logs is set in the repository.");
    const short = retentions.filter(({ days }) => days < leastDays);
    if (short.length === 0)
      return pass(distinctLocations(retentions.map(({ at, name }) => locate(at, "retention", name))));
    return unknown(
      "Which of the log groups holds the events of the agent is not told by their names.",
      `Are the events of the agent among what ${listed(short.map(({ name }) => name))} keeps, and are they kept longer elsewhere?`,
      {
        suspected: short.map(({ name, days, at }) => ({
          fault: "short-retention",
          subject: name,
          data: { name, days: String(days) },
          at: locate(at, "retention", `${days} days`),
          related: [],
          environments: [],
          failurePath: null,
          contamination: [],
        })),
      },
    );
  },
});
