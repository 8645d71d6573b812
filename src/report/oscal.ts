import type { Report } from "../model/report.ts";
import { appliedSettings } from "./applied-settings.ts";
import { countsText, outcomeOf } from "./counts.ts";
import { neutraliseJson } from "./neutralise.ts";
import { type Context, contextOf, property, unlessEmpty } from "./oscal/context.ts";
import { findingsIn } from "./oscal/findings.ts";
import { uuidOf } from "./oscal/identity.ts";
import { observationsOf } from "./oscal/observations.ts";
import { risksOf } from "./oscal/risks.ts";
import { markup, plainValue, tokenOf } from "./oscal/text.ts";
import type { Page } from "./terminal/page.ts";

const oscalVersion = "1.2.1";

/** Plainly no date: what stands where nobody handed one in. */
const noMoment = "1970-01-01T00:00:00Z";

/**
 * The report as OSCAL assessment results, for whoever keeps evidence in NIST's format. The format demands dates; they are the
 * page's and the only thing in it that is not made from the report.
 */
export function oscalReport(report: Report, { moment = noMoment }: Pick<Page, "moment">): string {
  const context = contextOf(report, moment);
  // A changed verdict is another document; a later date is not.
  const uuid = uuidOf(JSON.stringify(bodyOf(contextOf(report, noMoment))));
  const document = { "assessment-results": { uuid, ...bodyOf(context) } };
  return `${neutraliseJson(JSON.stringify(document, null, 2))}\n`;
}

function bodyOf(context: Context) {
  const { report, identify, moment } = context;
  const { tool, target } = report;
  const plan = identify("plan");
  const settings = appliedSettings(report);
  return {
    metadata: {
      title: markup(`Audit of ${target.name} by ${tool.name}`),
      "last-modified": moment,
      version: plainValue(target.revision ?? "no revision"),
      "oscal-version": oscalVersion,
      props: [
        property("tool-version", tool.version),
        property("target", target.name),
        ...(settings === null ? [] : [property("settings", settings)]),
      ],
    },
    "import-ap": { href: `#${plan}` },
    results: [resultOf(context)],
    "back-matter": {
      resources: [
        {
          uuid: plan,
          title: "The controls and checks of the audit",
          description: markup(
            `There is no plan of its own: ${tool.name} ${tool.version} runs the checks that it lists.`,
          ),
        },
      ],
    },
  };
}

function resultOf(context: Context) {
  const { report, identify, moment } = context;
  const empty = report.stack.agentEvidence.length === 0;
  return {
    uuid: identify("result"),
    title: markup(`Audit of ${report.target.name}`),
    description: markup(
      empty ? "No agent stack was found, so nothing was audited." : `${outcomeOf(report)} ${countsText(report)}`,
    ),
    start: moment,
    props: [
      property("findings", String(report.findings.length)),
      property("files", String(report.inspected.files)),
      property("places-not-inspected", String(report.stack.gaps.length)),
    ],
    "local-definitions": { "assessment-assets": assetsOf(context) },
    "reviewed-controls": { "control-selections": [selectionOf(report)] },
    ...logOf(context),
    ...unlessEmpty("observations", observationsOf(context)),
    ...unlessEmpty("risks", risksOf(context)),
    ...unlessEmpty("findings", findingsIn(context)),
  };
}

function assetsOf({ report: { tool }, identify }: Context) {
  const component = identify("component");
  return {
    components: [
      {
        uuid: component,
        type: "software",
        title: tool.name,
        description: "Reads the repository; runs nothing of it and asks nobody.",
        props: [{ name: "version", value: tool.version }],
        status: { state: "operational" },
      },
    ],
    "assessment-platforms": [
      { uuid: identify("platform"), title: tool.name, "uses-components": [{ "component-uuid": component }] },
    ],
  };
}

function selectionOf({ controls }: Report) {
  if (controls.length === 0) return { "include-all": {} };
  return { "include-controls": controls.map(({ control }) => ({ "control-id": tokenOf(control.slug) })) };
}

/** What of the user's own settings had no effect. */
function logOf({ report, identify, moment }: Context) {
  const entries = report.notices.map(({ kind, message, at }, index) => ({
    uuid: identify("notice", String(index), kind, message),
    title: kind,
    description: markup(`${message}${at === null ? "" : ` (${at.path}:${at.startLine})`}`),
    start: moment,
  }));
  return entries.length === 0 ? {} : { "assessment-log": { entries } };
}
