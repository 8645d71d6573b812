import { locate } from "../../../model/location.ts";
import { listed } from "../../../model/wording.ts";
import { neutralise } from "../../neutralise.ts";
import { andMore, bounded, heading, type Page, paragraph } from "../../terminal/page.ts";
import { sidesLines } from "../../terminal/places.ts";
import type { Alias } from "../aliases.ts";
import { isKnownSomewhere, type Row, type ServiceMatrix } from "../rows.ts";
import type { Thing } from "../things.ts";
import { type Columns, gap, layOut, lengthOf } from "./columns.ts";
import { keyLines } from "./keys.ts";
import { outcomeWords, paintOutcome } from "./outcomes.ts";

const indent = 4;
const rowsShown = 12;
const namesShown = 8;

/** What each environment of a service has: one row a store, credential or endpoint, equal letters for equal things. */
export function matrixLines(matrix: ServiceMatrix, page: Page): string[] {
  const isShown = (row: Row) => page.detail === "verbose" || isKnownSomewhere(row);
  const rows = matrix.rows.filter(isShown);
  const columns = layOut(
    page,
    matrix.environments,
    rows.map((row) => ({ name: nameOf(row), cells: row.cells.map(({ text }) => text) })),
    indent + gap + Math.max(0, ...rows.map(({ outcome }) => lengthOf(outcomeWords[outcome]))),
  );
  return [
    ...titleLines(matrix, columns, page),
    ...hiddenLines(matrix.environments.slice(columns.widths.length), page),
    ...kinds.flatMap(({ kind, title }) => {
      const own = matrix.rows.filter(({ things: [thing] }) => thing.kind === kind);
      if (own.length === 0) return [];
      const { shown, more } = bounded(page, own.filter(isShown), rowsShown);
      const unknown = own.filter((row) => !isShown(row));
      return [
        `  ${page.color.dim(title)}`,
        ...shown.flatMap((row) => [...rowLines(row, columns, page), ...keyLines(row, page, indent + 2)]),
        ...andMore(page, more, indent),
        ...(unknown.length === 0
          ? []
          : paragraph(page, `Known in no environment: ${namesOf(unknown, page)}`, indent).map(page.color.dim)),
      ];
    }),
    ...aliasLines(matrix.aliases, page),
  ];
}

/** What no row shows, each being of one name. */
function aliasLines(aliases: readonly Alias[], page: Page): string[] {
  if (aliases.length === 0) return [];
  const { shown, more } = bounded(page, aliases, rowsShown);
  return [
    `  ${page.color.dim("One thing under two names")}`,
    ...shown.flatMap(({ live, other }) => [
      ...paragraph(page, `${live.name} in ${live.environment} is ${other.name} in ${other.environment}`, indent).map(
        page.color.red,
      ),
      ...(page.detail === "quiet"
        ? []
        : sidesLines(page, [locate(live.at, live.environment), locate(other.at, other.environment)], indent + 2)),
    ]),
    ...andMore(page, more, indent),
  ];
}

/** The sections of a service, in order. */
export const kinds: readonly { readonly kind: Thing["kind"]; readonly title: string }[] = [
  { kind: "store", title: "Stores" },
  { kind: "credential", title: "Credentials" },
  { kind: "endpoint", title: "Endpoints" },
];

/** The name of the service, and beside or below it the environments over their columns. */
function titleLines(matrix: ServiceMatrix, columns: Columns, page: Page): string[] {
  const name = neutralise(titleOf(matrix));
  const left = indent + columns.nameWidth + gap;
  const lines = columns.heading.map((line) => page.color.dim(line));
  const [first = "", ...rest] = lines;
  if (lengthOf(name) + gap > left) return [heading(page, name), ...lines.map((line) => " ".repeat(left) + line)];
  return [
    `${heading(page, name)}${" ".repeat(left - lengthOf(name))}${first}`,
    ...rest.map((line) => " ".repeat(left) + line),
  ];
}

function hiddenLines(hidden: readonly string[], page: Page): string[] {
  if (hidden.length === 0) return [];
  const text = `${listed(hidden.map(neutralise))} have no room here (--verbose, or a wider terminal).`;
  return paragraph(page, text, indent).map(page.color.dim);
}

/** A service by its name, and by its folder where that says more. */
export function titleOf({ service, directory }: ServiceMatrix): string {
  if (directory === null || directory === "") return service;
  return directory.split("/").at(-1) === service ? directory : `${service} (${directory})`;
}

/** A star marks what the agent's context is fed from. */
function nameOf({ things }: Row): string {
  const [{ name, feedsContext }, ...more] = things;
  return neutralise(`${name}${more.length === 0 ? "" : ` ×${more.length + 1}`}${feedsContext ? " *" : ""}`);
}

/** Names of rows, each once, as one text. */
export function namesOf(rows: readonly Row[], page: Page): string {
  const names = [...new Set(rows.map(({ things: [{ name }] }) => neutralise(name)))];
  const { shown, more } = bounded(page, names, namesShown);
  return [...shown, ...(more > 0 ? [`${more} more (--verbose)`] : [])].join(", ");
}

function rowLines(row: Row, columns: Columns, page: Page): string[] {
  const name = nameOf(row);
  const [{ kind }] = row.things;
  const cells = row.cells.slice(0, columns.widths.length).map(({ text, outcome }, index) => {
    const room = " ".repeat(Math.max(0, (columns.widths[index] ?? 0) - lengthOf(text)) + gap);
    return paintOutcome(outcome, kind, page)(text) + room;
  });
  const marks = cells.join("") + paintOutcome(row.outcome, kind, page)(outcomeWords[row.outcome]);
  const pad = " ".repeat(indent);
  if (lengthOf(name) <= columns.nameWidth) {
    return [pad + name + " ".repeat(columns.nameWidth - lengthOf(name) + gap) + marks];
  }
  return [pad + name, " ".repeat(indent + columns.nameWidth + gap) + marks];
}
