import type { Level } from "../../catalog/types.ts";
import type { BoundValue } from "../../model/bound-value.ts";
import { hiddenPart, type Identity, isLocalAddress } from "../../model/identity.ts";
import type { Place } from "../../model/location.ts";
import type { Address } from "../../model/sealed.ts";
import { unresolved } from "../program/concrete.ts";
import { type Concrete, concretise, type EnvironmentView } from "../program/concretise.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Handle } from "./handles.ts";

/** What a client opens in one environment, and where that stands. */
export interface Opened {
  readonly identity: Identity;
  readonly at: Place;
  readonly via: readonly Place[];
  readonly credential: BoundValue | null;
  readonly assumption: string | null;
  /** The platform may set what is taken for unset here. */
  readonly overridable: boolean;
}

const order: readonly Level[] = ["host", "name", "container", "scope"];

/** Every identity that a client can have in an environment; several where the repository does not decide. */
export function identitiesIn(evaluator: Evaluator, handle: Handle, view: EnvironmentView): readonly Opened[] {
  let rows: readonly ReadonlyMap<Level, Concrete>[] = [new Map()];
  for (const level of order) {
    const value = handle.levels.get(level);
    if (!value) continue;
    const alternatives = concretise(evaluator, value, view);
    rows = boundedRows(
      rows.flatMap((row) => alternatives.map((c) => new Map([...row, [level, c]]))),
      level,
      value.at,
    );
  }
  const port = handle.port ? portText(concretise(evaluator, handle.port, view)) : null;
  const credential = handle.credential ? boundOf(concretise(evaluator, handle.credential, view)) : null;
  return rows.map((row) => {
    const isOpen = [...row.values()].some((c) => c.kind === "unresolved" && c.instead?.kind === "text");
    const filled = isOpen ? new Map([...row].map(([level, c]) => [level, withDefault(c)])) : row;
    return beside(view, openedBy(handle, filled, credential, isOpen, port));
  });
}

/** What an environment starts for itself is its own, whatever it is called elsewhere. */
function beside(view: EnvironmentView, opened: Opened): Opened {
  const { identity } = opened;
  if (identity.kind !== "known" || identity.address.host === null) return opened;
  return view.startsBeside?.(identity.address.host) ? { ...opened, identity: { ...identity, kind: "local" } } : opened;
}

/** Those beyond the bound are one more that is not known, so that none of the others is taken for all there is. */
function boundedRows(
  rows: readonly ReadonlyMap<Level, Concrete>[],
  level: Level,
  at: Place,
): readonly ReadonlyMap<Level, Concrete>[] {
  if (rows.length <= maximumRows) return rows;
  const more = unresolved("it has more alternatives than are told apart", at);
  return [...rows.slice(0, maximumRows - 1), new Map([[addressLevel(level), more]])];
}

const maximumRows = 8;

/** A level whose being unknown leaves the whole unknown. */
function addressLevel(level: Level): Level {
  return level === "host" ? "host" : "name";
}

/** What holds if the platform sets nothing. */
function withDefault(c: Concrete): Concrete {
  if (c.kind !== "unresolved" || c.instead?.kind !== "text") return c;
  return { ...c.instead, via: [...c.instead.via, c.at], assumption: c.reason };
}

function openedBy(
  handle: Handle,
  row: ReadonlyMap<Level, Concrete>,
  credential: BoundValue | null,
  overridable: boolean,
  port: string | null,
): Opened {
  const provider = handle.entries[0]?.provider ?? "unknown";
  const parts = [...row.values()];
  const main = row.get("host") ?? row.get("name") ?? row.get("container");
  const deciding = decidingPart(row) ?? main;
  const at = deciding?.at ?? handle.at;
  const via = [
    ...new Set([
      ...(deciding?.via ?? []),
      ...parts.filter((p) => p !== deciding).map((p) => p.at),
      ...narrowings(handle),
      handle.at,
    ]),
  ].filter((p) => p !== at);
  const assumption = [...new Set(parts.map((p) => p.assumption).filter((a) => a !== null))].join("; ") || null;
  const inUrl = row.get("host");
  const password =
    inUrl?.kind === "text" && inUrl.sealed?.credential !== undefined
      ? { kind: "literal" as const, sealed: inUrl.sealed }
      : inUrl?.kind === "reference"
        ? inUrl.bound
        : null;
  return {
    identity: isWithoutAddress(handle, row)
      ? { kind: "unresolved", reason: "where its client is opened was not found" }
      : identityOf(provider, row, port, opensByHost(handle)),
    at,
    via,
    credential: credential ?? password,
    assumption,
    overridable,
  };
}

