import type { Tool } from "../../src/model/agent-tool.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { OpenEnd } from "../../src/model/tool-declaration.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "runs-what-is-passed" | "fetches-what-is-passed";

/** TB-6: no tool runs or fetches whatever the model passes. */
export const openEndedTool = defineCheck<FaultId>({
  id: "tool-boundary-docs/open-ended-tool",
  asks: "Does no tool run, or fetch, whatever the model passes to it?",
  references: references(
    "LLM06:2025",
    "ASI02",
    "ASI05",
    "AISVS 9.3.3",
    "AISVS 9.3.1",
    "MAP 3.3",
    "A.9.4",
    "AML.M0028",
    "AML.T0053",
    "Art. 15",
    "CWE-749",
    "CWE-94",
  ),
  faults: {
    "runs-what-is-passed": {
      says: "{tool} passes {parameter} to {operation} as {into}, as the model gives it.",
      because: "Its boundary is then that of the process: whatever text talks the model into runs with all its rights.",
      fix: "Offer a tool for each thing that is needed, or hold the parameter to a list and ask a gate before the call.",
    },
    "fetches-what-is-passed": {
      says: "{tool} requests the address that the model passes as {parameter}.",
      because:
        "Text injected into a prompt can send what the model knows to any host, and reach what only the process can reach.",
      fix: "Hold the host to a list before the request is made, and refuse addresses of the own network.",
    },
  },
  judge({ tools }) {
    const followed = tools.filter(({ declaration }) => declaration !== undefined);
    if (followed.length === 0) return notApplicable("No tool was found.");
    const open = followed.flatMap((tool) => (tool.declaration?.openEnds ?? []).map((end) => ({ tool, end })));
    const proven = open.filter(({ end }) => end.checkedAt === null);
    const held = open.filter(({ end }) => end.checkedAt !== null);
    if (proven.length > 0) return fail(byParameter(proven).map(toFinding));
    if (held.length > 0) {
      const names = listed(held.map(({ tool, end }) => `${end.parameter} of ${tool.name}`));
      return unknown(
        `A check stands before ${names}, and what it lets through is not known.`,
        `Does the check hold ${names} to what the tool is meant for?`,
        { suspected: byParameter(held).map(toFinding) },
      );
    }
    return pass(
      distinctLocations(followed.slice(0, 20).map(({ at, name }) => locate(at, "tool", name))),
      followed.some(({ opaque }) => opaque !== null) ? ["Tools whose handler could not be followed are left out."] : [],
    );
  },
});

interface Open {
  readonly tool: Tool;
  readonly end: OpenEnd;
}

/** One parameter that is run in three places is one thing to repair. */
function byParameter(open: readonly Open[]): readonly Open[] {
  const key = ({ tool, end }: Open): string => `${tool.service}/${tool.name}#${end.parameter}#${end.into}`;
  return open.filter((one, i) => open.findIndex((other) => key(other) === key(one)) === i);
}

function toFinding({ tool, end }: Open): Finding<FaultId> {
  const { parameter, into, operation, at, parameterAt, path, checkedAt } = end;
  const [call] = path;
  return {
    fault: into === "address" ? "fetches-what-is-passed" : "runs-what-is-passed",
    subject: `${tool.service}/${tool.name}#${parameter}`,
    data: { tool: tool.name, parameter, operation, into: into === "code" || into === "SQL text" ? into : `a ${into}` },
    at: locate(at, "effect", operation),
    related: distinctLocations([
      locate(parameterAt, "parameter", parameter),
      ...(call ? [locate(call, "call", tool.name)] : []),
      ...(checkedAt ? [locate(checkedAt, "check", "stands before it")] : []),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
