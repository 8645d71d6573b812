import type { Tool } from "../../src/model/agent-tool.ts";
import type { AuditEvent, EnvironmentTag, TagSide } from "../../src/model/audit-event.ts";
import { type Location, locate, samePlace } from "../../src/model/location.ts";
import { agentEvents, silentRetrievals, unrecordedStores, unrecordedTools } from "../../src/model/recorded-acts.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { Store } from "../../src/model/store.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { nodeEnvOf, sharedNodeEnv } from "./node-env.ts";

type FaultId = "untagged" | "constant-tag" | "tag-left-to-caller" | "node-env-tag" | "no-event";

/** Signal 4: every event says by itself which environment it came from. */
export const untaggedAuditEvent = defineCheck<FaultId>({
  id: "sandbox-separation/untagged-audit-event",
  asks: "Does every audit event carry the environment it came from?",
  signal: 4,
  references: references(
    "LLM06:2025",
    "ASI08",
    "AISVS 12.1.3",
    "MEASURE 2.4",
    "MANAGE 4.1",
    "A.6.2.8",
    "AML.M0024",
    "Art. 12",
    "CWE-223",
    "CWE-778",
  ),
  faults: {
    untagged: {
      says: "{emitter} records {acts} without the environment they came from.",
      because:
        "Once logs of several environments meet, a test event cannot be told from a production event without its session.",
      fix: "Put the environment of the process on the event itself, or on the logger's base bindings so that no call can leave it out.",
    },
    "constant-tag": {
      says: "{emitter} records {acts} under one environment for all: {note}.",
      because: "Every environment writes the same word, so test events stand in the log as that environment's.",
      fix: "Read the environment from the configuration that the process was started with.",
    },
    "tag-left-to-caller": {
      says: "{emitter} records {acts} with an environment only if its caller passes one: {note}.",
      because: "The calls that leave it out are the ones an incident review cannot place.",
      fix: "Fill the environment in where the event is written, and take the parameter away.",
    },
    "node-env-tag": {
      says: "{emitter} tags {acts} with NODE_ENV, which is {value} in {live} and in {others}.",
      because: "NODE_ENV tells how the code was built, not where it runs: both environments write one word.",
      fix: "Use a variable that names the environment, such as APP_ENV, and set it for each of them.",
    },
    "no-event": {
      says: "Nothing records {act}.",
      because: "What leaves no event cannot be searched for by environment, nor by anything else, after an incident.",
      fix: "Emit one event for each call in the dispatcher or wrapper that every tool passes, with the environment on it.",
    },
  },
  judge(stack) {
    const { tools, stores } = stack;
    const events = agentEvents(stack);
    if (tools.length === 0 && stores.length === 0 && events.length === 0) {
      return notApplicable("There is no tool call, store write or retrieval that could leave an event.");
    }

    const open = events.filter((event) => isUndecided(stack, event));
    const opaque = tools.filter((tool) => tool.opaque !== null);
    const findings = [
      ...byEmitter(stack, events).map((group) => toFinding(stack, group)),
      ...unrecorded("tool", unrecordedTools(stack)),
      ...unrecorded("store", unrecordedStores(stack)),
      ...unrecordedRetrievals(stack),
    ];
    if (findings.length > 0) return fail(findings, distinct(open.map(reasonFor)));

    if (open.length > 0) {
      return unknown(sentences(distinct(open.map(reasonFor))), sentences(distinct(open.map(questionFor))), {
        evidence: distinctLocations(open.flatMap(eventLocations)),
      });
    }
    if (events.length === 0) {
      return unknown(
        opaque.length > 0
          ? `What ${listed(opaque.map(({ name }) => name))} does could not be followed, and no event that records it was found.`
          : "No effect outside the process was seen, and no event that records what the agent calls.",
        "Where are the agent's calls recorded, and does each record carry the environment it came from?",
        {
          evidence: [
            ...opaque.map(({ at, name }) => locate(at, "tool", name)),
            ...stack.agentEvidence.slice(0, 3).map((at) => locate(at, "agent")),
          ],
        },
      );
    }

    return pass(distinctLocations(events.flatMap(eventLocations)), notesOn(events));
  },
});

function isUndecided(stack: Stack, { tag, service }: AuditEvent): boolean {
  return tag.kind === "unresolved" || (tag.kind === "node-env" && sharedNodeEnv(stack, service).length === 0);
}

