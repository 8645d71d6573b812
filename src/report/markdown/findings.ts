import { groupBy } from "../../model/group.ts";
import type { Location } from "../../model/location.ts";
import type { Report, ReportedFinding } from "../../model/report.ts";
import { checksOf } from "../check-findings.ts";
import { suppressionText } from "../statements.ts";
import { signalsFirst } from "../terminal/checklist.ts";
import { bounded, counted, type Page } from "../terminal/page.ts";
import { escaped, escapedShort, linkTo } from "./escape.ts";
import type { Section } from "./fit.ts";

const longest = 1000;
const placesShown = 8;

/** Every proven finding that counts: what is the case and where, then once for each fault why it matters and what to do. */
export function findingsSection(report: Report, page: Page): Section[] {
  const held = inOrder(report).filter(({ confidence, suppression }) => confidence === "proven" && suppression === null);
  if (held.length === 0) return [];
  const groups = groupBy(held, ({ check, fault, message }) =>
    JSON.stringify([check, fault, message.because, message.fix]),
  );
  return [
    {
      opens: [`### ${counted(held.length, "finding")}`],
      items: groups.flatMap((group) => groupItems(group, page)),
      noun: "finding",
      closes: [],
    },
  ];
}

/** Findings that somebody has decided to live with: they stay findings, with the decision beside them. */
export function suppressedSection(report: Report): Section[] {
  const suppressed = inOrder(report).filter(({ suppression }) => suppression !== null);
  if (suppressed.length === 0) return [];
  return [
    {
      opens: [`### ${counted(suppressed.length, "suppressed finding")}`, ""],
      items: suppressed.map((finding) => suppressedLines(finding)),
      noun: "suppressed finding",
      closes: [],
    },
  ];
}

function inOrder(report: Report): ReportedFinding[] {
  const order = signalsFirst(checksOf(report)).map(({ id }) => id);
  return order.flatMap((id) => report.findings.filter(({ check }) => check === id));
}

function groupItems(group: readonly ReportedFinding[], page: Page): string[][] {
  const [first] = group;
  if (first === undefined) return [];
  const { because, fix } = first.message;
  return group.map((finding, index) => [
    ...(index > 0
      ? []
      : [
          "",
          `#### ✗ ${escaped(`${first.check}/${first.fault}`)}`,
          "",
          `**Why** ${escapedShort(because, longest)}<br>`,
          `**Fix** ${escapedShort(fix, longest)}`,
          "",
        ]),
    `- ${escapedShort(finding.message.says, longest)}`,
    ...placeLines(finding.locations, page),
  ]);
}

/** A list below a list item: one place a line. */
export function placeLines(locations: readonly Location[], page: Page): string[] {
  const { shown, more } = bounded(page, locations, placesShown);
  return [
    ...shown.map((location) => {
      const said = [location.role, location.note].filter((part) => part !== "").join(": ");
      return `  - ${linkTo(location)}${said === "" ? "" : ` ${escapedShort(said, longest)}`}`;
    }),
    ...(more === 0 ? [] : [`  - and ${counted(more, "more place")}`]),
  ];
}

function suppressedLines(finding: ReportedFinding): string[] {
  const [at] = finding.locations;
  const { suppression } = finding;
  const written = suppression?.at ? ` (written at ${linkTo(suppression.at)})` : "";
  return [
    `- ${escaped(`${finding.check}/${finding.fault}`)}: ${escapedShort(finding.message.says, longest)} ${at ? linkTo(at) : ""}<br>`,
    `  suppressed ${suppression ? escapedShort(suppressionText(suppression), longest) : ""}${written}`,
  ];
}
