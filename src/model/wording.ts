import type { BoundValue } from "./bound-value.ts";
import { type Identity, shownPart } from "./identity.ts";
import type { Location } from "./location.ts";
import type { Address } from "./sealed.ts";

/** `a, b and c`; what exceeds `limit` is counted and not named. */
export function listed(names: readonly string[], limit = 4): string {
  const distinct = [...new Set(names)];
  const shown = distinct.length > limit ? [...distinct.slice(0, limit), `${distinct.length - limit} more`] : distinct;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}

/** Where a value comes from, never the value. */
export function describeValue(value: BoundValue): string {
  if (value.kind === "literal") {
    const { nature, shape, isMade } = value.sealed;
    return nature === "empty" ? "empty" : isMade ? `a ${shape} that is put together` : `a literal (${shape})`;
  }
  if (value.kind === "unresolved") return value.reason;
  const scope = value.scope === null ? "" : `${value.scope}${value.name.startsWith("/") ? "" : "/"}`;
  return `${value.store} ${scope}${value.name}`;
}

/** What a client opens, outermost part first: `pinecone kb.svc.io / support / staging`. */
export function describeIdentity(identity: Identity): string {
  if (identity.kind === "unresolved") return `not known (${identity.reason})`;
  if (identity.kind === "reference") {
    // The reference holds the name already.
    const parts = describeAddress({ ...identity.address, name: null });
    return [describeReference(identity.reference), parts].filter((part) => part !== "").join(" / ");
  }
  const parts = describeAddress(identity.address);
  const name = [identity.address.provider, parts].filter((part) => part !== "").join(" ");
  return identity.kind === "local" ? `${name} (local)` : name;
}

/** `kubernetes-secret:*:chat-prod|chat` is `chat-prod in kubernetes-secret / chat`; what stands for a hidden text is left out. */
export function describeReference(reference: string): string {
  return reference
    .split("|")
    .flatMap((part) => {
      const [store, scope, ...name] = part.split(":");
      if (scope === undefined || name.length === 0) return /^([0-9a-f]{16,})?$/.test(part) ? [] : [part];
      return [`${name.join(":")} in ${store}${scope === "*" ? "" : ` (${scope})`}`];
    })
    .join(" / ");
}

/** The same places once, in the order given. */
export function distinctLocations(locations: readonly Location[]): Location[] {
  const seen = new Set<string>();
  return locations.filter((location) => {
    const key = [location.path, location.startLine, location.startColumn, location.role, location.note].join(" ");
    return !seen.has(key) && seen.add(key);
  });
}

function describeAddress({ host, name, container, scope }: Partial<Address>): string {
  return [host, name, shownPart(container), shownPart(scope)]
    .filter((part) => part !== null && part !== undefined)
    .join(" / ");
}

/** Sentences one after the other; what exceeds `limit` is counted. */
export function sentences(list: readonly string[], limit = 3): string {
  const distinct = [...new Set(list)];
  const more = distinct.length - limit;
  return [...distinct.slice(0, limit), ...(more > 0 ? [`(${more} more like these)`] : [])].join(" ");
}
