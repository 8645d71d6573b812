import type { Explanation, Subject } from "../../model/explanation.ts";
import { listed } from "../../model/wording.ts";
import { andMore, bounded, heading, type Page, paragraph } from "../terminal/page.ts";
import { type Line, rowLines } from "./rows.ts";

const subjectsShown = 5;
const namesShown = 5;
const rolesShown = 4;

/** What the line is to the model. */
export function subjectsSection({ subjects, readings }: Explanation, page: Page): string[] {
  if (subjects.length === 0 && readings.length === 0) return [];
  const { shown, more } = bounded(page, subjects, subjectsShown);
  return [
    heading(page, "What the line is"),
    ...(readings.length === 0 ? [] : ["", ...readings.flatMap((r) => paragraph(page, `Read as ${r.says}.`, 2))]),
    ...shown.flatMap((subject) => ["", ...subjectLines(subject, page)]),
    ...andMore(page, more, 2),
  ];
}

function subjectLines({ kind, relation, names, roles, rows }: Subject, page: Page): string[] {
  const name =
    names.length === 1
      ? (names[0] ?? "")
      : `${names.length} ${kind.replaceAll("-", " ")}s: ${listed(names, limit(page))}`;
  const [first = "", ...rest] = paragraph(page, name, 4);
  const mark = relation === "is" ? page.color.cyan("●") : page.color.dim("→");
  const what = names.length === 1 ? `  ${page.color.dim(kind.replaceAll("-", " "))}` : "";
  const fits = [...first].length + kind.length + 2 <= page.width && rest.length === 0;
  return [
    `  ${mark} ${page.color.bold(first.trimStart())}${fits ? what : ""}`,
    ...rest.map(page.color.bold),
    ...(fits || what === "" ? [] : [`    ${what.trimStart()}`]),
    ...rowLines(page, [...roleRows(roles, page), ...rows], 4),
  ];
}

function roleRows(roles: readonly string[], page: Page): Line[] {
  const { shown, more } = bounded(page, roles, rolesShown);
  const texts = [...shown, ...(more > 0 ? [`and ${more} more (--verbose)`] : [])];
  return texts.map((text) => ({ label: "this line", text, paint: page.color.bold }));
}

function limit({ detail }: Page): number {
  return detail === "verbose" ? Number.POSITIVE_INFINITY : namesShown;
}
