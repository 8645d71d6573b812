import { locate } from "../../src/model/location.ts";
import { recordedTools } from "../../src/model/recorded-tools.ts";
import type { TelemetrySetting } from "../../src/model/recording.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "switched-off" | "maybe-off";

/** AT-5: the record that the framework itself would keep is not switched off where nothing else keeps one. */
export const switchedOff = defineCheck<FaultId>({
  id: "audit-trail/switched-off",
  asks: "Is the tracing of the agent framework left on wherever no other record of its tools is kept?",
  references: references("AISVS 12.1.1", "MEASURE 2.4", "MEASURE 3.1", "A.6.2.8", "AML.M0024", "Art. 12", "CWE-778"),
  faults: {
    "switched-off": {
      says: "{says} switches the tracing of {product} off, and nothing else records the calls of {tools}.",
      because: "The one record of what the agent did that would come for free is thrown away.",
      fix: "Leave tracing on, with inputs and outputs masked if they may not be kept, or record each call in the dispatcher.",
    },
    "maybe-off": {
      says: "{says} switches the tracing of {product} off for a call that runs no tools, or on one of several ways.",
      because: "What a model was asked and answered is then missing from the trace around it.",
      fix: "Leave tracing on, with inputs and outputs masked if they may not be kept.",
    },
  },
  judge(stack) {
    const off = stack.recording.settings.filter(({ kind }) => kind === "off");
    if (off.length === 0) {
      return stack.modelCalls.length === 0
        ? notApplicable("No call of a model was found.")
        : pass(distinctLocations(stack.modelCalls.slice(0, 5).map((c) => locate(c.at, "model call", c.operation))), [
            "No option that switches tracing off was found; whether it is switched on is the business of the other checks.",
          ]);
    }
    const bare = (service: string) =>
      recordedTools(stack).filter(({ tool, events }) => tool.service === service && events.length === 0);
    const proven = off.filter((s) => s.proven && (!s.perCall || s.hasTools === true) && bare(s.service).length > 0);
    const toFinding = (s: TelemetrySetting, fault: FaultId) => findingOf(stack, s, fault, bare(s.service));
    if (proven.length > 0) return fail(once(proven.map((s) => toFinding(s, "switched-off"))));
    const isCovered = (s: TelemetrySetting): boolean =>
      (!s.perCall || s.hasTools === true) &&
      recordedTools(stack).some(({ tool }) => tool.service === s.service) &&
      bare(s.service).length === 0;
    const open = off.filter((s) => !isCovered(s));
    if (open.length > 0) {
      return unknown(
        "Tracing is switched off where nothing shows that a tool's call goes unrecorded for it.",
        "Is what these calls do recorded elsewhere?",
        { suspected: once(open.map((s) => toFinding(s, "maybe-off"))) },
      );
    }
    return pass(distinctLocations(off.map(({ at, says }) => locate(at, "setting", says))), [
      "Tracing is switched off, and an audit trail of its own records the tools.",
    ]);
  },
});

function findingOf(
  { modelCalls }: Stack,
  { says, product, service, at }: TelemetrySetting,
  fault: FaultId,
  bare: ReturnType<typeof recordedTools>,
): Finding<FaultId> {
  const call = modelCalls.find(
    (c) => c.at.path === at.path && c.at.span.startLine <= at.span.startLine && c.at.span.endLine >= at.span.startLine,
  );
  return {
    fault,
    subject: `${service}/${at.path}#${call?.operation ?? product}`,
    data: { says, product, tools: listed(bare.map(({ tool }) => tool.name)) },
    at: locate(at, "setting", says),
    related: distinctLocations([
      ...(call ? [locate(call.at, "model call", call.operation)] : []),
      ...bare.slice(0, 5).map(({ tool }) => locate(tool.at, "tool", tool.name)),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}

/** Several calls of one file are told once: they share their identity. */
function once(findings: readonly Finding<FaultId>[]): Finding<FaultId>[] {
  return findings.filter((f, i) => findings.findIndex((o) => o.subject === f.subject) === i);
}
