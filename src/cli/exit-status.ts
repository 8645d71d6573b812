import { buildOutcome } from "../model/build-outcome.ts";
import type { Inventory, Report } from "../model/report.ts";

/** What a build may read from the exit status; the same for every format. */
export const exitStatus = {
  /** No check fails, but for findings that are suppressed. */
  clean: 0,
  /** A check fails, and not all of its findings are suppressed. */
  violation: 1,
  /** The audit could not be carried out. */
  error: 2,
  /** Nothing of an agent stack was found, so nothing was audited. */
  empty: 3,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** Commander and `--help` print these. */
export const exitStatusHelp: readonly (readonly [ExitStatus, string])[] = [
  [exitStatus.clean, "no check fails, but for findings that are suppressed"],
  [
    exitStatus.violation,
    "a check fails for a finding that is not suppressed;\n     with --strict also if a check is unknown",
  ],
  [exitStatus.error, "the audit could not be carried out"],
  [exitStatus.empty, "no agent stack was found (0 with --allow-empty)"],
];

/** The same for an inventory, which judges nothing. */
export const inventoryExitStatusHelp: readonly (readonly [ExitStatus, string])[] = [
  [exitStatus.clean, "the inventory was taken"],
  [exitStatus.error, "the inventory could not be taken"],
  [exitStatus.empty, "no agent stack was found (0 with --allow-empty)"],
];

export function exitStatusOfInventory(
  { stack }: Inventory,
  { allowEmpty }: { readonly allowEmpty: boolean },
): ExitStatus {
  return stack.agentEvidence.length === 0 && !allowEmpty ? exitStatus.empty : exitStatus.clean;
}

export function exitStatusOf(
  report: Report,
  { strict, allowEmpty }: { readonly strict: boolean; readonly allowEmpty: boolean },
): ExitStatus {
  if (report.stack.agentEvidence.length === 0) return exitStatusOfInventory(report, { allowEmpty });
  const { failing, unknown } = buildOutcome(report);
  return failing > 0 || (strict && unknown > 0) ? exitStatus.violation : exitStatus.clean;
}
