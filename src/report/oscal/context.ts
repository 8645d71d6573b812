import type { Location } from "../../model/location.ts";
import type { Report } from "../../model/report.ts";
import { uriOf } from "../uri.ts";
import { type Identify, identifierFor } from "./identity.ts";
import { markup, plainValue } from "./text.ts";
import type { Evidence, Origin, Property } from "./types.ts";

/** What every part of the document needs. */
export interface Context {
  readonly report: Report;
  readonly identify: Identify;
  /** The tool, as the one who says it. */
  readonly origins: readonly Origin[];
  /** OSCAL wants to know when; ISO 8601. */
  readonly moment: string;
}

export function contextOf(report: Report, moment: string): Context {
  const identify = identifierFor(report);
  const origins = [{ actors: [{ type: "tool" as const, "actor-uuid": identify("component") }] }];
  return { report, identify, origins, moment };
}

/** The names that this tool adds to OSCAL's own. */
const ownNames = "urn:x-agent-bulkhead:oscal";

export function property(name: string, value: string): Property {
  return { name, ns: ownNames, value: plainValue(value) };
}

export function evidenceOf(location: Location): Evidence {
  const { path, startLine, role, note } = location;
  return {
    href: `${uriOf(path)}#L${startLine}`,
    description: markup([role, note].filter((part) => part !== "").join(": ") || `${path}:${startLine}`),
  };
}

/** The last moment of a day, UTC. */
export function endOf(day: string): string {
  return `${day}T23:59:59Z`;
}

/** Nothing may be an empty list in OSCAL. */
export function unlessEmpty<Name extends string, T>(
  name: Name,
  list: readonly T[],
): { readonly [N in Name]?: readonly T[] } {
  return list.length === 0 ? {} : ({ [name]: list } as { readonly [N in Name]?: readonly T[] });
}
