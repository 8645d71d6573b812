import { remember } from "../../model/remember.ts";
import type { Provided } from "./provided.ts";
import type { TerraformValue } from "./value.ts";

interface Made {
  readonly environment: string;
  readonly label: string;
  readonly partial: boolean;
}

/**
 * Names that more than one environment asks for: entries of secret stores as `store:name`, and what is made under a name that
 * is not known in full as `:name`. Whether those are one thing depends on where each environment asks.
 */
export function repeatedNames(provided: readonly Provided[]): ReadonlySet<string> {
  const found = new Map<string, Set<string>>();
  const made = new Map<string, Made[]>();
  const note = (value: TerraformValue, environment: string, variable: string): void => {
    if (value.kind === "template") for (const part of value.parts) note(part, environment, variable);
    if (value.kind === "generated")
      remember(made, variable, (): Made[] => []).push({
        environment,
        label: value.label,
        partial: value.partial === true,
      });
    const name =
      value.kind === "stored"
        ? `${value.store}:${value.name}`
        : value.kind === "generated" && value.partial
          ? `:${value.label}`
          : null;
    if (name !== null) remember(found, name, () => new Set<string>()).add(environment);
  };
  for (const { variables } of provided)
    for (const { value, environment, variable } of variables) note(value, environment, variable);
  return new Set([
    ...[...found].flatMap(([name, environments]) => (environments.size > 1 ? [name] : [])),
    ...[...made.values()].flatMap(perhapsAlike),
  ]);
}

/** Names of which the part that is not known could make them what the variable is elsewhere. */
function perhapsAlike(made: readonly Made[]): readonly string[] {
  return made.flatMap(({ environment, label, partial }) => {
    const isOpen = partial && made.some((other) => other.environment !== environment && fits(label, other.label));
    return isOpen ? [`:${label}`] : [];
  });
}

/** Whether a text is the pattern with something in place of each `?`. */
function fits(pattern: string, whole: string): boolean {
  const [first = "", ...rest] = pattern.split("?");
  const last = rest.pop() ?? "";
  if (!whole.startsWith(first) || !whole.endsWith(last)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = whole.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return from <= whole.length - last.length;
}