/** Where it is narrowed, unless that is the line it is made in. */
function narrowings({ at, narrowedAt }: Handle): readonly Place[] {
  return narrowedAt.filter((p) => p.path !== at.path || p.span.startLine !== at.span.startLine);
}

/** Whether the product is always opened by a host: a database name without one says nothing of where it is. */
function opensByHost(handle: Handle): boolean {
  const [entry] = handle.entries;
  return entry?.opens.every((o) => o.ambient || o.ready || o.levels.some((l) => l.level === "host")) ?? false;
}

/** A client that was only seen by its type: what is named on it does not say where it is. */
function isWithoutAddress({ entries }: Handle, row: ReadonlyMap<Level, Concrete>): boolean {
  if (row.has("host") || row.has("name")) return false;
  return entries[0]?.opens.some((o) => o.levels.some(({ level }) => level === "host" || level === "name")) ?? false;
}

/** The part that tells one environment's store from another's: where to look when comparing. */
function decidingPart(row: ReadonlyMap<Level, Concrete>): Concrete | undefined {
  return row.get("host") ?? row.get("name");
}

/** A port that is known; one that is not tells nothing beside its host. */
function portText(values: readonly Concrete[]): string | null {
  const [only, ...more] = values;
  return only?.kind === "text" && more.length === 0 && only.text !== null && /^\d+$/.test(only.text) ? only.text : null;
}

function identityOf(
  provider: string,
  row: ReadonlyMap<Level, Concrete>,
  port: string | null,
  needsHost: boolean,
): Identity {
  const host = row.get("host");
  const name = row.get("name");
  const outer = { container: partText(row.get("container")), scope: partText(row.get("scope")) };
  for (const part of [host, name]) {
    if (part?.kind === "unresolved" && part === host && part.pattern !== null) {
      const address = addressInPattern(provider, part.pattern, name, outer);
      if (address) return isLocalAddress(address) ? { kind: "local", address } : { kind: "known", address };
    }
    if (part?.kind === "unresolved") return { kind: "unresolved", reason: part.reason };
    if (part?.kind === "other") return { kind: "unresolved", reason: "its address is no text" };
  }
  const reference = [host, name].find((p) => p?.kind === "reference");
  if (reference?.kind === "reference")
    return {
      kind: "reference",
      reference: referenceText(host, name),
      address: { ...outer, ...(name?.kind === "text" && name.text !== null ? { name: name.text } : {}) },
    };
  const container = row.get("container");
  // One tenant's container has a name like another's: without an address beside it, equal patterns are no one store.
  if (!host && !name && container?.kind === "unresolved") return { kind: "unresolved", reason: container.reason };
  if (!row.has("host") && !row.has("name") && !row.has("container"))
    return { kind: "unresolved", reason: "nothing in the repository names what it opens" };
  if (host?.kind === "text" && host.text === "") return { kind: "unresolved", reason: "its address is left empty" };
  if (host?.kind === "nothing" && needsHost)
    return { kind: "unresolved", reason: host.assumption ?? "its address is not set" };
  const isNameless = name === undefined || name.kind === "nothing" || (name.kind === "text" && name.text === "");
  if (host?.kind === "nothing" && isNameless)
    return { kind: "unresolved", reason: host.assumption ?? "its address is not set" };
  if (host === undefined && name?.kind === "nothing")
    return { kind: "unresolved", reason: name.assumption ?? "its name is not set" };
  // Two stores without a name are not one store: an empty text is what code falls back to for want of one.
  if (host?.kind !== "text" && name?.kind === "text" && name.text === "")
    return { kind: "unresolved", reason: name.assumption ?? host?.assumption ?? "its name is left empty" };
  const address = addressOf(provider, host, name, outer, port);
  if (address === null) return { kind: "unresolved", reason: "its address is kept secret as a whole" };
  return isLocalAddress(address) ? { kind: "local", address } : { kind: "known", address };
}

