import type { Report } from "../model/report.ts";
import { controlSections } from "./html/control.ts";
import { controlsOverview } from "./html/controls.ts";
import { htmlDocument } from "./html/document.ts";
import { emptySection } from "./html/empty.ts";
import { failurePathsSection } from "./html/failure-paths.ts";
import { frameworksSection } from "./html/frameworks.ts";
import { gapsSection } from "./html/gaps.ts";
import { methodSection } from "./html/method.ts";
import { noticesSection } from "./html/notices.ts";
import { pictureSection } from "./html/picture/picture.ts";
import { type Section, sectionMarkup } from "./html/section.ts";
import { signalsSection } from "./html/signals.ts";
import { suppressionsSection } from "./html/suppressions.ts";
import { titleBlock } from "./html/title.ts";

/** The report as one page for a reader who was not there: it needs no network, runs no script, and prints whole. */
export function htmlReport(report: Report): string {
  const sections = sectionsOf(report).filter((section) => section !== null);
  return htmlDocument({
    report,
    header: titleBlock(report),
    contents: sections.map(({ id, title }) => ({ id, title })),
    main: sections.map(sectionMarkup),
  });
}

function sectionsOf(report: Report): (Section | null)[] {
  if (report.stack.agentEvidence.length === 0) return [emptySection(report), gapsSection(report), methodSection()];
  return [
    signalsSection(report),
    pictureSection(report),
    failurePathsSection(report),
    controlsOverview(report),
    controlSections(report),
    suppressionsSection(report),
    noticesSection(report),
    frameworksSection(report),
    gapsSection(report),
    methodSection(),
  ];
}
