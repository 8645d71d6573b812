import { type Location, locate, type Place } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { runsModels } from "../../src/model/runs-models.ts";
import { comesBy, locateShowing, showings, unrunNotes } from "../../src/model/shown-by.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { Expectation, TestCase } from "../../src/model/test-case.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

const question =
  "Which test gives the retriever or the ingestion a record of another environment or tenant and expects that it is left out?";

/** PD-T: what belongs to another environment or tenant is not given out, or personal data is not passed on. */
export const testedIsolation = defineCheck<never>({
  id: "prod-data-isolation/tested-isolation",
  asks: "Does a test show that records of another environment or tenant, or personal data, are kept out?",
  leg: "test",
  references: references(
    "LLM02:2025",
    "LLM08:2025",
    "AISVS 3.4.1",
    "MEASURE 2.10",
    "A.7.5",
    "AML.M0032",
    "CWE-359",
    "CWE-501",
  ),
  faults: {},
  judge(stack) {
    if (stack.stores.length === 0 && !runsModels(stack))
      return notApplicable("No store and no model call was found that data could get to.");
    const boundaries = boundariesOf(stack);
    const shown = boundaries.flatMap((boundary) => shownBoundaries(stack, boundary));
    if (shown.length === 0)
      return unknown(
        "No test was found that expects a record of another environment or tenant, or personal data, to be left out.",
        question,
        { evidence: distinctLocations(boundaries.slice(0, 6).map(locateBoundary)) },
      );
    return pass(
      distinctLocations(shown.flatMap(({ evidence }) => evidence)),
      unrunNotes(
        stack,
        shown.map(({ test }) => test),
      ),
    );
  },
});

interface Boundary {
  readonly at: Place;
  readonly what: string;
  /** `masking` keeps personal data out, whoever's it is; the others ask whose a record is. */
  readonly kind: "retrieval" | "ingestion" | "masking";
}

function boundariesOf({ stores, tools, recovery, dataFlows }: Stack): Boundary[] {
  const context = stores.filter(({ feedsContext }) => feedsContext !== null);
  const reads = tools.flatMap(({ sinks }) => sinks.filter(({ kind }) => kind === "store-read"));
  return [
    ...context.flatMap(({ readAt = [], name }) => readAt.map((at) => ({ at, what: name, kind: "retrieval" as const }))),
    ...reads.map(({ at, operation }) => ({ at, what: operation, kind: "retrieval" as const })),
    ...recovery.indexWrites.map(({ at, operation }) => ({ at, what: operation, kind: "ingestion" as const })),
    ...dataFlows.masks.map(({ at, name }) => ({ at, what: name, kind: "masking" as const })),
  ];
}

function shownBoundaries(stack: Stack, boundary: Boundary) {
  const { kind, at } = boundary;
  const kinds = kind === "ingestion" ? (["refuses", "not-called"] as const) : (["without"] as const);
  return showings(stack, kinds, (one) => comesBy(one, at)).flatMap((showing) => {
    const { test, expectation } = showing;
    // Whatever a mask leaves out is what it is there for; of a record it has to be known whose it is.
    if (kind === "masking" && expectation.fields.length > 0)
      return [{ test, evidence: [...locateShowing(showing), locateBoundary(boundary)] }];
    const given = kind === "masking" ? null : foreignRecord(test, expectation);
    if (given === null) return [];
    const evidence: Location[] = [
      ...locateShowing(showing),
      locate(given.at, "record", `tells ${given.key}`),
      locateBoundary(boundary),
    ];
    return [{ test, evidence }];
  });
}

const owners =
  /^(environment|env|tenant|tenant_?id|org_?id|organi[sz]ation_?id|workspace_?id|account_?id|customer_?id)$/i;

/**
 * A record that the test hands over, which says whose it is and holds what is expected to be left out: an answer that is
 * empty for some other reason says nothing.
 */
function foreignRecord({ gives }: TestCase, { kind, fields }: Expectation): { at: Place; key: string } | null {
  for (const { at, names, values } of gives) {
    const key = names.find((name) => owners.test(name));
    const isLeftOut = kind !== "without" || fields.some(({ value }) => value !== null && values.includes(value));
    if (key !== undefined && isLeftOut) return { at, key };
  }
  return null;
}

function locateBoundary({ at, what, kind }: Boundary): Location {
  return locate(at, kind, what);
}
