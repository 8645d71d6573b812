import type { Log, Run } from "sarif";
import type { Report } from "../model/report.ts";
import { appliedSettings } from "./applied-settings.ts";
import { neutralise, neutraliseJson } from "./neutralise.ts";
import { invocationOf, notificationDescriptors } from "./sarif/notifications.ts";
import { placesOf, sourceRoot } from "./sarif/places.ts";
import { resultOf } from "./sarif/results.ts";
import { rulesOf } from "./sarif/rules.ts";
import { taxonomiesOf } from "./sarif/taxonomies.ts";
import { verdictsOf } from "./sarif/verdicts.ts";

/** The report as SARIF 2.1.0, for code scanning and viewers: findings with both sides, and no line of source. */
export function sarifReport(report: Report): string {
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [runOf(report)],
  };
  return `${neutraliseJson(JSON.stringify(log, null, 2))}\n`;
}

function runOf(report: Report): Run {
  const places = placesOf(report);
  const taxonomies = taxonomiesOf(report);
  const rules = rulesOf(report, taxonomies);
  const ruleIndices = new Map(rules.map(({ id }, index) => [id, index]));
  const { target, findings, notices } = report;
  const settings = appliedSettings(report);
  const hasBaseline =
    findings.some(({ suppression }) => suppression?.by === "baseline") ||
    notices.some(({ kind }) => kind === "stale-baseline" || kind === "outgrown-baseline");
  return {
    tool: {
      driver: {
        name: report.tool.name,
        semanticVersion: report.tool.version,
        rules,
        notifications: notificationDescriptors(),
        supportedTaxonomies: taxonomies.map(({ name }, index) => ({ name, index })),
      },
    },
    taxonomies,
    invocations: [invocationOf(report, places)],
    // Where it lies is nobody's business: consumers put their own checkout in its place.
    originalUriBaseIds: { [sourceRoot]: { description: { text: "The audited directory." } } },
    artifacts: places.artifacts,
    results: findings.map((finding) => resultOf(finding, { places, ruleIndices, hasBaseline })),
    columnKind: "utf16CodeUnits",
    properties: {
      // `versionControlProvenance` demands the address of the repository, which an audit does not know.
      target: { name: neutralise(target.name), revision: target.revision },
      ...(settings === null ? {} : { settings: neutralise(settings) }),
      ...verdictsOf(report),
    },
  };
}
