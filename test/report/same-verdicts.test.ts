import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { type Format, formatNames } from "../../src/report/format-names.ts";
import { formats } from "../../src/report/formats.ts";
import { type Page, plain } from "../../src/report/terminal/page.ts";
import { decidedReport, hostileName } from "../harness/decided-report.ts";
import { fullStack } from "../harness/full-stack.ts";
import { sampleReport } from "../harness/sample-report.ts";
import { inJson, inJunit, inOscal, inSarif } from "./verdicts/in-data.ts";
import { inHtml } from "./verdicts/in-page.ts";
import { inGithub, inMarkdown, inTerminal } from "./verdicts/in-text.ts";
import { fromChecks, type Verdicts, verdictsOf } from "./verdicts/verdicts.ts";

const page: Page = { color: plain, width: 80, detail: "normal" };

const reports: Readonly<Record<string, Report>> = {
  "with suppressed findings, attestations and notices": decidedReport(),
  "of a hostile repository": decidedReport(hostileName),
  "in which nothing is decided": sampleReport([], { stack: fullStack() }),
};

describe.each(Object.entries(reports))("of a report %s", (_, report) => {
  const expected = verdictsOf(report);
  const text = (format: Format) => formats[format](report, page);

  it("JSON states every verdict", () => {
    expect(inJson(text("json"))).toEqual(expected);
  });

  it("HTML does", () => {
    expect(inHtml(text("html"))).toEqual(expected);
  });

  it("SARIF does", () => {
    expect(inSarif(text("sarif"))).toEqual(expected);
  });

  it("JUnit does", () => {
    expect(inJunit(text("junit"))).toEqual(expected);
  });

  it("OSCAL does, but for controls that do not apply", () => {
    expect(inOscal(text("oscal"))).toEqual({ ...expected, readiness: without(expected.readiness, "not-applicable") });
  });

  it("the log of a workflow does", () => {
    const told = inGithub(text("github"));
    expect({ ...told, ...fromChecks(told.checks) }).toEqual(expected);
  });

  it("Markdown does, as tallies", () => {
    const { checks: _checks, ...tallied } = expected;
    expect(inMarkdown(text("markdown"))).toEqual(tallied);
  });

  it("the terminal does, as tallies of what applies", () => {
    const told = inTerminal(text("terminal"));
    expect(told.signals).toEqual(expected.signals);
    expect(told.findings.proven).toBe(expected.findings.proven);
    // The table of controls is left out where the signals are all there is.
    if (Object.keys(expected.readiness).length > 1) {
      expect(told.readiness).toEqual(expected.readiness);
      expect(told.tallies).toEqual(applicable(expected));
    }
  });
});

it.each(formatNames)("%s names the configuration that was applied", (format) => {
  const report = decidedReport();
  const settings = { path: "config/bulkhead.config.yaml", from: "repository" } as const;
  // Markdown escapes the dots, and HTML says where a path may be broken.
  const told = formats[format]({ ...report, settings }, page).replaceAll(/\\|<wbr>/g, "");
  expect(told).toContain("config/bulkhead.config.yaml");
  expect(formats[format]({ ...report, settings: null }, page)).not.toContain("bulkhead.config.yaml");
});

it("every format is held to it", () => {
  expect([...formatNames].sort()).toEqual([
    "github",
    "html",
    "json",
    "junit",
    "markdown",
    "oscal",
    "sarif",
    "terminal",
  ]);
});

function without(record: Readonly<Record<string, string>>, value: string) {
  return Object.fromEntries(Object.entries(record).filter(([, one]) => one !== value));
}

function applicable({ tallies }: Verdicts) {
  return Object.fromEntries(
    Object.entries(tallies).map(([slug, tally]) => [
      slug,
      Object.fromEntries(Object.entries(tally).filter(([status]) => status !== "not-applicable")),
    ]),
  );
}
