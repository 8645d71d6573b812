import type { Tool } from "../../src/model/agent-tool.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { isOfferedOverMcp, type WritingTool, writingTools } from "../../src/model/tool-effects.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "no-annotations";

/** TB-4: a tool that changes something says so to clients. */
export const missingAnnotation = defineCheck<FaultId>({
  id: "tool-boundary-docs/missing-annotation",
  asks: "Does every tool of an MCP server that changes something declare what it does?",
  references: references(
    "LLM06:2025",
    "ASI02",
    "AISVS 9.3.3",
    "AISVS 9.2.3",
    "MAP 2.2",
    "A.6.2.7",
    "Art. 13",
    "CWE-1059",
  ),
  faults: {
    "no-annotations": {
      says: "No annotations stand with {tools} of {service}, which may change something.",
      because:
        "A client has to take such a tool for destructive and open to the world, and one that asks only before destructive tools cannot tell them apart.",
      fix: "Declare readOnlyHint, destructiveHint, idempotentHint and openWorldHint with each tool.",
    },
  },
  judge(stack) {
    const writing = writingTools(stack).filter(({ tool }) => isOfferedOverMcp(tool) && tool.declaration !== undefined);
    if (writing.length === 0) return notApplicable("No tool of an MCP server does anything that may change something.");
    const bare = writing.filter(({ tool }) => tool.declaration?.annotations === null);
    if (bare.length > 0) {
      const names = listed(bare.map(({ tool }) => tool.name));
      return unknown(
        `No annotations stand with ${names}.`,
        `Do the clients of this server treat ${names} as destructive, as the protocol tells them to?`,
        { suspected: byService(bare).map(toFinding) },
      );
    }
    return pass(
      distinctLocations(
        writing.flatMap(({ tool }) => firstHint(tool).map((at) => locate(at, "annotation", tool.name))),
      ),
    );
  },
});

function firstHint({ declaration }: Tool) {
  return (declaration?.annotations ?? []).slice(0, 1).map(({ at }) => at);
}

function byService(tools: readonly WritingTool[]): readonly (readonly WritingTool[])[] {
  const services = [...new Set(tools.map(({ tool }) => tool.service))];
  return services.map((service) => tools.filter(({ tool }) => tool.service === service));
}

function toFinding(writing: readonly WritingTool[]): Finding<FaultId> {
  const [first] = writing;
  if (!first) throw new Error("a group of tools is never empty");
  return {
    fault: "no-annotations",
    subject: first.tool.service,
    members: writing.map(({ tool }) => tool.name),
    data: { service: first.tool.service, tools: listed(writing.map(({ tool }) => tool.name)) },
    at: locate(first.tool.at, "tool", first.tool.name),
    related: distinctLocations([
      ...first.writes.slice(0, 1).map(({ at, operation }) => locate(at, "effect", operation)),
      ...writing.slice(1, 6).map(({ tool }) => locate(tool.at, "tool", tool.name)),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
