import { nearest } from "../model/nearest.ts";
import type { Check, Control } from "../model/rule.ts";

/** What a suppression is about: a check, or one of its faults. */
export interface CheckName {
  readonly check: Check;
  readonly fault: string | null;
}

/** Why a name is that of no check; it is not quoted, since a secret may stand in the wrong place. */
export interface UnknownCheck {
  readonly says: string;
  readonly hint: string;
}

/** Reads `<control>/<check>` or `<check>`, each alone or followed by `/<fault>`. */
export function readCheckName(controls: readonly Control[], name: string): CheckName | UnknownCheck {
  const whole = checkNamed(controls, name);
  if (whole !== null) return { check: whole, fault: null };
  const slash = name.lastIndexOf("/");
  const check = slash < 0 ? null : checkNamed(controls, name.slice(0, slash));
  if (check === null) return unknownCheck(controls, name);
  const fault = name.slice(slash + 1);
  const faults = Object.keys(check.faults);
  if (faults.includes(fault)) return { check, fault };
  return { says: `names no fault of ${check.id}.`, hint: guess(fault, faults, `Its faults are ${faults.join(", ")}.`) };
}

/** The check of this id, or of this part after the slash where only one has it. */
function checkNamed(controls: readonly Control[], name: string): Check | null {
  const checks = controls.flatMap((control) => control.checks);
  const [short, ...more] = checks.filter((check) => shortName(check) === name);
  return checks.find(({ id }) => id === name) ?? (more.length === 0 ? (short ?? null) : null);
}

function unknownCheck(controls: readonly Control[], name: string): UnknownCheck {
  const checks = controls.flatMap((control) => control.checks);
  const alike = checks.filter((check) => shortName(check) === name);
  if (alike.length > 1) {
    return { says: "names several checks.", hint: `Write one of ${alike.map(({ id }) => id).join(", ")}.` };
  }
  const control = controls.find(({ slug }) => slug === name);
  if (control) {
    const own = control.checks.map(({ id }) => id).join(", ");
    return { says: "names a control, not a check.", hint: `Its checks are ${own}.` };
  }
  const candidates = checks.flatMap((check) => [check.id, shortName(check)]);
  return { says: "names no check.", hint: guess(name, candidates, "See bulkhead list.") };
}

function guess(name: string, candidates: readonly string[], all: string): string {
  const found = nearest(name, candidates);
  return found === null ? all : `Did you mean ${found}?`;
}

function shortName({ id }: Check): string {
  return id.slice(id.indexOf("/") + 1);
}
