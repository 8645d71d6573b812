import { comparePlaces, compareText, type Place } from "../model/location.ts";
import { remember } from "../model/remember.ts";
import type { Endpoint } from "../model/stack.ts";
import type { Unit } from "./units.ts";

/** Which environment a host belongs to: the one whose configuration names it, where no other does. */
export function hostRegistry(units: readonly Unit[]): (host: string) => string | null {
  const found = new Map<string, Set<string>>();
  for (const { environment, value } of configuredValues(units)) {
    if (environment.class === "other") continue;
    const sealed =
      value.kind === "literal"
        ? value.sealed
        : value.kind === "bound" && value.bound.kind === "literal"
          ? value.bound.sealed
          : null;
    const host = sealed?.address?.host;
    if (host) remember(found, host, () => new Set<string>()).add(environment.name);
  }
  return (host) => {
    const [only, ...more] = found.get(host) ?? [];
    return only !== undefined && more.length === 0 ? only : null;
  };
}

/** The outbound targets that configuration names, each with the environment whose configuration it is. */
export function endpointsOf(units: readonly Unit[]): readonly Endpoint[] {
  const found: Endpoint[] = [];
  const note = (host: string, environment: string, at: Place): void => {
    if (!found.some((e) => e.host === host && e.environment === environment && comparePlaces(e.at, at) === 0))
      found.push({ host, environment, at });
  };
  for (const { environment, value, place } of configuredValues(units)) {
    const address = value.kind === "literal" ? value.sealed.address : undefined;
    if (address?.provider === "http" && address.host !== null) note(address.host, environment.name, place);
  }
  return found.sort(
    (a, b) =>
      compareText(a.host, b.host) || comparePlaces(a.at, b.at) || compareText(a.environment ?? "", b.environment ?? ""),
  );
}

function* configuredValues(units: readonly Unit[]) {
  for (const unit of units) {
    for (const environment of unit.environments.values()) {
      for (const { values } of environment.blocks) {
        for (const { value, place } of values.values()) yield { environment, value, place };
      }
    }
  }
}
