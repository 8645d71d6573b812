import type { Attestation } from "../../model/attestation.ts";
import { groupBy } from "../../model/group.ts";
import type { CheckResult, ReportedFinding } from "../../model/report.ts";
import { checksOf } from "../check-findings.ts";
import { gapsToJson } from "../json/gaps.ts";
import { statementOf, suppressionText } from "../statements.ts";
import { uriOf } from "../uri.ts";
import { type Context, endOf, evidenceOf, property, unlessEmpty } from "./context.ts";
import { markup } from "./text.ts";
import type { Observation } from "./types.ts";

/** What was seen: for each check, each finding, each attestation, and each reason for which something was not inspected. */
export function observationsOf(context: Context): Observation[] {
  const { report } = context;
  const checks = checksOf(report);
  return [
    ...checks.map((check) => ofCheck(context, check)),
    ...report.findings.map((finding) => ofFinding(context, finding)),
    ...checks.flatMap((check) => (check.attestation ? [ofAttestation(context, check, check.attestation)] : [])),
    ...ofGaps(context),
  ];
}

/** The repository is read and nothing of it is run, so the method is never TEST. */
function ofCheck({ report, identify, origins, moment }: Context, check: CheckResult): Observation {
  return {
    uuid: identify("check", check.id),
    title: markup(check.id),
    description: markup(`${check.asks} ${check.status}. ${statementOf(report, check)}`),
    props: [
      property("status", check.status),
      property("findings", String(check.findings.length)),
      ...(check.signal === null ? [] : [property("signal", String(check.signal))]),
      ...check.references.map(({ framework, id }) => property("maps-to", `${framework}, ${id}`)),
    ],
    methods: ["EXAMINE"],
    types: ["control-objective"],
    origins,
    ...unlessEmpty("relevant-evidence", check.evidence.map(evidenceOf)),
    collected: moment,
    ...remarksOf([...(check.question === null ? [] : [`Open question: ${check.question}`]), ...check.notes]),
  };
}

function ofFinding({ identify, origins, moment }: Context, finding: ReportedFinding): Observation {
  const { fingerprint, check, fault, confidence, message, locations, environments, failurePath, suppression } = finding;
  return {
    uuid: identify("finding", fingerprint),
    title: markup(`${check}/${fault}`),
    description: markup(message.says),
    props: [
      property("check", check),
      property("fingerprint", fingerprint),
      property("confidence", confidence),
      ...environments.map((environment) => property("environment", environment)),
      ...(failurePath === null ? [] : [property("failure-path", String(failurePath))]),
    ],
    methods: ["EXAMINE"],
    types: ["finding"],
    origins,
    ...unlessEmpty("relevant-evidence", locations.map(evidenceOf)),
    collected: moment,
    ...remarksOf(suppression === null ? [] : [`Suppressed ${suppressionText(suppression)}`]),
  };
}

/** Somebody says so: an interview, whose answer holds until it expires. */
function ofAttestation(
  { identify, origins, moment }: Context,
  check: CheckResult,
  attestation: Attestation,
): Observation {
  const { answer, evidence, by, date, expires, at } = attestation;
  return {
    uuid: identify("attestation", check.id),
    title: markup(`Attestation of ${check.id}`),
    description: markup(`${check.question ?? check.asks} ${by} states: ${answer}.`),
    props: [property("answer", answer), property("by", by), property("stated", date)],
    methods: ["INTERVIEW"],
    types: ["control-objective"],
    origins,
    "relevant-evidence": [{ description: markup(evidence) }, evidenceOf(at)],
    collected: moment,
    expires: endOf(expires),
  };
}

function ofGaps({ report, identify, origins, moment }: Context): Observation[] {
  return groupBy(gapsToJson(report.stack.gaps), ({ reason }) => reason).map((gaps) => {
    const reason = gaps[0]?.reason ?? "";
    return {
      uuid: identify("gap", reason),
      title: "Not inspected",
      description: markup(reason),
      props: [property("places", String(gaps.length))],
      methods: ["EXAMINE"],
      types: ["finding"],
      origins,
      "relevant-evidence": gaps.map(({ path, line }) => ({
        href: line === null ? uriOf(path) : `${uriOf(path)}#L${line}`,
        description: markup(`${path}${line === null ? "" : `:${line}`} was not inspected or not resolved`),
      })),
      collected: moment,
    };
  });
}

function remarksOf(lines: readonly string[]): { readonly remarks?: string } {
  return lines.length === 0 ? {} : { remarks: lines.map(markup).join("\n\n") };
}
