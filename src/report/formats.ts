import type { Report } from "../model/report.ts";
import type { Format } from "./format-names.ts";
import { githubReport } from "./github.ts";
import { htmlReport } from "./html.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import { markdownReport } from "./markdown.ts";
import { oscalReport } from "./oscal.ts";
import { sarifReport } from "./sarif.ts";
import type { Page } from "./terminal/page.ts";
import { terminalReport } from "./terminal.ts";

/** The only registry of formats: each is a pure function of the report; the page matters to those a person reads. */
export const formats = {
  terminal: terminalReport,
  json: jsonReport,
  sarif: sarifReport,
  html: htmlReport,
  markdown: markdownReport,
  github: githubReport,
  junit: junitReport,
  oscal: oscalReport,
} as const satisfies Readonly<Record<Format, (report: Report, page: Page) => string>>;
