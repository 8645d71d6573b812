import { remember } from "../model/remember.ts";
import type { Unit } from "./units.ts";

/** Which environment a host belongs to: the one whose configuration names it, where no other does. */
export function hostRegistry(units: readonly Unit[]): (host: string) => string | null {
  const found = new Map<string, Set<string>>();
  for (const unit of units) {
    for (const environment of unit.environments.values()) {
      if (environment.class === "other") continue;
      for (const { values } of environment.blocks) {
        for (const { value } of values.values()) {
          const sealed =
            value.kind === "literal"
              ? value.sealed
              : value.kind === "bound" && value.bound.kind === "literal"
                ? value.bound.sealed
                : null;
          const host = sealed?.address?.host;
          if (host) remember(found, host, () => new Set<string>()).add(environment.name);
        }
      }
    }
  }
  return (host) => {
    const [only, ...more] = found.get(host) ?? [];
    return only !== undefined && more.length === 0 ? only : null;
  };
}
