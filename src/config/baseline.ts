import { z } from "zod";
import type { BaselineEntry } from "../model/baseline-entry.ts";
import { AuditError } from "../model/error.ts";
import { compareText } from "../model/location.ts";
import type { ReportedFinding } from "../model/report.ts";
import { readSettingsDocument } from "./settings-document.ts";

/** Where a baseline is kept unless another file is named: at the root of the audited repository. */
export const baselineFile = "bulkhead.baseline.json";

const formatVersion = 1;

const baselineSchema = z
  .strictObject({
    version: z.literal(formatVersion),
    findings: z.array(
      z.strictObject({
        fingerprint: z.string().regex(/^[0-9a-f]{16}$/, "it is no fingerprint of a report"),
        check: z.string(),
        subject: z.string(),
        members: z.array(z.string()).optional(),
        path: z.string(),
        confidence: z.enum(["proven", "suspected"]),
      }),
    ),
  })
  .meta({ title: "Bulkhead baseline, version 1" });

const anyVersion = z.looseObject({ version: z.number() });

/** The JSON Schema of a baseline, for editors and for whoever writes one by other means. */
export function baselineJsonSchema(): unknown {
  return z.toJSONSchema(baselineSchema, { target: "draft-2020-12" });
}

/**
 * Reads a baseline.
 *
 * @throws AuditError blaming the configuration if it is none of this version: applied in part, it would fail builds at random.
 */
export function readBaseline(name: string, text: string): readonly BaselineEntry[] {
  try {
    const { findings } = readSettingsDocument(name, text, baselineSchema).data;
    return findings.map(({ members = null, ...entry }) => ({ ...entry, members }));
  } catch (error) {
    const version = versionOf(name, text);
    if (version === null || version === formatVersion) throw error;
    throw new AuditError(
      `${name} is a baseline of version ${version}, and this Bulkhead reads version ${formatVersion}.`,
      "config",
      "Use the Bulkhead that wrote it, or delete the file and take it anew with --update-baseline.",
    );
  }
}

function versionOf(name: string, text: string): number | null {
  try {
    return readSettingsDocument(name, text, anyVersion).data.version;
  } catch {
    return null;
  }
}

/** What a baseline taken now holds: whatever is found and not yet decided on, so that no decision outlives its last day. */
export function baselineOf(findings: readonly ReportedFinding[]): readonly BaselineEntry[] {
  return findings
    .filter(({ suppression }) => suppression === null || suppression.by === "baseline")
    .map(({ fingerprint, check, subject, members, locations: [first], confidence }) => ({
      fingerprint,
      check,
      subject,
      members,
      path: first?.path ?? "",
      confidence,
    }))
    .sort(
      (a, b) =>
        compareText(a.check, b.check) ||
        compareText(a.path, b.path) ||
        compareText(a.subject, b.subject) ||
        compareText(a.fingerprint, b.fingerprint),
    );
}

/** The file: sorted, an entry on a few lines of its own, so that a change of it reads well. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const findings = entries.map(({ members, ...entry }) =>
    members === null || members.length === 0 ? entry : { ...entry, members },
  );
  return `${JSON.stringify({ version: formatVersion, findings }, null, 2)}\n`;
}
