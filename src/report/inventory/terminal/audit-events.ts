import type { AuditEvent, AuditSubject, EnvironmentTag } from "../../../model/audit-event.ts";
import { groupBy } from "../../../model/group.ts";
import { comparePlaces, compareText } from "../../../model/location.ts";
import type { Stack } from "../../../model/stack.ts";
import { listed } from "../../../model/wording.ts";
import { andMore, bounded, heading, type Page } from "../../terminal/page.ts";
import { entry, entryPlaces } from "./entries.ts";

const emittersShown = 8;

/** What is recorded of the agent's acts, by what records it, and where each record's environment comes from. */
export function auditEventsSection(stack: Stack, page: Page): string[] {
  const { auditEvents } = stack;
  if (auditEvents.length === 0) return [];
  const sorted = [...auditEvents].sort((a, b) => compareText(a.emitter, b.emitter) || comparePlaces(a.at, b.at));
  const groups = groupBy(sorted, ({ emitter, tag }) => JSON.stringify([emitter, tag.kind, tag.note]));
  const { shown, more } = bounded(page, groups, emittersShown);
  return [
    heading(page, `Audit events (${auditEvents.length})`),
    "",
    ...shown.flatMap((group) => emitterLines(group, page)),
    ...andMore(page, more, 2),
  ];
}

function emitterLines(group: readonly AuditEvent[], page: Page): string[] {
  const [first] = group;
  if (!first) return [];
  const kinds = listed(group.map(({ subject }) => subjects[subject]).sort(compareText));
  return [
    ...entry(page, first.emitter, `${kinds}; ${tagText(first.tag)}`, 2),
    ...entryPlaces(
      page,
      group.map(({ at }) => at),
      4,
    ),
  ];
}

const subjects: Readonly<Record<AuditSubject, string>> = {
  "tool-call": "tool calls",
  "store-write": "store writes",
  retrieval: "retrievals",
  "gate-decision": "gate decisions",
  "model-call": "model calls",
  other: "other events",
};

function tagText({ kind, note }: EnvironmentTag): string {
  const about = note === "" ? "" : ` (${note})`;
  switch (kind) {
    case "environment":
      return `tagged with the environment${about}`;
    case "credential":
      return `tagged with the environment of the credential${about}`;
    case "resource":
      return `tagged by the resource of the exporter${about}`;
    case "place":
      return `told by where it is kept${about}`;
    case "node-env":
      return `tagged with NODE_ENV alone${about}`;
    case "constant":
      return `tagged with a constant${about}`;
    case "caller":
      return `the environment is left to the caller${about}`;
    case "none":
      return `no environment${about}`;
    case "unresolved":
      return `environment not known${about}`;
  }
}
