import type { Tool } from "../../src/model/agent-tool.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "hidden-characters";

/** TB-8: what a model reads of a tool is what a reviewer reads. */
export const hiddenText = defineCheck<FaultId>({
  id: "tool-boundary-docs/hidden-text",
  asks: "Is every name and description of a tool free of characters that nobody sees?",
  references: references(
    "LLM03:2025",
    "LLM01:2025",
    "ASI04",
    "AISVS 10.4.8",
    "MAP 4.2",
    "A.6.2.7",
    "AML.T0110",
    "AML.T0109",
    "CWE-1427",
  ),
  faults: {
    "hidden-characters": {
      says: "The {parts} of {tool} has hidden characters: {characters}.",
      because: "The model reads them and a reviewer does not, which is how instructions are hidden in a tool.",
      fix: "Remove the characters, find out who put them there, and check definitions for them in CI.",
    },
  },
  judge({ tools }) {
    const read = tools.filter(({ declaration }) => declaration !== undefined);
    if (read.length === 0) return notApplicable("No tool is defined in the repository.");
    const hiding = read.filter(({ declaration }) => (declaration?.hidden.length ?? 0) > 0);
    if (hiding.length > 0) return fail(hiding.map(toFinding));
    return pass(distinctLocations(read.slice(0, 20).map(({ at, name }) => locate(at, "tool", name))));
  },
});

function toFinding(tool: Tool): Finding<FaultId> {
  const hidden = tool.declaration?.hidden ?? [];
  const [first] = hidden;
  // The name itself may be what hides them.
  const name = tool.name.replace(/[^\x20-\x7e]/gu, "");
  return {
    fault: "hidden-characters",
    subject: `${tool.service}/${name}`,
    data: {
      tool: name,
      parts: listed([...new Set(hidden.map(({ of }) => of.replace(/[^\x20-\x7e]/gu, "")))]),
      characters: listed([...new Set(hidden.map(({ what }) => what))]),
    },
    at: locate(first?.at ?? tool.at, "text", first?.what ?? ""),
    related: distinctLocations([
      locate(tool.at, "tool", name),
      ...hidden.slice(1, 4).map(({ at, what }) => locate(at, "text", what)),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
