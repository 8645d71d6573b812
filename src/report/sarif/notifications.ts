import type { Invocation, Notification, ReportingDescriptor } from "sarif";
import type { Notice } from "../../model/notice.ts";
import type { Report } from "../../model/report.ts";
import { gapsToJson } from "../json/gaps.ts";
import type { Places } from "./places.ts";
import { messageOf } from "./text.ts";

type DescriptorId = Notice["kind"] | "not-inspected" | "nothing-to-audit";

const descriptions: Readonly<Record<DescriptorId, readonly [Notification.level, is: string, todo: string]>> = {
  "nothing-to-audit": [
    "error",
    "No agent stack was found, so nothing was audited.",
    "Audit the directory that holds the agent.",
  ],
  "not-inspected": [
    "warning",
    "Something was not inspected or could not be resolved: no verdict rests on it.",
    "Read it yourself, or answer the open questions by an attestation.",
  ],
  "unused-suppression": ["note", "A suppression meets no finding.", "Remove it."],
  "expired-suppression": [
    "warning",
    "A suppression has expired, and its finding counts again.",
    "Repair what it stood for, or decide anew.",
  ],
  "malformed-suppression": [
    "warning",
    "A suppression is not written as it must be, and has no effect.",
    "Write it as the message says.",
  ],
  "ignored-attestation": ["warning", "An attestation has no effect.", "Correct or renew it as the message says."],
  "unused-setting": ["note", "A setting has no effect.", "Correct or remove it."],
  "outgrown-baseline": [
    "warning",
    "A finding stands for more than when the baseline was taken.",
    "Repair what is new, or take the baseline anew with --update-baseline.",
  ],
  "stale-baseline": ["note", "The baseline holds findings that are gone.", "Take it anew with --update-baseline."],
};

const ids = Object.keys(descriptions) as DescriptorId[];

/** What a notification can be about. */
export function notificationDescriptors(): ReportingDescriptor[] {
  return ids.map((id) => {
    const [level, is, todo] = descriptions[id];
    return {
      id,
      shortDescription: { text: is },
      fullDescription: { text: is },
      help: { text: todo },
      defaultConfiguration: { level },
    };
  });
}

/** That the audit was carried out, and how far: gaps are about the run, notices about the user's own settings. */
export function invocationOf({ stack, notices }: Report, places: Places): Invocation {
  const empty = stack.agentEvidence.length === 0 ? [notificationOf("nothing-to-audit", null)] : [];
  const gaps = gapsToJson(stack.gaps).map(({ path, reason, line }) => ({
    ...notificationOf("not-inspected", reason),
    locations: [places.file(path, line ?? undefined)],
  }));
  return {
    executionSuccessful: true,
    toolExecutionNotifications: [...empty, ...gaps],
    toolConfigurationNotifications: notices.map(({ kind, message, at }) => ({
      ...notificationOf(kind, message),
      ...(at === null ? {} : { locations: [places.location(at)] }),
    })),
  };
}

function notificationOf(id: DescriptorId, text: string | null): Notification {
  const [level, description] = descriptions[id];
  return { descriptor: { id, index: ids.indexOf(id) }, level, message: messageOf(text ?? description) };
}
