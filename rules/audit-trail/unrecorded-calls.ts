import type { Tool } from "../../src/model/agent-tool.ts";
import type { AuditEvent } from "../../src/model/audit-event.ts";
import { locate, samePlace } from "../../src/model/location.ts";
import { silentRetrievals } from "../../src/model/recorded-acts.ts";
import { type RecordedTool, recordedTools } from "../../src/model/recorded-tools.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { isOfferedOverMcp } from "../../src/model/tool-effects.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "never-recorded" | "recorded-for-others" | "left-to-the-client";

/** AT-1: no tool with an effect goes unrecorded. */
export const unrecordedCalls = defineCheck<FaultId>({
  id: "audit-trail/unrecorded-calls",
  asks: "Does every call of a tool that does something outside the process leave an event?",
  references: references(
    "LLM06:2025",
    "ASI08",
    "ASI10",
    "AISVS 12.1.1",
    "AISVS 9.4.2",
    "MEASURE 2.4",
    "MEASURE 2.8",
    "A.6.2.8",
    "AML.M0024",
    "Art. 12",
    "CWE-778",
  ),
  faults: {
    "never-recorded": {
      says: "Nothing records the calls of {tools}.",
      because: "After an incident nobody can say what the agent did, with which arguments and to what.",
      fix: "Emit one event for each call in the dispatcher or wrapper that every tool passes: tool, arguments, actor, environment, outcome.",
    },
    "recorded-for-others": {
      says: "{emitter} records the calls of {recorded}, and nothing records those of {tools}.",
      because: "A trail with gaps is read as if it were whole: what is missing looks as if it had not happened.",
      fix: "Move the event into the dispatcher or wrapper that every tool passes, so that no tool can be added without it.",
    },
    "left-to-the-client": {
      says: "This MCP server records none of the calls of {tools}.",
      because: "Whether there is a record is then up to each client, and none of them sees the calls of the others.",
      fix: "Emit one event for each call in the server's own handler of tools/call, with the client and its credential on it.",
    },
  },
  judge(stack) {
    if (stack.tools.length === 0) return notApplicable("No tool was found.");
    const all = recordedTools(stack);
    const opaque = stack.tools.filter((tool) => tool.opaque !== null && tool.sinks.length === 0);
    // A tool that only looks passages up is told of as a retrieval.
    const retrievals = silentRetrievals(stack).map(({ at }) => at);
    const looksUp = ({ sinks }: Tool): boolean =>
      sinks.every(({ kind }) => kind === "store-read") &&
      sinks.some((sink) => retrievals.some((at) => samePlace(at, sink.at)));
    const missing = all.filter(({ tool, events }) => events.length === 0 && !looksUp(tool));
    const reasons = opaque.map(({ name, opaque: why }) => `What ${name} does could not be followed: ${why}.`);
    const findings = byService(all, missing);
    // Telemetry beside a trail of its own is no event of the Stack, and may be what records these.
    const elsewhere = new Set(stack.auditEvents.map(({ service }) => `${service}/tool calls`));
    const proven = findings.filter(
      ({ fault, subject }) =>
        fault === "recorded-for-others" || (fault === "never-recorded" && !elsewhere.has(subject)),
    );
    if (proven.length > 0) return fail(proven, reasons);
    if (findings.length > 0) {
      const names = listed(missing.map(({ tool }) => tool.name));
      return unknown(
        sentences([
          `No event was seen that records the calls of ${names}; a client, what embeds the server or telemetry beside the trail may.`,
          ...reasons,
        ]),
        `Where are the calls of ${names} recorded?`,
        { suspected: findings },
      );
    }
    if (opaque.length > 0) {
      return unknown(sentences(reasons), `Are the calls of ${listed(opaque.map(({ name }) => name))} recorded?`, {
        evidence: opaque.map(({ at, name }) => locate(at, "tool", name)),
      });
    }
    if (all.length === 0) return notApplicable("No effect of a tool outside the process was seen.");
    return pass(
      distinctLocations(
        all.flatMap(({ tool, events }) => [
          locate(tool.at, "tool", tool.name),
          ...events.slice(0, 1).map(({ at, emitter }) => locate(at, "event", emitter)),
        ]),
      ),
    );
  },
});

/** One finding for all tools of a service: the remedy is one wrapper. */
function byService(all: readonly RecordedTool[], missing: readonly RecordedTool[]): Finding<FaultId>[] {
  const services = [...new Set(missing.map(({ tool }) => tool.service))];
  return services.flatMap((service): Finding<FaultId>[] => {
    const own = missing.filter(({ tool }) => tool.service === service);
    const [first] = own;
    if (!first) return [];
    const others = all.filter(({ tool, events }) => tool.service === service && events.length > 0);
    const isServed = own.every(({ tool }) => isOfferedOverMcp(tool));
    const [event] = others.flatMap(({ events }) => events);
    return [
      {
        fault: event ? "recorded-for-others" : isServed ? "left-to-the-client" : "never-recorded",
        subject: `${service}/tool calls`,
        members: own.map(({ tool }) => tool.name),
        data: {
          tools: listed(own.map(({ tool }) => tool.name)),
          recorded: listed(others.map(({ tool }) => tool.name)),
          emitter: event?.emitter ?? "",
        },
        at: locate(first.tool.at, "tool", first.tool.name),
        related: distinctLocations([
          ...wayOf(first),
          ...(event ? [recordOf(event)] : []),
          ...own.slice(1, 6).map(({ tool }) => locate(tool.at, "tool", tool.name)),
        ]),
        environments: [],
        failurePath: null,
        contamination: [],
      },
    ];
  });
}

function wayOf({ tool: { sinks, handlerAt, name } }: RecordedTool) {
  const [effect] = sinks;
  const start = effect?.path[0] ?? handlerAt;
  return [
    ...(start ? [locate(start, "call", name)] : []),
    ...(effect ? [locate(effect.at, "effect", effect.operation)] : []),
  ];
}

function recordOf({ at, emitter }: AuditEvent) {
  return locate(at, "event", `${emitter}, for other tools`);
}
