import { remember } from "../../model/remember.ts";
import type { Provided } from "./provided.ts";
import type { TerraformValue } from "./value.ts";

/**
 * Names that more than one environment asks for: entries of secret stores as `store:name`, and what is made under a name that
 * is not known in full as `:name`. Whether those are one thing depends on where each environment asks.
 */
export function repeatedNames(provided: readonly Provided[]): ReadonlySet<string> {
  const found = new Map<string, Set<string>>();
  const note = (value: TerraformValue, environment: string): void => {
    if (value.kind === "template") for (const part of value.parts) note(part, environment);
    const name =
      value.kind === "stored"
        ? `${value.store}:${value.name}`
        : value.kind === "generated" && value.partial
          ? `:${value.label}`
          : null;
    if (name !== null) remember(found, name, () => new Set<string>()).add(environment);
  };
  for (const { variables } of provided) for (const { value, environment } of variables) note(value, environment);
  return new Set([...found].flatMap(([name, environments]) => (environments.size > 1 ? [name] : [])));
}
