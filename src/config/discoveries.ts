import { isPublic, isUnresolved } from "../model/bound-value.ts";
import { declaredHosts } from "../model/declared-hosts.ts";
import { declaredNames } from "../model/declared-names.ts";
import type { EnvironmentClass } from "../model/environment.ts";
import { isLocalHost } from "../model/identity.ts";
import { compareText, type Place, placeText } from "../model/location.ts";
import { publicKeys } from "../model/public-keys.ts";
import type { Inventory } from "../model/report.ts";
import type { Settings } from "../model/settings.ts";
import type { Stack } from "../model/stack.ts";
import { hostPattern } from "./host-pattern.ts";

/** What an inventory found that a configuration can speak of, sorted, each with a place where it is seen. */
export interface Discoveries {
  readonly environments: readonly { readonly name: string; readonly class: EnvironmentClass; readonly seen: string }[];
  /** Hosts that the configuration of one environment alone names. */
  readonly endpoints: readonly { readonly host: string; readonly environment: string; readonly seen: string }[];
  /** Hosts that several environments name, as text for a comment. */
  readonly sharedHosts: readonly { readonly host: string; readonly environments: readonly string[] }[];
  readonly publicKeys: readonly { readonly name: string; readonly seen: string }[];
  /** Functions that may be meant: checks before tool calls that compare no environments, and what keeps a trail. */
  readonly gates: readonly { readonly name: string; readonly seen: string }[];
  readonly audit: readonly { readonly name: string; readonly seen: string }[];
}

/** What of the stack the settings say nothing about yet. */
export function discoveriesIn({ stack }: Inventory, settings: Settings | null): Discoveries {
  const declaredAs = declaredNames(settings?.environments ?? []);
  const hostAt = declaredHosts(settings?.endpoints ?? []);
  const publicKey = publicKeys(settings?.publicKeys ?? []);
  const isNamed = (name: string, list: readonly { readonly name: string }[] = []): boolean =>
    list.some((one) => one.name === name || one.name.endsWith(`.${name}`));
  const hosts = hostsOf(stack).filter(({ host }) => hostAt(host) === null);
  return {
    environments: stack.environments
      .filter(({ name }) => /^[\w.-]{1,64}$/.test(name) && declaredAs(name) === null)
      .map(({ name, class: cls, declaredAt }) => ({ name, class: cls, seen: seenAt(declaredAt) })),
    endpoints: hosts.flatMap(({ host, environments, seen }) => {
      const [only, ...more] = environments;
      return only !== undefined && more.length === 0 ? [{ host, environment: only, seen }] : [];
    }),
    sharedHosts: hosts.filter(({ environments }) => environments.length > 1),
    publicKeys: publicVariables(stack).filter(({ name }) => publicKey(name) === null),
    gates: functions(stack.gates.filter(({ kind }) => kind === "other").map(({ name, at }) => ({ name, at }))).filter(
      ({ name }) => !isNamed(name, settings?.functions.gates),
    ),
    audit: functions(stack.auditEvents.map(({ emitter, at }) => ({ name: emitter, at }))).filter(
      ({ name }) => !isNamed(name, settings?.functions.audit),
    ),
  };
}

interface Host {
  readonly host: string;
  readonly environments: readonly string[];
  readonly seen: string;
}

/** The hosts of outbound targets, each with the environments whose configuration names it. */
function hostsOf(stack: Stack): readonly Host[] {
  const classes = new Map(stack.environments.map((one) => [one.name, one.class]));
  const found = new Map<string, { environments: Set<string>; places: Place[] }>();
  for (const { host, environment, at } of stack.endpoints) {
    const read = hostPattern(host);
    const isGlob = /[*?{}[\]]/.test(host);
    if (environment === null || isLocalHost(host) || isGlob || !("host" in read)) continue;
    const known = found.get(read.host) ?? { environments: new Set<string>(), places: [] };
    known.environments.add(environment);
    known.places.push(at);
    found.set(read.host, known);
  }
  return [...found]
    .map(([host, { environments, places }]) => ({ host, environments: [...environments].sort(), seen: seenAt(places) }))
    .filter(({ environments }) => environments.every((name) => (classes.get(name) ?? "other") !== "other"))
    .sort((a, b) => compareText(a.host, b.host));
}

/** Variables that hold nothing but keys that are public by their form. */
function publicVariables(stack: Stack): Discoveries["publicKeys"] {
  const handed = new Set(stack.pipelines.flatMap(({ credentials }) => credentials.map(({ variable }) => variable)));
  const found = new Map<string, Place[]>();
  const secret = new Set<string>();
  for (const { variable, value, at } of stack.bindings) {
    if (isPublic(value)) found.set(variable, [...(found.get(variable) ?? []), at]);
    // Nothing here, or a name for whoever starts the process, says nothing to the contrary.
    else if (!isUnresolved(value)) secret.add(variable);
  }
  return [...found]
    .filter(([name]) => !secret.has(name) && !handed.has(name) && /^\w+$/.test(name))
    .map(([name, places]) => ({ name, seen: seenAt(places) }))
    .sort((a, b) => compareText(a.name, b.name));
}

/** Once each, as far as a name can be written as that of a function. */
function functions(list: readonly { readonly name: string; readonly at: Place }[]): Discoveries["gates"] {
  const found = new Map<string, Place[]>();
  for (const { name, at } of list)
    if (/^[\w$]+(?:\.[\w$]+)*$/.test(name)) found.set(name, [...(found.get(name) ?? []), at]);
  return [...found]
    .map(([name, places]) => ({ name, seen: seenAt(places) }))
    .sort((a, b) => compareText(a.name, b.name));
}

function seenAt(places: readonly Place[]): string {
  return places.map(placeText).sort(compareText)[0] ?? "";
}
