import type { Explanation, FileAccount, LineAddress, Subject } from "../model/explanation.ts";
import type { LineView } from "../model/line-view.ts";
import type { Report } from "../model/report.ts";
import { judgementsOf } from "./judgements.ts";
import { row } from "./kind.ts";
import { limitsOf } from "./limits.ts";
import { subjectsOf, touchedBy } from "./subjects.ts";
import { nearbyOf, unknownBecause } from "./unknown.ts";

/** What is known of one line: joined from the finished report and from what the linker says of the line. */
export function explain(report: Report, view: LineView, line: LineAddress, file: FileAccount): Explanation {
  const { stack } = report;
  const touched = touchedBy(stack, line, view.readings);
  const judgements = judgementsOf(report, line, touched);
  const isKnown = touched.length > 0 || judgements.length > 0;
  return {
    tool: report.tool,
    target: report.target,
    line,
    file,
    subjects: [...subjectsOf(touched, line), ...gapsOn(report, line)],
    readings: view.readings,
    code: view.code,
    judgements,
    unknownBecause: isKnown ? [] : unknownBecause(view, file),
    nearby: isKnown ? [] : nearbyOf(stack, line),
    limits: limitsOf(touched, view.code, stack.gaps, line.path),
  };
}

/** What could not be read on this very line. */
function gapsOn({ stack }: Report, { path, line }: LineAddress): Subject[] {
  return stack.gaps
    .filter((gap) => gap.path === path && gap.line === line)
    .map(({ reason }) => ({
      kind: "gap",
      relation: "is",
      names: ["something that was not read"],
      roles: ["is where it begins"],
      rows: [row("reason", reason)],
    }));
}
