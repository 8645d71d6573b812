import { auditTree, memoryTree, type Report } from "../../src/audit.ts";
import { type Case, type Files, lineOf, type Mutant, mutate, type ways } from "./mutant.ts";

/** What became of one mutant. `caught` is a proven finding of its signal that names every line it has to. */
export interface Outcome {
  readonly stack: string;
  readonly style: string;
  readonly id: string;
  readonly way: (typeof ways)[number];
  readonly signal: number | null;
  readonly result: "caught" | "elsewhere" | "missed" | "silent" | "false alarm";
  /** What the tool said instead. */
  readonly note: string;
  /** Signals that failed though the mutant does not make them true. */
  readonly stray: readonly number[];
}

/** The statuses of the five signals, in order. */
export function verdictsOf(files: Files): string {
  return statusesOf(auditOf(files)).join(" ");
}

export function runMutant({ name, style, files }: Case, mutant: Mutant): Outcome {
  const changed = mutate(files, mutant);
  const report = auditOf(changed);
  const failing = statusesOf(report).flatMap((status, index) => (status === "fail" ? [index + 1] : []));
  const base = { stack: name, style, id: mutant.id, way: mutant.way, signal: mutant.signal ?? null };
  if (mutant.signal === undefined) {
    const result = failing.length === 0 ? "silent" : "false alarm";
    return { ...base, result, note: messagesOf(report), stray: failing };
  }
  const stray = failing.filter((signal) => signal !== mutant.signal && !mutant.also.includes(signal));
  if (!failing.includes(mutant.signal))
    return { ...base, result: "missed", note: reasonOf(report, mutant.signal), stray };
  const isThere = isFoundAt(report, changed, mutant);
  return { ...base, result: isThere ? "caught" : "elsewhere", note: isThere ? "" : messagesOf(report), stray };
}

function auditOf(files: Files): Report {
  return auditTree(memoryTree(files), { rethrow: true, name: "stack" });
}

function statusesOf(report: Report): string[] {
  const checks = report.controls.flatMap((control) => control.checks);
  return [1, 2, 3, 4, 5].map((number) => checks.find(({ signal }) => signal === number)?.status ?? "absent");
}

function isFoundAt(report: Report, files: Files, { signal, at }: Mutant): boolean {
  const places = at
    .flatMap((one) => Object.entries(one))
    .map(([path, text]) => ({ path, line: lineOf(files, path, text) }));
  return report.findings.some(
    (finding) =>
      finding.confidence === "proven" &&
      finding.check === checkOf(report, signal)?.id &&
      places.every(({ path, line }) =>
        finding.locations.some((one) => one.path === path && one.startLine <= line && line <= one.endLine),
      ),
  );
}

function checkOf(report: Report, signal: number | undefined) {
  return report.controls.flatMap((control) => control.checks).find((check) => check.signal === signal);
}

function reasonOf(report: Report, signal: number): string {
  const check = checkOf(report, signal);
  return `${check?.status}: ${check?.reason ?? ""}`;
}

function messagesOf(report: Report): string {
  return report.findings
    .filter(({ confidence }) => confidence === "proven")
    .map(
      ({ message, locations }) => `${message.says} ${locations.map((one) => `${one.path}:${one.startLine}`).join(" ")}`,
    )
    .join(" | ");
}
