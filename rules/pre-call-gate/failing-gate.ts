import type { Gate } from "../../src/model/gate.ts";
import { isWithin, locate, type Place } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { guards, writingTools } from "../../src/model/tool-effects.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "does-not-hold";

/** PG-3: a check that stands before a call refuses it, on every way past the check. */
export const failingGate = defineCheck<FaultId>({
  id: "pre-call-gate/failing-gate",
  asks: "Does every check before a tool call hold: awaited, obeyed, and closed when it fails?",
  references: references(
    "LLM06:2025",
    "ASI02",
    "AISVS 9.6.2",
    "AISVS 9.5.1",
    "MEASURE 2.6",
    "A.9.2",
    "AML.M0028",
    "Art. 14",
    "CWE-636",
    "CWE-424",
    "CWE-863",
  ),
  faults: {
    "does-not-hold": {
      says: "{gate} stands before {tools} and does not hold: {weakness}.",
      because: "Whoever reads the code takes the call for guarded, and it is not.",
      fix: "Await the check, let a refusal or an error of it end the call, and let nothing switch it off.",
    },
  },
  judge(stack) {
    const standing = gatesBeforeWrites(stack);
    if (standing.length === 0) return notApplicable("No check stands before a tool call that changes something.");
    // A check of several steps may be read step by step: what one of them holds, the call is held by.
    const holding = standing.filter(({ gate }) => guards(gate)).map(({ gate }) => gate.enforcedAt);
    const weak = standing.filter(({ gate }) => !guards(gate) && !holding.some((at) => isOneCall(at, gate.enforcedAt)));
    const broken = weak.filter(({ gate }) => !gate.isConditional);
    if (broken.length > 0) return fail(groupByName(broken).map(toFinding));
    if (weak.length > 0) {
      const names = listed([...new Set(weak.flatMap(({ tools }) => tools))]);
      return unknown(
        `A person is asked before some calls of ${names} and not before others, as the code decides by what they are about.`,
        `Is it meant that ${names} makes the other calls without anybody being asked?`,
        { suspected: groupByName(weak).map(toFinding) },
      );
    }
    return pass(distinctLocations(standing.map(({ gate }) => locate(gate.enforcedAt, "gate", gate.name))));
  },
});

function isOneCall(a: Place, b: Place): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

interface Standing {
  readonly gate: Gate;
  readonly tools: readonly string[];
}

function gatesBeforeWrites(stack: Stack): Standing[] {
  const writing = writingTools(stack);
  return stack.gates.flatMap((gate, index) => {
    const behind = writing.filter(({ writes }) => writes.some(({ gates }) => gates.includes(index)));
    return behind.length === 0 ? [] : [{ gate, tools: behind.map(({ tool }) => tool.name) }];
  });
}

/** One helper that is called by fifty tools is one thing to repair. */
function groupByName(weak: readonly Standing[]): Standing[] {
  const groups = new Map<string, Standing>();
  for (const { gate, tools } of weak) {
    const key = [gate.name, gate.at.path, gate.at.span.startLine, gate.weakness].join("\n");
    const before = groups.get(key);
    groups.set(key, { gate: before?.gate ?? gate, tools: [...(before?.tools ?? []), ...tools] });
  }
  return [...groups.values()];
}

function toFinding({ gate, tools }: Standing): Finding<FaultId> {
  const [first = "", ...more] = [...new Set(tools)];
  return {
    fault: "does-not-hold",
    subject: `${gate.at.path}#${gate.name}`,
    data: {
      gate: gate.name,
      weakness: gate.weakness ?? "",
      tools: more.length === 0 ? first : `${first} and ${more.length} more`,
    },
    at: locate(gate.at, "gate", gate.weakness ?? ""),
    related: distinctLocations([locate(gate.enforcedAt, "call", `before ${first}`)]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
