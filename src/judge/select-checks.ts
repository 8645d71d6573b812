import { findCheck, findControl } from "../model/find-check.ts";
import type { Check, Control } from "../model/rule.ts";

/** What to run: whole controls by slug, single checks by id or by the part after the slash. Nothing named means all. */
export interface Selection {
  readonly controls?: readonly string[] | undefined;
  readonly checks?: readonly string[] | undefined;
}

/**
 * Turns the names of a selection into a test for checks.
 *
 * @throws AuditError blaming the usage if a name stands for nothing: running less than was asked must not look like a pass.
 */
export function selectChecks(controls: readonly Control[], selection: Selection): (check: Check) => boolean {
  const { controls: slugs = [], checks: names = [] } = selection;
  if (slugs.length === 0 && names.length === 0) return () => true;
  const chosen = new Set([
    ...slugs.flatMap((slug) => findControl(controls, slug).checks.map((check) => check.id)),
    ...names.map((name) => findCheck(controls, name).id),
  ]);
  return (check) => chosen.has(check.id);
}
