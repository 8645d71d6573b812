import type { CheckResult, ControlResult, Readiness, Report, Status } from "../../model/report.ts";
import { counted } from "../terminal/page.ts";
import { escaped, escapedShort } from "./escape.ts";
import type { Section } from "./fit.ts";
import { marks } from "./signals.ts";

const statusOf: Readonly<Record<Readiness, Status>> = {
  ready: "pass",
  gap: "fail",
  unknown: "unknown",
  "not-applicable": "not-applicable",
};

const columns: readonly Status[] = ["fail", "pass", "unknown", "not-applicable"];

/** Every control on a line with its counts. */
export function controlsSection({ controls }: Report): Section[] {
  if (controls.length === 0) return [];
  return [
    {
      opens: [
        `### ${counted(controls.length, "control")}`,
        "",
        "| | control | readiness | failed | passed | unknown | not applicable | why |",
        "|--:|---|---|--:|--:|--:|--:|---|",
        ...controls.map((result) => `| ${cellsOf(result).join(" | ")} |`),
      ],
      items: [],
      noun: "",
      closes: [],
    },
  ];
}

function cellsOf({ control, readiness, reason, checks }: ControlResult): string[] {
  return [
    String(control.number),
    escaped(control.slug),
    `${marks[statusOf[readiness]]} ${readiness.replace("-", " ")}`,
    ...columns.map((status) => countOf(checks, status)),
    escapedShort(reason ?? "", 200),
  ];
}

function countOf(checks: readonly CheckResult[], status: Status): string {
  const count = checks.filter((check) => check.status === status).length;
  return count === 0 ? "" : String(count);
}
