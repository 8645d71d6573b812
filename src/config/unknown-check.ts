import { checkNamed, shortName } from "../model/check-name.ts";
import { nearest } from "../model/nearest.ts";
import type { Control } from "../model/rule.ts";

/** Why a name is that of no check; it is not quoted, since a secret may stand in the wrong place. */
export interface UnknownCheck {
  readonly says: string;
  readonly hint: string;
}

/** What is wrong with a name that stands for no check and no fault of one. */
export function unknownCheck(controls: readonly Control[], name: string): UnknownCheck {
  const checks = controls.flatMap((control) => control.checks);
  const slash = name.lastIndexOf("/");
  const part = slash < 0 ? undefined : checkNamed(checks, name.slice(0, slash));
  if (part) {
    const faults = Object.keys(part.faults);
    const all = `Its faults are ${faults.join(", ")}.`;
    return { says: `names no fault of ${part.id}.`, hint: guess(name.slice(slash + 1), faults, all) };
  }
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