interface Group {
  readonly fault: FaultId;
  readonly first: AuditEvent;
  readonly events: readonly AuditEvent[];
}

/** One finding for all that an emitter leaves out: the remedy is in the emitter, not at its calls. */
function byEmitter(stack: Stack, events: readonly AuditEvent[]): Group[] {
  const groups = new Map<string, Group>();
  for (const event of events) {
    const fault = faultOf(event.tag);
    if (fault === null || isUndecided(stack, event)) continue;
    const key = [event.service, fault, event.emitter].join("\n");
    const { first, events: before } = groups.get(key) ?? { first: event, events: [] };
    groups.set(key, { fault, first, events: [...before, event] });
  }
  return [...groups.values()];
}

/** Call sites beyond these are not listed. */
const maximumSites = 10;

function toFinding(stack: Stack, { fault, first, events }: Group): Finding<FaultId> {
  const { tag, emitter, service } = first;
  const shared = fault === "node-env-tag" ? sharedNodeEnv(stack, service) : [];
  const sides = shared.flatMap(({ live, other }) => [live, other]);
  const kept = events.flatMap(keptIn);
  return {
    fault,
    subject: `${service}/${emitter}`,
    data: {
      emitter,
      acts: actsOf(events),
      note: tag.note,
      value: listed(shared.map(({ live }) => nodeEnvOf(live) ?? "")),
      live: listed(shared.map(({ live }) => live.environment)),
      others: listed(shared.map(({ other }) => other.environment)),
    },
    at: locate(first.at, "event", fault === "untagged" ? tag.note : ""),
    related: distinctLocations([
      ...events.flatMap(writtenAt),
      ...(fault === "node-env-tag" || fault === "constant-tag" ? [] : events.flatMap(preparedAt)),
      ...events.flatMap(({ tag: own }) => ("at" in own && own.at ? [locate(own.at, "tag", own.note)] : [])),
      ...kept.map(locateSide),
      ...sides.map((binding) => locate(binding.at, binding.environment, `NODE_ENV is ${nodeEnvOf(binding)}`)),
      ...events.slice(1, maximumSites).map(({ at, subject }) => locate(at, "event", words[subject])),
      ...events.flatMap(declaredAt),
    ]),
    environments: [...new Set([...sides, ...kept].map(({ environment }) => environment))],
    failurePath: null,
    contamination: [],
  };
}

/** Where the records of each environment are kept, as far as that tells them apart or fails to. */
function keptIn({ tag }: AuditEvent): readonly TagSide[] {
  return tag.kind === "place" || tag.kind === "none" ? (tag.sides ?? []) : [];
}

function locateSide({ environment, at, note }: TagSide): Location {
  return locate(at, environment, note === "" ? "records are kept here" : `records are kept in ${note}`);
}

const words: Readonly<Record<AuditEvent["subject"], string>> = {
  "tool-call": "tool calls",
  "store-write": "store writes",
  retrieval: "retrievals",
  "gate-decision": "gate decisions",
  "model-call": "model calls",
  other: "events",
};

function actsOf(events: readonly AuditEvent[]): string {
  return listed(events.map(({ subject }) => words[subject]));
}

/** Where the emitter writes the record, if that is not where it is called. */
function writtenAt({ at, recordedAt }: AuditEvent): Location[] {
  return recordedAt && !samePlace(recordedAt, at) ? [locate(recordedAt, "record")] : [];
}

/** Where the logger is made that puts no environment on its records. */
function preparedAt({ preparedAt: made }: AuditEvent): Location[] {
  return made ? [locate(made, "logger", "puts no environment on its records")] : [];
}

function faultOf(tag: EnvironmentTag): FaultId | null {
  switch (tag.kind) {
    case "none":
      return "untagged";
    case "constant":
      return "constant-tag";
    case "caller":
      return "tag-left-to-caller";
    case "node-env":
      return "node-env-tag";
    default:
      return null;
  }
}