function addressOf(
  provider: string,
  host: Concrete | undefined,
  name: Concrete | undefined,
  outer: { readonly container: string | null; readonly scope: string | null },
  port: string | null,
): Address | null {
  const parsed = host?.kind === "text" ? (host.sealed?.address ?? null) : null;
  const plain = host?.kind === "text" ? host.text : null;
  if (host?.kind === "text" && parsed === null && plain === null) return null;
  if (name?.kind === "text" && name.text === null && name.sealed?.address === undefined) return null;
  const nameText = name?.kind === "text" ? (name.text ?? name.sealed?.address?.name ?? null) : null;
  // A connection string that was put together is read like one that was written out: its path names the database.
  const composed =
    plain !== null && parsed === null && !/^https?:/i.test(plain)
      ? addressInPattern(provider, plain, name, outer)
      : null;
  if (composed) return { ...composed, host: composed.host === null ? null : withPort(composed.host, port) };
  return {
    provider,
    host: parsed?.host ?? (plain === null ? null : withPort(hostOf(plain), port)),
    name: nameText ?? parsed?.name ?? null,
    container: outer.container ?? parsed?.container ?? null,
    scope: outer.scope ?? parsed?.scope ?? null,
  };
}

/** `mongodb+srv://app:*@cluster.example.net/db`: what is filled in at run time is the user's, the address is written out. */
function addressInPattern(
  provider: string,
  pattern: string,
  name: Concrete | undefined,
  outer: { readonly container: string | null; readonly scope: string | null },
): Address | null {
  const parts = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([^/?#@]+)(?:\/([^/?#]*))?/i.exec(pattern);
  const host = parts?.[1]?.toLowerCase();
  if (host === undefined || host.includes("*")) return null;
  const inPath = parts?.[2] && !parts[2].includes("*") ? parts[2] : null;
  const given = name?.kind === "text" ? name.text : null;
  if (name && name.kind !== "text" && name.kind !== "nothing") return null;
  return { provider, host, name: given ?? inPath, ...outer };
}

function withPort(host: string, port: string | null): string {
  return port === null || /[:/]/.test(host) ? host : `${host}:${port}`;
}

function hostOf(text: string): string {
  try {
    return new URL(text).host || text.toLowerCase();
  } catch {
    return text.toLowerCase().replace(/\/+$/, "");
  }
}

/** The text of a container or scope; a pattern such as `tenant-*` where parts are filled in at run time. */
function partText(part: Concrete | undefined): string | null {
  if (!part || part.kind === "nothing") return null;
  if (part.kind === "text") return part.text ?? (part.sealed ? hiddenPart(part.sealed.digest) : null);
  if (part.kind === "reference") return `\${${part.bound.name}}`;
  return part.kind === "unresolved" ? part.pattern : null;
}

function referenceText(host: Concrete | undefined, name: Concrete | undefined): string {
  return [host, name]
    .map((p) =>
      p?.kind === "reference" ? p.bound.reference : p?.kind === "text" ? (p.text ?? p.sealed?.digest ?? "") : "",
    )
    .join("|");
}

/** A credential as it is bound in an environment, if that is decided. */
export function boundOf(values: readonly Concrete[]): BoundValue | null {
  const [only, ...more] = values;
  if (!only || more.length > 0) return null;
  if (only.kind === "text" && only.sealed) return { kind: "literal", sealed: only.sealed };
  if (only.kind === "reference") return only.bound;
  if (only.kind === "unresolved") return { kind: "unresolved", reason: only.reason };
  return null;
}
