import type { AuditEvent, AuditSubject, EnvironmentTag } from "../../model/audit-event.ts";
import { listed } from "../../model/wording.ts";
import { defineKind, defines, row, serves } from "../kind.ts";

const subjects: Readonly<Record<AuditSubject, string>> = {
  "tool-call": "a tool call",
  "store-write": "a write to a store",
  retrieval: "a retrieval",
  "gate-decision": "the decision of a gate",
  "model-call": "a model call",
  other: "something else that the agent does",
};

/** A record of what an agent did, with where the environment on it comes from. */
export const auditEvents = defineKind<AuditEvent>({
  kind: "audit-event",
  all: (stack) => stack.auditEvents,
  name: ({ emitter, subject }) => `${emitter} (${subject.replace("-", " ")})`,
  mentions: ({ at, tag, recordedAt }) => [
    ...defines(at, "emits it"),
    ...serves("at" in tag ? tag.at : null, "gives it its environment"),
    ...serves(recordedAt, "writes it down"),
  ],
  rows: (event) => [
    row("records", `${subjects[event.subject]}, in ${event.service}`, [event.at]),
    row("environment", tagText(event.tag), "at" in event.tag && event.tag.at ? [event.tag.at] : []),
    row(
      "covers",
      event.covers && event.covers.length > 0 ? listed(event.covers, 6) : "no single tool it could be tied to",
    ),
    row(
      "written by",
      event.recordedAt ? "code of the repository" : "code outside the repository",
      event.recordedAt ? [event.recordedAt] : [],
    ),
  ],
  limits: ({ tag, recordedAt }) => [
    "That an event is emitted does not prove that it arrives or is kept: levels, sampling and the sink decide that.",
    ...(tag.kind === "none" || tag.kind === "unresolved"
      ? [
          "A collector may add an environment after the event has left the process; nothing in the repository shows that.",
        ]
      : ["The tag is right as long as what it is taken from is set rightly in each environment."]),
    ...(recordedAt ? [] : ["What the emitter adds to the event is in code that the repository does not hold."]),
  ],
});

function tagText(tag: EnvironmentTag): string {
  switch (tag.kind) {
    case "environment":
      return `on the event: ${tag.note}`;
    case "credential":
      return `from the credential: ${tag.note}`;
    case "resource":
      return `on the resource or the logger: ${tag.note}`;
    case "place":
      return `by where it is kept: ${tag.note}`;
    case "node-env":
      return `NODE_ENV, which often says production in staging too: ${tag.note}`;
    case "constant":
      return `a constant, the same everywhere: ${tag.note}`;
    case "caller":
      return `whatever the caller passes: ${tag.note}`;
    case "none":
      return `none: ${tag.note}`;
    case "unresolved":
      return `not known: ${tag.note}`;
  }
}
