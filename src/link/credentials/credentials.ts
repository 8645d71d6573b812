import type { BoundValue } from "../../model/bound-value.ts";
import type { Credential } from "../../model/credential.ts";
import { comparePlaces, type Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { Sealed } from "../../model/sealed.ts";
import type { LinkContext } from "../context.ts";
import { concretise, type EnvironmentView } from "../program/concretise.ts";
import type { StoreUse } from "../stores/uses.ts";
import { clientUses } from "./client-keys.ts";
import { hasCredentialName, isPublicName, namesNoSecret } from "./names.ts";
import { environmentReads } from "./reads.ts";
import { usesOfStore } from "./store-keys.ts";
import { keyName, nameOf, type Use } from "./use.ts";

interface Draft {
  readonly name: string;
  readonly service: string;
  provider: string | null;
  readonly uses: { readonly place: Place; readonly what: string }[];
  readonly values: {
    readonly environment: string;
    readonly value: BoundValue;
    readonly at: Place;
    readonly via: readonly Place[];
  }[];
  readonly absentIn: Set<string>;
}

/** Every credential of the stack: followed from the clients that take it, and from the variables that hold it. */
export function linkCredentials(context: LinkContext, storeUses: readonly StoreUse[]): readonly Credential[] {
  const drafts = new Map<string, Draft>();
  const draft = (service: string, name: string): Draft =>
    remember(drafts, `${service}\0${name}`, () => ({
      name,
      service,
      provider: null,
      uses: [],
      values: [],
      absentIn: new Set<string>(),
    }));
  const reads = environmentReads(context);
  for (const unit of context.units) {
    for (const view of context.viewsOf(unit.directory)) {
      const own = unit.environments.get(view.name);
      for (const variable of new Set(own?.blocks.flatMap((b) => [...b.values.keys()]) ?? [])) {
        const found = view.lookup(variable);
        if (found.kind !== "bound" || !isCredential(variable, found.value)) continue;
        const d = draft(context.serviceName(unit.directory), variable);
        d.values.push({ environment: view.name, value: found.value, at: found.at, via: found.via });
        if (d.uses.length === 0)
          d.uses.push(
            ...(reads.get(variable) ?? [])
              .filter((p) => serves(context, p.path, unit.directory))
              .map((p) => ({ place: p, what: "read" })),
          );
      }
    }
  }
  for (const use of [...clientUses(context), ...storeUses.flatMap(usesOfStore)]) {
    if (!context.isDeployed(use.at.path)) continue;
    const homes = context.homesOf(use.at.path);
    // Where the repository declares no environment there is nothing to compare, and that is said.
    if (homes.length === 0) {
      const lone = draft(context.serviceName(context.packageOf(use.at.path)), nameOf(use.value) ?? keyName(use));
      addUse(context, lone, use, []);
    }
    for (const home of homes) {
      const name = nameOf(use.value) ?? keyName(use);
      addUse(context, draft(context.serviceName(home), name), use, context.viewsOf(home));
    }
  }
  return [...drafts.values()]
    .map((d) =>
      finished(
        d,
        (reads.get(d.name) ?? []).filter((p) =>
          context.homesOf(p.path).some((h) => context.serviceName(h) === d.service),
        ),
      ),
    )
    .filter((c) => c.values.length === 0 || !c.values.every((v) => isPlain(v.value)))
    .sort((a, b) => (a.service + a.name < b.service + b.name ? -1 : 1));
}

function finished(d: Draft, readAt: readonly Place[]): Credential {
  const uses = [...d.uses].sort((a, b) => comparePlaces(a.place, b.place));
  const unique = uses.filter((u, i) => i === 0 || comparePlaces(u.place, uses[i - 1]?.place ?? u.place) !== 0);
  return {
    name: d.name,
    service: d.service,
    provider: d.provider,
    uses: unique,
    values: d.values,
    tag: null,
    readAt,
    absentIn: [...d.absentIn],
  };
}

function addUse(context: LinkContext, d: Draft, use: Use, views: readonly EnvironmentView[]): void {
  d.provider ??= use.provider;
  const known = d.uses.findIndex((u) => comparePlaces(u.place, use.at) === 0);
  if (known >= 0) d.uses.splice(known, 1);
  d.uses.push({ place: use.at, what: use.what });
  for (const view of views) {
    const has = d.values.some((v) => v.environment === view.name);
    for (const c of concretise(context.evaluator, use.value, view)) {
      if (c.kind === "text") push(d, view.name, { kind: "literal", sealed: c.sealed ?? plainText }, c.at, [...c.via]);
      else if (c.kind === "reference") push(d, view.name, c.bound, c.at, [...c.via]);
      else if (c.kind === "unresolved" && !has)
        push(d, view.name, { kind: "unresolved", reason: c.reason }, c.at, [...c.via]);
      else if (c.kind === "nothing" && isClosed(context, d.service, view.name)) d.absentIn.add(view.name);
      else if (c.kind === "nothing" && !has)
        push(d, view.name, { kind: "unresolved", reason: c.assumption ?? "it is not set" }, c.at, [...c.via]);
    }
  }
}

/** A container has the variables that compose gives it and no others: what is left out is not there. */
function isClosed(context: LinkContext, service: string, environment: string): boolean {
  return context.units.some(
    (u) =>
      context.serviceName(u.directory) === service &&
      u.environments.get(environment)?.blocks.some((b) => b.source === "compose"),
  );
}

/** A literal that was not sealed because it is too short to be a secret. */
const plainText: Sealed = { digest: "", nature: "plain", shape: "short text" };

function push(d: Draft, environment: string, value: BoundValue, at: Place, via: readonly Place[]): void {
  if (d.values.some((v) => v.environment === environment && comparePlaces(v.at, at) === 0)) return;
  d.values.push({ environment, value, at, via });
}

function serves(context: LinkContext, path: string, home: string): boolean {
  return context.homesOf(path).includes(home) || home === "" || path.startsWith(`${home}/`);
}

/** An address without a password, a flag, a name: nothing that opens anything. */
function isPlain(value: BoundValue): boolean {
  return value.kind === "literal" && value.sealed.nature === "plain" && value.sealed.credential === undefined;
}

/** Whether a bound variable is a secret: by its value, or, where the value is kept elsewhere, by its name. */
function isCredential(variable: string, value: BoundValue): boolean {
  if (value.kind === "literal") return value.sealed.nature === "secret" || value.sealed.credential !== undefined;
  if (value.kind === "reference")
    return (
      (/secret|vault|ssm|1password|doppler|keyvault/.test(value.store) ||
        (value.store === "terraform-variable" && hasCredentialName(variable))) &&
      !isPublicName(variable) &&
      !namesNoSecret(variable)
    );
  return hasCredentialName(variable) && !isPublicName(variable);
}
