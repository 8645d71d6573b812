import type { Address } from "./sealed.ts";

/** What a store client opens in one environment, as far as the repository tells. */
export type Identity =
  | { readonly kind: "known"; readonly address: Address }
  /** In-memory, on localhost, or a service container: exists once per process or machine, so it is never shared. */
  | { readonly kind: "local"; readonly address: Address }
  /**
   * The address stands elsewhere under this name; two equal references open the same thing. `address` holds what the
   * repository adds to it, a database of that name say.
   */
  | { readonly kind: "reference"; readonly reference: string; readonly address: Partial<Address> }
  | { readonly kind: "unresolved"; readonly reason: string };

export type Comparison = "same" | "same-with-sub-scope" | "other-container" | "different" | "unresolved";

/** A part that must not be shown: what is kept of it compares within one run only, and is never printed. */
export function hiddenPart(digest: string): string {
  return hiddenMark + digest;
}

/** A part of an address as it may be printed: the same words in every run. */
export function shownPart(part: string | null | undefined): string | null {
  return part?.startsWith(hiddenMark) ? "a name that is not shown" : (part ?? null);
}

/** No name in a repository begins with it. */
const hiddenMark = "\u0000";

/** Compares on the three levels of CONTROLS §5.1.4. */
export function compareIdentities(a: Identity, b: Identity): Comparison {
  if (a.kind === "local" || b.kind === "local") return "different";
  if (a.kind === "unresolved" || b.kind === "unresolved") return "unresolved";
  if (a.kind === "reference" || b.kind === "reference") {
    if (a.kind === "reference" && b.kind === "reference" && a.reference === b.reference) {
      return compareParts(a.address, b.address);
    }
    // Another database is another address, on whatever server; else two references may still hold one value.
    return differ(a.address.name, b.address.name) ? "different" : "unresolved";
  }
  if (a.address.provider !== b.address.provider) return "different";
  if (a.address.name !== b.address.name) return "different";
  if (a.address.host !== b.address.host) {
    // An index that one side names without its account may be the one that the other side names with it.
    const isOpen = a.address.name !== null && (a.address.host === null || b.address.host === null);
    return isOpen ? "unresolved" : "different";
  }
  return compareParts(a.address, b.address);
}

function differ(a: string | null | undefined, b: string | null | undefined): boolean {
  return typeof a === "string" && typeof b === "string" && a !== b;
}

function compareParts(a: Partial<Address>, b: Partial<Address>): Comparison {
  if ((a.container ?? null) !== (b.container ?? null)) return "other-container";
  return (a.scope ?? null) === (b.scope ?? null) ? "same" : "same-with-sub-scope";
}

const loopback = /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal|:memory:|memory)(:\d+)?$/;

/** On one machine or in one process, as its host tells, or because the product keeps its stores in a folder. */
export function isLocalAddress({ provider, host }: Address): boolean {
  return isLocalHost(host) || (host !== null && keptInFolders.has(provider) && !/^[a-z][a-z0-9+.-]+:/i.test(host));
}

/** Products whose address is a path unless it has a scheme. */
const keptInFolders = new Set(["file", "lancedb"]);

/** On one machine or in one process: loopback, a file, or a host of a single label, which is a container beside the process. */
export function isLocalHost(host: string | null): boolean {
  if (host === null) return false;
  return (
    loopback.test(host) || /^[a-z0-9_-]+:\d+$/.test(host) || /^(file:|\.{0,2}\/|[^:]*\.(db|sqlite3?|lance)$)/.test(host)
  );
}
