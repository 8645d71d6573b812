import { locate } from "../../src/model/location.ts";
import { isActOfAgent, silentRetrievals } from "../../src/model/recorded-acts.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "retrieval-unrecorded";

/** AT-11: what was retrieved is recorded, as well as what was called. */
export const silentRetrieval = defineCheck<FaultId>({
  id: "audit-trail/silent-retrieval",
  asks: "Does every retrieval leave an event that says what was asked and which passages came back?",
  references: references(
    "LLM08:2025",
    "AISVS 12.1.1",
    "AISVS 12.1.3",
    "MEASURE 2.8",
    "A.6.2.8",
    "AML.M0024",
    "Art. 12",
    "CWE-778",
  ),
  faults: {
    "retrieval-unrecorded": {
      says: "Other acts of the agent are recorded, and nothing records the retrieval from {store}.",
      because: "Which poisoned or leaked passage led the model to its answer cannot be found out afterwards.",
      fix: "Record each retrieval where it is made: a digest of the query, the index, the ids of what came back.",
    },
  },
  judge(stack) {
    const read = stack.stores.filter(
      ({ used, feedsContext, kind }) => used && feedsContext !== null && (kind === "vector" || kind === "search"),
    );
    const silent = silentRetrievals(stack);
    if (silent.length > 0) {
      return fail(
        silent.map(
          ({ store, at }): Finding<FaultId> => ({
            fault: "retrieval-unrecorded",
            subject: `${store.service}/${store.name}`,
            data: { store: store.name },
            at: locate(at, "retrieval", store.name),
            related: [locate(store.at, "store", store.name)],
            environments: [],
            failurePath: null,
            contamination: [],
          }),
        ),
      );
    }
    if (read.length === 0) return notApplicable("No store that a model is given passages from was found.");
    // What is recorded in the file that reads is taken for the retrieval's own, whatever it is called.
    const beside = new Set(read.flatMap(({ readAt = [] }) => readAt.map(({ path }) => path)));
    const events = stack.auditEvents.filter(
      ({ subject, at }) => subject === "retrieval" || (isActOfAgent(subject) && beside.has(at.path)),
    );
    if (events.length > 0)
      return pass(distinctLocations(events.map(({ at, emitter }) => locate(at, "event", emitter))));
    return unknown(
      `No event of a retrieval was found for ${listed(read.map(({ name }) => name))}; that of the tool or the call around it may stand for it.`,
      "Which event says what was asked of the index and which passages came back?",
      { evidence: distinctLocations(read.map(({ at, name }) => locate(at, "store", name))) },
    );
  },
});
