import { AuditError } from "./error.ts";
import { didYouMean } from "./nearest.ts";
import type { Check, Control } from "./rule.ts";

/**
 * The control of this slug.
 *
 * @throws AuditError blaming the usage, with the nearest slug as its hint.
 */
export function findControl(controls: readonly Control[], slug: string): Control {
  const found = controls.find((control) => control.slug === slug);
  if (found) return found;
  const slugs = controls.map((control) => control.slug);
  const all = slugs.length === 1 ? `The only control is ${slugs[0]}.` : `The controls are ${slugs.join(", ")}.`;
  throw new AuditError(`There is no control ${slug}.`, "usage", didYouMean(slug, slugs, all));
}

/**
 * The check of this id, or of this part after the slash where only one has it.
 *
 * @throws AuditError blaming the usage, with the nearest id as its hint.
 */
export function findCheck(controls: readonly Control[], name: string): Check {
  const checks = controls.flatMap((control) => control.checks);
  const exact = checks.find((check) => check.id === name);
  const [short, another] = checks.filter((check) => shortName(check) === name);
  const found = exact ?? (another ? undefined : short);
  if (found) return found;
  const candidates = checks.flatMap((check) => [check.id, shortName(check)]);
  throw new AuditError(`There is no check ${name}.`, "usage", didYouMean(name, candidates, "See bulkhead list."));
}

function shortName({ id }: Check): string {
  return id.slice(id.indexOf("/") + 1);
}
