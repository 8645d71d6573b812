import type { Tool } from "../../src/model/agent-tool.ts";
import { gatesAt } from "../../src/model/gate.ts";
import { locate, samePlace } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Sink } from "../../src/model/sink.ts";
import type { Stack } from "../../src/model/stack.ts";
import { guards, isOfferedOverMcp, toolsToGate, type WritingTool } from "../../src/model/tool-effects.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "ungated" | "ungated-on-one-path" | "left-to-the-client" | "asked-in-some-cases";

/** PG-1: a check stands before every call that changes something, on every path to it. */
export const ungatedCall = defineCheck<FaultId>({
  id: "pre-call-gate/ungated-call",
  asks: "Does a check outside the model stand before every tool call that changes something?",
  references: references(
    "LLM06:2025",
    "ASI02",
    "ASI05",
    "AISVS 9.2.1",
    "AISVS 9.5.1",
    "MANAGE 1.3",
    "MAP 3.5",
    "A.9.2",
    "AML.M0029",
    "AML.M0028",
    "AML.T0053",
    "Art. 14",
    "CWE-862",
  ),
  faults: {
    ungated: {
      says: "{tool} reaches {effect} and nothing but the model decides whether it is called.",
      because: "Text injected into a prompt, or one wrong step of the model, is then enough to make the change.",
      fix: "Ask a gate in the dispatcher or in the wrapper of the tool before the call, and refuse by default; let a person approve what cannot be undone.",
    },
    "ungated-on-one-path": {
      says: "{tool} asks {gate} before some of what it changes, and reaches {effect} without.",
      because: "A gate that can be walked around holds nobody who finds the other way.",
      fix: "Ask the gate before the first effect, or in the one client that all of them go through.",
    },
    "asked-in-some-cases": {
      says: "{tool} reaches {effect}, and a person is asked in some cases only.",
      because: "What decides whether somebody is asked is an argument that the model writes, or who called.",
      fix: "Ask a gate before the calls that nobody approves, and hold them to what may be done without: an amount, a folder, a list.",
    },
    "left-to-the-client": {
      says: "{tool} reaches {effect}, and this MCP server asks nothing before it.",
      because:
        "Whether somebody is asked is then up to each client, and its model decides in those that approve by themselves.",
      fix: "Check scope, target and arguments in the server's own handler of tools/call; annotations are hints that no client has to heed.",
    },
  },
  judge(stack) {
    if (stack.tools.length === 0) return notApplicable("No tool was found.");
    const tools = toolsToGate(stack);
    const opaque = stack.tools.filter((tool) => tool.opaque !== null);
    const ungated = tools.filter((tool) => openWrites(stack, tool).length > 0);
    const proven = ungated.filter((tool) => isCertain(stack, tool)).map((tool) => toFinding(stack, tool));
    const reasons = opaque.map(({ name, opaque: why }) => `What ${name} calls could not be followed: ${why}.`);
    if (proven.length > 0) return fail(proven, reasons);

    const suspected = ungated.map((tool) => toFinding(stack, tool));
    if (suspected.length > 0 || opaque.length > 0) {
      const names = listed(ungated.map(({ tool }) => tool.name));
      const listedTools = listed(
        ungated.filter(({ tool }) => tool.policyAt !== undefined).map(({ tool }) => tool.name),
      );
      const asking = listed(ungated.filter((tool) => isAskedSometimes(stack, tool)).map(({ tool }) => tool.name));
      const unchecked = listed(ungated.filter((tool) => !isAskedSometimes(stack, tool)).map(({ tool }) => tool.name));
      const served = [
        ...(unchecked === "" ? [] : [`No check was seen before the writes of ${unchecked}.`]),
        ...(asking === "" ? [] : [`A person is asked before some calls of ${asking} only.`]),
      ];
      const table =
        listedTools === "" ? [] : [`A table says how ${listedTools} may be called; who obeys it was not followed.`];
      const asked = suspected.length > 0 ? [`Does whoever calls ${names} ask before each call?`] : [];
      return unknown(
        sentences([...served, ...table, ...reasons]),
        sentences([...asked, ...opaque.map(({ name }) => `Does a check stand before what ${name} changes?`)]),
        { suspected, evidence: opaque.map(({ at, name }) => locate(at, "tool", name)) },
      );
    }
    if (tools.length === 0) return notApplicable("No tool changes anything outside the process.");
    return pass(distinctLocations(tools.flatMap((tool) => evidenceOf(stack, tool))));
  },
});