/** One finding for all of a service that goes unrecorded: the remedy is one wrapper. */
function unrecorded(role: "tool" | "store", actors: readonly (Tool | Store)[]): Finding<FaultId>[] {
  const services = [...new Set(actors.map(({ service }) => service))];
  return services.flatMap((service) => {
    const own = actors.filter((actor) => actor.service === service);
    const [first, ...rest] = own;
    if (!first) return [];
    const names = listed(own.map(({ name }) => name));
    return {
      fault: "no-event",
      subject: `${service}/${role === "tool" ? "tool calls" : "retrieval and store writes"}`,
      members: own.map(({ name }) => name),
      data: { act: role === "tool" ? `the calls of ${names}` : `retrieval from and writes to ${names}` },
      at: locate(first.at, role, first.name),
      related: distinctLocations([
        ...("sinks" in first ? actOf(first) : []),
        ...rest.slice(0, 5).map(({ at, name }) => locate(at, role, name)),
      ]),
      environments: [],
      failurePath: null,
      contamination: [],
    };
  });
}

/** The kind of event that is missing, where the stores of a service are written under one and read under none. */
function unrecordedRetrievals(stack: Stack): Finding<FaultId>[] {
  const known = new Set(unrecordedStores(stack));
  // A tool that is told of as a whole is not told of once more by what it looks up.
  const told = unrecordedTools(stack).flatMap(({ sinks }) => sinks.map(({ at }) => at));
  const silent = silentRetrievals(stack).filter(
    ({ store, at }) => !known.has(store) && !told.some((place) => samePlace(place, at)),
  );
  const services = [...new Set(silent.map(({ store }) => store.service))];
  return services.flatMap((service) => {
    const own = silent.filter(({ store }) => store.service === service);
    const [first, ...rest] = own;
    if (!first) return [];
    return {
      fault: "no-event",
      subject: `${service}/retrieval`,
      members: own.map(({ store }) => store.name),
      data: { act: `retrieval from ${listed(own.map(({ store }) => store.name))}` },
      at: locate(first.at, "retrieval", first.store.name),
      related: distinctLocations([
        locate(first.store.at, "store", first.store.name),
        ...rest.slice(0, 5).map(({ at, store }) => locate(at, "retrieval", store.name)),
      ]),
      environments: [],
      failurePath: null,
      contamination: [],
    };
  });
}

/** Where a tool's call begins, and what it does in the end. */
function actOf({ handlerAt, name, sinks: [effect] }: Tool): Location[] {
  const way = effect?.path[0] ?? handlerAt;
  return [
    ...(way ? [locate(way, "call", name)] : []),
    ...(effect ? [locate(effect.at, "effect", effect.operation)] : []),
  ];
}

function reasonFor({ emitter, tag }: AuditEvent): string {
  return tag.kind === "node-env"
    ? `${emitter} tags its events with NODE_ENV, and the repository does not show two environments that set it alike.`
    : `Whether the events of ${emitter} carry their environment could not be followed: ${tag.note}.`;
}

function questionFor({ emitter, tag, service }: AuditEvent): string {
  return tag.kind === "node-env"
    ? `Which NODE_ENV does ${service} run with in each environment, staging and preview included?`
    : `Does what ${emitter} writes carry the environment it came from?`;
}

function eventLocations(event: AuditEvent): Location[] {
  const { at, emitter, subject, tag } = event;
  return [
    locate(at, "event", `${emitter}: ${words[subject]}`),
    ...writtenAt(event),
    ...("at" in tag && tag.at && tag.kind !== "place" ? [locate(tag.at, "tag", tag.note)] : []),
    ...keptIn(event).map(locateSide),
    ...declaredAt(event),
  ];
}

/** What the code does not show is taken from the settings, and the reader sees where. */
function declaredAt({ declaredAt: at, emitter }: AuditEvent): Location[] {
  return at ? [locate(at, "declared here", `that ${emitter} writes an audit event`)] : [];
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function notesOn(events: readonly AuditEvent[]): string[] {
  const has = (kind: EnvironmentTag["kind"]) => events.some(({ tag }) => tag.kind === kind);
  return [
    ...(has("resource")
      ? [
          "Some events carry their environment on the OpenTelemetry resource alone: whether each stored record keeps it depends on the backend.",
        ]
      : []),
    ...(has("place")
      ? [
          "Some events say nothing themselves, and each environment keeps them under a name of its own: brought together with those of another, they cannot be told apart.",
        ]
      : []),
    ...(has("credential")
      ? [
          "Some events name the environment of the credential: one that is used in the wrong place is logged under the wrong name.",
        ]
      : []),
  ];
}
