import { locate } from "../../src/model/location.ts";
import type { HiddenKind, InstructionText } from "../../src/model/prompts.ts";
import { defineCheck, type Finding, fail, notApplicable, pass } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "hidden-characters";

const named: Readonly<Record<HiddenKind, string>> = {
  tag: "tag characters",
  "zero-width": "zero-width characters inside words",
  bidirectional: "controls of the direction of writing",
  "variation-selector": "runs of variation selectors",
};

/** PI-10: who reviews the instructions sees what the model reads. */
export const hiddenCharacters = defineCheck<FaultId>({
  id: "prompt-injection/hidden-characters",
  asks: "Are prompts and rules files free of characters that a reviewer does not see?",
  references: references(
    "LLM01:2025",
    "ASI01",
    "ASI04",
    "AISVS 2.1.1",
    "MEASURE 2.7",
    "A.6.2.4",
    "AML.T0051",
    "CWE-1427",
  ),
  faults: {
    "hidden-characters": {
      says: "{text} holds {count} that no editor shows: {kinds}.",
      because: "A model reads them as text, so an instruction can pass every review unseen.",
      fix: "Remove them, find out which change brought them in, and refuse such characters in CI.",
    },
  },
  judge({ prompts: { texts, systems } }) {
    if (texts.length === 0 && systems.length === 0) return notApplicable("No prompt and no rules file was found.");
    const hiding = texts.filter(({ hidden }) => hidden.length > 0);
    if (hiding.length > 0) return fail(hiding.map(toFinding));
    return pass(
      distinctLocations([
        ...texts.map(({ at, name }) => locate(at, "rules", name)),
        ...systems.map(({ textAt, operation }) => locate(textAt, "system text", operation)),
      ]),
    );
  },
});

function toFinding({ name, at, hidden }: InstructionText): Finding<FaultId> {
  const [first] = hidden;
  const count = hidden.reduce((sum, one) => sum + one.count, 0);
  return {
    fault: "hidden-characters",
    subject: `${at.path}#${[...new Set(hidden.map(({ kind }) => kind))].sort().join(" ")}`,
    data: {
      text: name,
      count: count === 1 ? "one character" : `${count} characters`,
      kinds: listed(hidden.map(({ kind }) => named[kind])),
    },
    at: locate(first?.at ?? at, "hidden", first ? named[first.kind] : ""),
    related: distinctLocations(hidden.slice(1, 10).map((one) => locate(one.at, "hidden", named[one.kind]))),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
