import { existsSync, lstatSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Report, takeBaseline } from "../audit.ts";
import { baselineFile, readBaseline } from "../config/baseline.ts";
import { AuditError } from "../model/error.ts";
import { counted } from "../report/terminal/page.ts";
import { type DecisionArguments, readSettings } from "./decision-files.ts";
import type { Io } from "./io.ts";
import { writeReport } from "./write-report.ts";

/** What else was asked for decides whether a baseline may be taken. */
export interface UpdateArguments extends DecisionArguments {
  readonly control: readonly string[];
  readonly check: readonly string[];
}

/** A baseline that is to be written, with what the one before it holds. */
export interface BaselineUpdate {
  readonly file: string;
  readonly previous: ReadonlySet<string>;
}

/**
 * Looks at the file before the audit: one that is no baseline is not overwritten.
 *
 * @throws AuditError if no baseline can be taken there.
 */
export function planUpdate(root: string, options: UpdateArguments, io: Io): BaselineUpdate | null {
  const { baseline, updateBaseline, control, check } = options;
  if (updateBaseline !== true) return null;
  if (control.length > 0 || check.length > 0) {
    const hint = "Leave out --control and --check.";
    throw new AuditError("A baseline holds the findings of all checks.", "usage", hint);
  }
  if (baseline === false)
    throw new AuditError("--update-baseline and --no-baseline exclude each other.", "usage", "Leave one of them out.");
  const file = baseline === undefined ? join(root, baselineFile) : resolve(io.cwd, baseline);
  // Nobody named the default file, so where the repository lets it lead is not where anybody asked to write.
  if (baseline === undefined && lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new AuditError(`${baselineFile} is a link.`, "target", "Name the file that it leads to with --baseline.");
  if (!existsSync(file)) return { file, previous: new Set() };
  const { name, text } = readSettings(baseline ?? file, root, io, "baseline", "");
  return { file, previous: new Set(readBaseline(name, text).map(({ fingerprint }) => fingerprint)) };
}

/** Writes the baseline of a report, says so, and gives the report as it is with it. */
export function updateBaseline({ file, previous }: BaselineUpdate, report: Report, io: Io): Report {
  // What was not audited has no findings, and a baseline of none would be no baseline.
  if (report.stack.agentEvidence.length === 0) {
    io.err("bulkhead: no agent stack was found, so no baseline was written.\n");
    return report;
  }
  const taken = takeBaseline(report);
  writeReport(file, taken.text, io.cwd, "the baseline");
  const known = taken.report.findings.filter(({ suppression }) => suppression?.by === "baseline");
  const now = new Set(known.map(({ fingerprint }) => fingerprint));
  const added = [...now].filter((fingerprint) => !previous.has(fingerprint)).length;
  const gone = [...previous].filter((fingerprint) => !now.has(fingerprint)).length;
  const suspected = known.filter(({ confidence }) => confidence === "suspected").length;
  const also = suspected === 0 ? "" : `, ${suspected} of them suspected`;
  io.err(`bulkhead: the baseline holds ${counted(now.size, "finding")}${also}: ${added} new, ${gone} gone.\n`);
  return taken.report;
}