/**
 * Whether nothing can stand before the call: a framework makes it, and where one asks is seen. A loop of the repository's
 * own may keep a call pending until a person has answered, turns later, unless it makes the call in the round in which the
 * model asks for it, and the check before the others was seen; nor is a file that is written on the way, a cache or a log,
 * what a gate is asked for.
 */
function isCertain(stack: Stack, writing: WritingTool): boolean {
  if (isAskedSometimes(stack, writing)) return false;
  const { tool } = writing;
  const isCalledByFramework = !isOfferedOverMcp(tool) && !ownKinds.has(tool.framework);
  const isPassedOver =
    tool.calledAtOnce === true && toolsToGate(stack).some((other) => isGatedBeside(stack, other, tool));
  const changes = openWrites(stack, writing).some(({ kind }) => kind !== "file-write");
  return (isCalledByFramework || isPassedOver) && tool.policyAt === undefined && changes;
}

/** Whether the same loop calls another tool, and a check that holds stands before all that this one changes. */
function isGatedBeside(stack: Stack, other: WritingTool, { name, handlerAt }: Tool): boolean {
  const own = other.tool.handlerAt;
  const isOfLoop = own !== null && handlerAt !== null && samePlace(own, handlerAt) && other.tool.name !== name;
  return isOfLoop && openWrites(stack, other).length === 0;
}

/** What a threshold lets through without a person may be what is wanted. */
function isAskedSometimes(stack: Stack, writing: WritingTool): boolean {
  return openWrites(stack, writing).every(({ gates }) => gatesAt(stack, gates).some((gate) => gate.isConditional));
}

/** Tools that no framework defines: plain objects, and classes of the repository. */
const ownKinds: ReadonlySet<string> = new Set(["object", "class"]);

function openWrites(stack: Stack, { writes }: WritingTool): Sink[] {
  return writes.filter(({ gates }) => !gatesAt(stack, gates).some(guards));
}

function toFinding(stack: Stack, writing: WritingTool): Finding<FaultId> {
  const { tool, writes } = writing;
  const open = openWrites(stack, writing);
  const [effect] = open;
  const standing = gatesAt(
    stack,
    writes.flatMap(({ gates }) => gates),
  ).filter(guards);
  const partly = standing.length > 0;
  return {
    fault: isAskedSometimes(stack, writing)
      ? "asked-in-some-cases"
      : partly
        ? "ungated-on-one-path"
        : isOfferedOverMcp(tool)
          ? "left-to-the-client"
          : "ungated",
    subject: `${tool.service}/${tool.name}`,
    data: {
      tool: tool.name,
      effect: listed(open.map(({ operation }) => operation)),
      gate: listed(standing.map(({ name }) => name)),
    },
    at: locate(tool.at, "tool", tool.name),
    related: distinctLocations([
      ...(effect ? wayTo(tool, effect) : []),
      ...(tool.policyAt ? [locate(tool.policyAt, "policy", `what a table says of ${tool.name}`)] : []),
      ...standing.slice(0, 2).map(({ enforcedAt, name }) => locate(enforcedAt, "gate", `${name}, on another path`)),
      ...open.slice(1, 4).map(({ at, operation }) => locate(at, "effect", operation)),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}

function wayTo({ name, handlerAt }: Tool, { at, operation, path }: Sink) {
  const [call] = path;
  const start = call ?? handlerAt;
  return [...(start ? [locate(start, "call", name)] : []), locate(at, "effect", operation)];
}

function evidenceOf(stack: Stack, { tool, writes }: WritingTool) {
  return writes.flatMap(({ at, operation, gates }) => [
    locate(at, "effect", `${tool.name}: ${operation}`),
    ...gatesAt(stack, gates)
      .filter(guards)
      .slice(0, 1)
      .map(({ enforcedAt, name }) => locate(enforcedAt, "gate", name)),
  ]);
}
