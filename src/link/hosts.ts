import type { DeclaredHosts } from "../model/declared-hosts.ts";
import { comparePlaces, compareText, type Place, placeOfLocation } from "../model/location.ts";
import { remember } from "../model/remember.ts";
import type { Endpoint } from "../model/stack.ts";
import type { Unit } from "./units/unit.ts";

/**
 * Which environment a host belongs to: the one that the settings give it to, else the one whose configuration names it,
 * where no other does.
 *
 * @param wordOf What an environment is told by, where its name says nothing.
 */
export function hostRegistry(
  units: readonly Unit[],
  declared: DeclaredHosts = () => null,
  wordOf: (environment: string) => string = (environment) => environment,
): (host: string) => HostEnvironment | null {
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
    const said = declared(host);
    if (said) return { environment: wordOf(said.environment), declaredAt: placeOfLocation(said.at) };
    const [only, ...more] = found.get(host) ?? [];
    return only !== undefined && more.length === 0 ? { environment: wordOf(only), declaredAt: null } : null;
  };
}

/** The environment that a host belongs to. */
export interface HostEnvironment {
  readonly environment: string;
  /** Where the settings say so; null if the configuration of the environment does. */
  readonly declaredAt: Place | null;
}

/** The outbound targets that configuration names, each with the environment that it belongs to, else whose configuration it is. */
export function endpointsOf(units: readonly Unit[], declared: DeclaredHosts = () => null): readonly Endpoint[] {
  const found: Endpoint[] = [];
  const note = (host: string, environment: string, at: Place): void => {
    if (!found.some((e) => e.host === host && e.environment === environment && comparePlaces(e.at, at) === 0))
      found.push({ host, environment, at });
  };
  for (const { environment, value, place } of configuredValues(units)) {
    const address = value.kind === "literal" ? value.sealed.address : undefined;
    if (address?.provider === "http" && address.host !== null)
      note(address.host, declared(address.host)?.environment ?? environment.name, place);
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
