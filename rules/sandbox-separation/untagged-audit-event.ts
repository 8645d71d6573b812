import { type Location, locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { AuditEvent, EnvironmentTag, Stack, Store, Tool } from "../../src/model/stack.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { nodeEnvOf, sharedNodeEnv } from "./node-env.ts";
import { agentEvents, unrecordedStores, unrecordedTools } from "./recorded-acts.ts";

type FaultId = "untagged" | "constant-tag" | "tag-left-to-caller" | "node-env-tag" | "no-event";

/** Signal 4: every event says by itself which environment it came from. */
export const untaggedAuditEvent = defineCheck<FaultId>({
  id: "sandbox-separation/untagged-audit-event",
  asks: "Does every audit event carry the environment it came from?",
  signal: 4,
  faults: {
    untagged: {
      says: "{emitter} records a {subject} without the environment it came from.",
      because:
        "Once logs of several environments meet, a test event cannot be told from a production event without its session.",
      fix: "Put the environment of the process on the event itself, or on the logger's base bindings so that no call can leave it out.",
    },
    "constant-tag": {
      says: "{emitter} records a {subject} under an environment that is a constant: {note}.",
      because: "Every environment writes the same word, so the test events stand in the log as that environment's.",
      fix: "Read the environment from the configuration that the process was started with.",
    },
    "tag-left-to-caller": {
      says: "{emitter} records a {subject} with an environment only if its caller passes one: {note}.",
      because: "The calls that leave it out are the ones an incident review cannot place.",
      fix: "Fill the environment in where the event is written, and take the parameter away.",
    },
    "node-env-tag": {
      says: "{emitter} tags a {subject} with NODE_ENV, which is {value} in {live} and in {others}.",
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
      ...events.flatMap((event) => toFinding(stack, event) ?? []),
      ...unrecorded("tool", unrecordedTools(stack)),
      ...unrecorded("store", unrecordedStores(stack)),
    ];
    if (findings.length > 0) return fail(findings, open.map(reasonFor));

    if (open.length > 0) {
      return unknown(sentences(open.map(reasonFor)), sentences(open.map(questionFor)), {
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

function toFinding(stack: Stack, event: AuditEvent): Finding<FaultId> | null {
  const { tag, emitter, subject, service } = event;
  const fault = faultOf(tag);
  if (fault === null) return null;
  const shared = fault === "node-env-tag" ? sharedNodeEnv(stack, service) : [];
  if (fault === "node-env-tag" && shared.length === 0) return null;
  const live = shared.map((sides) => sides.live);
  const others = shared.map((sides) => sides.other);
  return {
    fault,
    subject: `${service}/${emitter} ${subject}`,
    data: {
      emitter,
      subject: words[subject],
      note: tag.note,
      value: listed(live.map((binding) => nodeEnvOf(binding) ?? "")),
      live: listed(live.map(({ environment }) => environment)),
      others: listed(others.map(({ environment }) => environment)),
    },
    at: locate(event.at, "event", fault === "untagged" ? tag.note : ""),
    related: distinctLocations([
      ...("at" in tag ? [locate(tag.at, "tag", tag.note)] : []),
      ...[...live, ...others].map((binding) =>
        locate(binding.at, binding.environment, `NODE_ENV is ${nodeEnvOf(binding)}`),
      ),
    ]),
    environments: [...new Set([...live, ...others].map(({ environment }) => environment))],
    failurePath: null,
  };
}

const words: Readonly<Record<AuditEvent["subject"], string>> = {
  "tool-call": "tool call",
  "store-write": "store write",
  retrieval: "retrieval",
  "gate-decision": "gate decision",
  "model-call": "model call",
  other: "event",
};

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
    const [first, ...rest] = actors.filter((actor) => actor.service === service);
    if (!first) return [];
    const names = listed([first, ...rest].map(({ name }) => name));
    const effect = "sinks" in first ? first.sinks[0] : undefined;
    return {
      fault: "no-event",
      subject: `${service}/${role === "tool" ? "tool calls" : "retrieval and store writes"}`,
      data: { act: role === "tool" ? `the calls of ${names}` : `retrieval from and writes to ${names}` },
      at: locate(first.at, role, first.name),
      related: distinctLocations([
        ...(effect ? [locate(effect.at, "effect", effect.operation)] : []),
        ...rest.slice(0, 5).map(({ at, name }) => locate(at, role, name)),
      ]),
      environments: [],
      failurePath: null,
    };
  });
}

function reasonFor({ emitter, subject, tag }: AuditEvent): string {
  if (tag.kind === "node-env")
    return `${emitter} tags a ${words[subject]} with NODE_ENV, and the repository does not show two environments that set it alike.`;
  return `Whether ${emitter} tags a ${words[subject]} could not be followed: ${tag.note}.`;
}

function questionFor({ emitter, tag, service }: AuditEvent): string {
  if (tag.kind === "node-env")
    return `Which NODE_ENV does ${service} run with in each environment, staging and preview included?`;
  return `Does what ${emitter} writes carry the environment it came from?`;
}

function eventLocations({ at, emitter, subject, tag }: AuditEvent): Location[] {
  return [
    locate(at, "event", `${emitter}: ${words[subject]}`),
    ...("at" in tag ? [locate(tag.at, "tag", tag.note)] : []),
  ];
}

function notesOn(events: readonly AuditEvent[]): string[] {
  const has = (kind: EnvironmentTag["kind"]) => events.some(({ tag }) => tag.kind === kind);
  return [
    ...(has("resource")
      ? [
          "Some events carry their environment on the OpenTelemetry resource alone: whether each stored record keeps it depends on the backend.",
        ]
      : []),
    ...(has("credential")
      ? [
          "Some events name the environment of the credential: one that is used in the wrong place is logged under the wrong name.",
        ]
      : []),
  ];
}
