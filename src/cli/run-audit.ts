import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { audit } from "../audit.ts";
import { AuditError } from "../model/error.ts";
import { nearest } from "../model/nearest.ts";
import type { Report } from "../model/report.ts";
import type { Format } from "../report/format-names.ts";
import { formats } from "../report/formats.ts";
import type { Page } from "../report/terminal/page.ts";
import type { AuditArguments, ReportRequest } from "./commands/audit.ts";
import { decisionOptions } from "./decision-files.ts";
import { type ExitStatus, exitStatusOf } from "./exit-status.ts";
import type { Io } from "./io.ts";
import { pageFor } from "./page-for.ts";
import { withProgress } from "./progress.ts";
import { settingsFor } from "./settings-for.ts";
import { planUpdate, updateBaseline } from "./update-baseline.ts";
import { writeReport } from "./write-report.ts";

const commandNames = ["audit", "inventory", "list", "explain", "init", "completion", "help"];

/** Audits `path` and hands the report out in every form that was asked for. */
export function runAudit(path: string, options: AuditArguments, io: Io): ExitStatus {
  const requests = requestsOf(options, io);
  const root = existingRoot(path, io);
  const settings = settingsFor(options, root, io);
  const update = planUpdate(root, options, io);
  const decisions = decisionOptions(root, update ? { ...options, baseline: false } : options, io);
  const selection = { controls: options.control, checks: options.check };
  const found = withProgress(io, options, (onProgress) =>
    audit(root, { ...settings, ...decisions, ...selection, key: randomBytes(32), onProgress }),
  );
  const report = update ? updateBaseline(update, found, io) : found;
  for (const { format, file } of requests) {
    writeReport(file, render(report, format, pageFor(options, io, false)), io.cwd);
  }
  if (options.output === undefined) io.out(render(report, options.format, pageFor(options, io, true)));
  return exitStatusOf(report, { strict: options.strict === true, allowEmpty: options.allowEmpty === true });
}

/** A mistyped command reads as the path of an audit, so both readings are answered. */
function existingRoot(path: string, { cwd }: Io): string {
  const root = resolve(cwd, path);
  if (existsSync(root)) return root;
  const command = nearest(path, commandNames);
  const hint =
    command === null ? "Name the directory of a repository to audit." : `Did you mean the command ${command}?`;
  throw new AuditError(`There is no directory ${path}.`, "usage", hint);
}

function requestsOf({ output, format, report }: AuditArguments, { cwd }: Io): ReportRequest[] {
  const requests = output === undefined ? [...report] : [{ format, file: output }, ...report];
  const files = requests.map(({ file }) => resolve(cwd, file));
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice === undefined) return requests;
  throw new AuditError("Two reports would be written to the same file.", "usage", "Name another file for one of them.");
}

function render(report: Report, format: Format, page: Page): string {
  return formats[format](report, page);
}
