import type { Tool } from "../../src/model/agent-tool.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Sink } from "../../src/model/sink.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { ToolAnnotation, ToolChange } from "../../src/model/tool-declaration.ts";
import { isRecord, isWrite } from "../../src/model/tool-effects.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "not-read-only" | "may-not-be-read-only";

/** TB-3: a tool that says it only reads changes nothing. */
export const falseAnnotation = defineCheck<FaultId>({
  id: "tool-boundary-docs/false-annotation",
  asks: "Does every tool that says it only reads change nothing?",
  references: references(
    "LLM06:2025",
    "ASI02",
    "AISVS 9.3.3",
    "AISVS 9.2.3",
    "MAP 4.2",
    "A.6.2.7",
    "AML.M0028",
    "Art. 13",
    "CWE-1059",
  ),
  faults: {
    "not-read-only": {
      says: "{tool} is declared with readOnlyHint: true and reaches {effects}.",
      because: "Clients call a tool that only reads without asking anybody, so the change is made unseen.",
      fix: "Declare readOnlyHint: false with a truthful destructiveHint, or move what it changes into a tool of its own.",
    },
    "may-not-be-read-only": {
      says: "{tool} is declared with readOnlyHint: true and reaches {effects}, which may change something.",
      because: "Clients call a tool that only reads without asking anybody.",
      fix: "Make sure that what is sent only asks; declare readOnlyHint: false if it does not.",
    },
  },
  judge(stack) {
    const declared = stack.tools.flatMap((tool) => readOnlyHint(tool).map((hint) => ({ tool, hint })));
    if (declared.length === 0) return notApplicable("No tool is declared to only read.");
    const proven = declared.flatMap(({ tool, hint }) => {
      const changes = changesOf(stack, tool);
      return changes.length === 0 ? [] : [toFinding("not-read-only", tool, hint, changes)];
    });
    if (proven.length > 0) return fail(proven);

    const suspected = declared.flatMap(({ tool, hint }) => {
      const writes = writesOf(stack, tool);
      return writes.length === 0 ? [] : [toFinding("may-not-be-read-only", tool, hint, writes)];
    });
    const names = suspected.map(({ data }) => data.tool ?? "");
    if (suspected.length > 0)
      return unknown(
        `What is sent by ${listed(names)} may be a question as well as a change.`,
        `Does what is sent by ${listed(names)} change nothing but caches and records?`,
        { suspected },
      );
    return pass(distinctLocations(declared.map(({ tool, hint }) => locate(hint.at, "annotation", tool.name))));
  },
});

function readOnlyHint({ declaration }: Tool): readonly ToolAnnotation[] {
  return (declaration?.annotations ?? []).filter(({ name, value }) => name === "readOnlyHint" && value === true);
}

/** A record of the call is not what the tool does. */
function changesOf(stack: Stack, { declaration }: Tool): readonly ToolChange[] {
  return (declaration?.changes ?? []).filter((change) => !isRecord(stack, { ...change, kind: "store-write" }));
}

/** Writes that are neither to a cache nor a record; code that runs may do either, and is not told as a suspicion. */
function writesOf(stack: Stack, { sinks }: Tool): readonly Sink[] {
  return sinks.filter(
    (sink) =>
      isWrite(sink) &&
      (sink.kind === "external-write" || sink.kind === "store-write") &&
      !/cache|memory/.test(sink.store === null ? "" : (stack.stores[sink.store]?.kind ?? "")) &&
      !isRecord(stack, sink),
  );
}

function toFinding(fault: FaultId, tool: Tool, hint: ToolAnnotation, effects: readonly ToolChange[]): Finding<FaultId> {
  return {
    fault,
    subject: `${tool.service}/${tool.name}`,
    data: { tool: tool.name, effects: listed([...new Set(effects.map(({ operation }) => operation))]) },
    at: locate(hint.at, "annotation", `${tool.name}: readOnlyHint`),
    related: distinctLocations([
      ...effects.slice(0, 1).flatMap(({ path }) => path.slice(0, 1).map((place) => locate(place, "call", tool.name))),
      ...effects.slice(0, 4).map(({ at, operation }) => locate(at, "effect", operation)),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
