import { classOf } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import type { Report, ReportedFinding } from "../../model/report.ts";
import type { GraphNode } from "./nodes.ts";

/** A link that should not be there: from what is not production's to what is. */
export interface Breach {
  readonly from: GraphNode;
  readonly to: GraphNode;
  /** Ids of the checks that found it. */
  readonly checks: readonly string[];
  /** Somebody has decided to live with all of them. */
  readonly isSuppressed: boolean;
}

/** The proven findings that have a thing of the graph on either side of production's boundary, as links between them. */
export function breachesOf(report: Report, nodes: readonly GraphNode[]): Breach[] {
  const proven = report.findings.filter(crossesEnvironments);
  const nodesAt = indexOf(nodes);
  const breaches = new Map<string, Breach>();
  for (const finding of proven) {
    for (const [from, to] of linksOf(finding, nodesAt)) {
      const key = `${nodes.indexOf(from)} ${nodes.indexOf(to)}`;
      const known = breaches.get(key);
      breaches.set(key, {
        from,
        to,
        checks: [...new Set([...(known?.checks ?? []), finding.check])],
        isSuppressed: (known?.isSuppressed ?? true) && finding.suppression !== null,
      });
    }
  }
  return [...breaches.values()];
}

/** A secret that is written out twice, say, is no link between the environments of its files. */
function crossesEnvironments({ confidence, environments, failurePath }: ReportedFinding): boolean {
  return confidence === "proven" && (environments.length > 1 || failurePath !== null);
}

function indexOf(nodes: readonly GraphNode[]): ReadonlyMap<string, readonly GraphNode[]> {
  const index = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    for (const place of node.places) index.set(keyOf(place), [...(index.get(keyOf(place)) ?? []), node]);
  }
  return index;
}

function linksOf(finding: ReportedFinding, nodesAt: ReadonlyMap<string, readonly GraphNode[]>) {
  // Several things can be written on one line; those of the environments that the finding is about are meant.
  const isMeant = ({ environment }: GraphNode) =>
    environment === null || finding.environments.length === 0 || finding.environments.includes(environment);
  const met = [
    ...new Set(finding.locations.flatMap(({ path, ...span }) => nodesAt.get(keyOf({ path, span })) ?? [])),
  ].filter(isMeant);
  const live = met.filter(isLive);
  const others = met.filter((node) => !isLive(node));
  // The tools that a job runs are what it does it with, and what else a tool can choose is beside the point.
  const [first = others] = [...actors].map((actor) => others.filter(({ kind }) => kind === actor)).filter(isFilled);
  return first.flatMap((from) => live.filter((to) => canBreach(from, to)).map((to) => [from, to] as const));
}

/** One thing in two environments, or an actor and what it reaches. */
function canBreach(from: GraphNode, to: GraphNode): boolean {
  return actors.has(from.kind) ? !actors.has(to.kind) : from.kind === to.kind;
}

/** Whoever starts it first. */
const actors: ReadonlySet<string> = new Set(["pipeline", "tool"]);

function isFilled(list: readonly unknown[]): boolean {
  return list.length > 0;
}

function isLive({ environment }: GraphNode): boolean {
  return environment !== null && classOf(environment) === "production";
}

function keyOf({ path, span }: Place): string {
  return `${span.startLine}:${span.startColumn} ${path}`;
}
