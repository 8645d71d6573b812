import type { Tool } from "../../src/model/agent-tool.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "lets-anything-through";

/** TB-5: the schema of a tool says what may be passed. */
export const looseSchema = defineCheck<FaultId>({
  id: "tool-boundary-docs/loose-schema",
  asks: "Does the schema of every tool say what may be passed to it, and nothing beyond?",
  references: references(
    "LLM06:2025",
    "ASI02",
    "AISVS 10.4.3",
    "AISVS 9.3.3",
    "MAP 3.3",
    "A.6.2.3",
    "Art. 13",
    "CWE-1111",
  ),
  faults: {
    "lets-anything-through": {
      says: "{tool} takes {parts} without saying what that may be.",
      because: "What the model makes up, or was told to pass by a document, reaches the handler unchecked.",
      fix: "Write out the fields and their types, and refuse the rest (z.strictObject, additionalProperties: false).",
    },
  },
  judge({ tools }) {
    const declared = tools.filter(({ declaration, parameters }) => declaration !== undefined && parameters.length > 0);
    if (declared.length === 0) return notApplicable("No tool with parameters was found.");
    const loose = declared.filter(({ declaration }) => (declaration?.loose.length ?? 0) > 0);
    if (loose.length > 0) {
      const names = listed(loose.map(({ name }) => name));
      return unknown(
        `The schema of ${names} lets values of any shape through.`,
        `Does the handler of ${names} check what the schema leaves open?`,
        { suspected: loose.map(toFinding) },
      );
    }
    return pass(distinctLocations(declared.map(({ at, name }) => locate(at, "tool", name))));
  },
});

function toFinding(tool: Tool): Finding<FaultId> {
  const loose = tool.declaration?.loose ?? [];
  const [first] = loose;
  const parts = [
    ...new Set(loose.map(({ parameter, what }) => (parameter === null ? what : `${parameter} (${what})`))),
  ];
  return {
    fault: "lets-anything-through",
    subject: `${tool.service}/${tool.name}`,
    data: { tool: tool.name, parts: listed(parts) },
    at: locate(first?.at ?? tool.at, "schema", tool.name),
    related: distinctLocations([
      locate(tool.at, "tool", tool.name),
      ...loose.slice(1, 4).map(({ at, parameter, what }) => locate(at, "schema", parameter ?? what)),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
