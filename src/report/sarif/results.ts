import type { CodeFlow, Result, Suppression as SarifSuppression, ThreadFlow } from "sarif";
import { failurePathTitles } from "../../model/failure-path.ts";
import type { Location } from "../../model/location.ts";
import type { ReportedFinding } from "../../model/report.ts";
import type { Suppression } from "../../model/suppression.ts";
import { listed } from "../../model/wording.ts";
import type { Places } from "./places.ts";
import { linkTo, messageOf, plainText } from "./text.ts";

export interface ResultContext {
  readonly places: Places;
  /** Check → position of its rule. */
  readonly ruleIndices: ReadonlyMap<string, number>;
  /** Whether a baseline was in force, so that what is not in it is new. */
  readonly hasBaseline: boolean;
}

/**
 * A finding as SARIF has it. What is only suspected is of the kind `review`, to which the standard allows no other level
 * than `none`; so no consumer can take it for a failure.
 */
export function resultOf(finding: ReportedFinding, { places, ruleIndices, hasBaseline }: ResultContext): Result {
  const [primary, ...related] = finding.locations;
  const isProven = finding.confidence === "proven";
  const codeFlows = codeFlowsOf(finding, places);
  const { suppression } = finding;
  return {
    ruleId: finding.check,
    ruleIndex: ruleIndices.get(finding.check) ?? -1,
    kind: isProven ? "fail" : "review",
    level: isProven ? "error" : "none",
    message: { text: textOf(finding, related) },
    locations: primary ? [places.location(primary)] : [],
    ...(related.length === 0
      ? {}
      : { relatedLocations: related.map((location, index) => places.location(location, index + 1)) }),
    ...(codeFlows.length === 0 ? {} : { codeFlows }),
    // GitHub matches alerts by the second alone, and computes one from the line's text where it is absent.
    partialFingerprints: {
      "bulkhead/v1": finding.fingerprint,
      primaryLocationLineHash: `${finding.fingerprint}:1`,
    },
    // An empty list says that it is known not to be suppressed.
    suppressions: suppression === null ? [] : [suppressionOf(suppression, places)],
    ...(hasBaseline ? { baselineState: suppression?.by === "baseline" ? "unchanged" : "new" } : {}),
    properties: {
      fault: finding.fault,
      confidence: finding.confidence,
      subject: plainText(finding.subject),
      ...(finding.members.length === 0 ? {} : { members: finding.members.map(plainText) }),
      environments: finding.environments.map(plainText),
      ...(finding.failurePath === null ? {} : { failurePath: finding.failurePath }),
      because: plainText(finding.message.because),
      remediation: plainText(finding.message.fix),
    },
  };
}

const linksShown = 4;

/** What, why and what to do, then links to the other places: GitHub shows a related location only where it is linked. */
function textOf({ message }: ReportedFinding, related: readonly Location[]): string {
  const sentences = [message.says, message.because, message.fix].filter((text) => text !== "").map(plainText);
  const numbered = related.map(({ role }, index) => ({ role, id: index + 1 }));
  // Steps between two sides are worth less room than the sides.
  const byWorth = [...numbered.filter(({ role }) => role !== "leads there"), ...numbered];
  const links = [...new Set(byWorth)].slice(0, linksShown).map(({ role, id }) => linkTo(role, id));
  const more = related.length - links.length;
  const all = more > 0 ? [...links, `${more} more`] : links;
  return [...sentences, ...(all.length === 0 ? [] : [`See ${listed(all, all.length)}.`])].join(" ");
}

function suppressionOf({ by, reason, owner, expires, at }: Suppression, places: Places): SarifSuppression {
  return {
    kind: by === "inline" ? "inSource" : "external",
    status: "accepted",
    ...(reason === "" ? {} : { justification: plainText(reason) }),
    ...(at === null ? {} : { location: places.location(at) }),
    properties: {
      by,
      ...(owner === null ? {} : { owner: plainText(owner) }),
      ...(expires === null ? {} : { expires }),
    },
  };
}

function codeFlowsOf(finding: ReportedFinding, places: Places): CodeFlow[] {
  const flows: (readonly [string, readonly Location[]])[] = [
    ["From the tool to what it does", toolPath(finding.locations)],
    [
      finding.failurePath === null ? "How it comes about" : failurePathTitles[finding.failurePath],
      finding.contamination,
    ],
  ];
  return flows
    .filter(([, steps]) => steps.length > 1)
    .map(([title, steps]) => ({ message: messageOf(title), threadFlows: [threadFlowOf(steps, places)] }));
}

function threadFlowOf(steps: readonly Location[], places: Places): ThreadFlow {
  return { locations: steps.map((step) => ({ location: places.location(step) })) };
}

const onTheWay: ReadonlySet<string> = new Set(["tool", "choice", "call", "leads there", "effect", "target chosen"]);
const ends: ReadonlySet<string> = new Set(["effect", "target chosen"]);

/** The stretch of a finding's places that leads from a tool to its effect; empty if the finding is not about one. */
function toolPath(locations: readonly Location[]): readonly Location[] {
  const first = locations[0]?.role;
  if (first !== "tool" && first !== "choice") return [];
  const end = locations.findIndex(({ role }) => ends.has(role));
  const path = locations.slice(0, end + 1);
  return path.every(({ role }) => onTheWay.has(role)) ? path : [];
}
