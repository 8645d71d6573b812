import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { ToolRecord } from "../../src/model/tool-record.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "not-recorded" | "not-in-code";

/** TB-1 and TB-2: the record of the tools and the code name the same ones. */
export const undocumentedTool = defineCheck<FaultId>({
  id: "tool-boundary-docs/undocumented-tool",
  asks: "Does a record of the tools name those that the code registers, and no others?",
  references: references(
    "LLM06:2025",
    "ASI02",
    "AISVS 9.3.3",
    "AISVS 10.4.8",
    "GOVERN 1.6",
    "MAP 2.2",
    "A.4.2",
    "A.6.2.7",
    "AML.M0023",
    "Art. 11",
    "CWE-1059",
  ),
  faults: {
    "not-recorded": {
      says: "{record} leaves out {tools}, which the code registers.",
      because: "Whoever goes by the record does not know what the agent can do.",
      fix: "Add what is missing, and compare record and code in CI.",
    },
    "not-in-code": {
      says: "{record} lists {tools}, which the code does not have.",
      because: "A record that tells of tools that are not there is not kept up, and nobody can rely on the rest of it.",
      fix: "Remove or rename the entries, and compare record and code in CI.",
    },
  },
  judge({ tools, toolRecords }) {
    const defined = tools.filter(({ declaration }) => declaration !== undefined);
    if (defined.length === 0) return notApplicable("No tool is defined in the repository.");
    if (toolRecords.length === 0)
      return unknown(
        "The repository keeps no record of its tools that can be compared with the code.",
        "Where is it written down for each tool what it may touch, with which credential, and whether that can be undone?",
      );
    const proven = toolRecords.flatMap((record) => [...missing(record), ...left(record)]);
    if (proven.length > 0) return fail(proven);
    const open = toolRecords.filter(({ incomplete }) => incomplete !== null);
    if (open.length > 0)
      return unknown(
        open.map(({ at, incomplete }) => `${at.path} cannot be compared: ${incomplete}.`).join(" "),
        `Does ${listed(open.map(({ at }) => at.path))} name every tool that is offered?`,
        { evidence: open.map(({ at }) => locate(at, "record")) },
      );
    return pass(
      distinctLocations(toolRecords.map(({ at, entries }) => locate(at, "record", `${entries.length} tools`))),
    );
  },
});

/** What is registered is there, whatever else is not known. */
function missing(record: ToolRecord): readonly Finding<FaultId>[] {
  const listedNames = new Set(record.entries.map(({ name }) => name));
  const tools = record.registered.filter(({ name }) => !listedNames.has(name));
  // A record that the code hardly knows is of another server.
  const isOfThisCode = record.registered.some(({ name }) => listedNames.has(name));
  if (tools.length === 0 || record.incomplete !== null || !isOfThisCode) return [];
  return [finding("not-recorded", record, tools)];
}

function left(record: ToolRecord): readonly Finding<FaultId>[] {
  if (record.absent.length === 0 || record.incomplete !== null) return [];
  return [
    finding(
      "not-in-code",
      record,
      record.entries.filter(({ name }) => record.absent.includes(name)),
    ),
  ];
}

function finding(fault: FaultId, { at }: ToolRecord, tools: ToolRecord["entries"]): Finding<FaultId> {
  const [first] = tools;
  return {
    fault,
    subject: at.path,
    members: [...new Set(tools.map(({ name }) => name))],
    data: { record: at.path, tools: listed([...new Set(tools.map(({ name }) => name))]) },
    at: locate(fault === "not-in-code" ? (first?.at ?? at) : at, "record"),
    related: distinctLocations(
      tools.slice(fault === "not-in-code" ? 1 : 0, 8).map((tool) => locate(tool.at, "tool", tool.name)),
    ),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
