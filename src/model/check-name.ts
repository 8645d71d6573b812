import { didYouMean } from "./nearest.ts";
import type { Check, Control } from "./rule.ts";

/** What a name in somebody's settings stands for: a check, or one of its faults. */
export interface CheckName {
  readonly check: string;
  /** Null stands for all of them. */
  readonly fault: string | null;
}

/** Reads a check's id, its part after the slash where only one check has it, or either with `/<fault>` behind it; null for anything else. */
export function readCheckName(controls: readonly Control[], name: string): CheckName | null {
  const checks = controls.flatMap((control) => control.checks);
  const whole = checkNamed(checks, name);
  if (whole) return { check: whole.id, fault: null };
  const at = name.lastIndexOf("/");
  const fault = name.slice(at + 1);
  const part = at < 0 ? undefined : checkNamed(checks, name.slice(0, at));
  return part && Object.hasOwn(part.faults, fault) ? { check: part.id, fault } : null;
}

/** What was meant by a name that stands for nothing. */
export function checkNameHint(controls: readonly Control[], name: string): string {
  const names = controls.flatMap((control) => control.checks).flatMap((check) => [check.id, shortName(check)]);
  const faults = controls
    .flatMap((control) => control.checks)
    .flatMap((check) =>
      Object.keys(check.faults).flatMap((fault) => [`${check.id}/${fault}`, `${shortName(check)}/${fault}`]),
    );
  return didYouMean(name, [...names, ...faults], "See bulkhead list.");
}

/** The check of this id, or of this part after the slash where only one has it. */
export function checkNamed(checks: readonly Check[], name: string): Check | undefined {
  const exact = checks.find((check) => check.id === name);
  const [short, another] = checks.filter((check) => shortName(check) === name);
  return exact ?? (another ? undefined : short);
}

export function shortName({ id }: Check): string {
  return id.slice(id.indexOf("/") + 1);
}
