import { groupBy } from "../../../model/group.ts";
import { neutralise } from "../../neutralise.ts";
import { andMore, bounded, heading, type Page, paragraph } from "../../terminal/page.ts";
import { isKnownSomewhere, type Row, type ServiceMatrix } from "../rows.ts";
import { lengthOf } from "./columns.ts";
import { entry, entryPlaces } from "./entries.ts";
import { kinds, matrixLines, namesOf, titleOf } from "./matrix.ts";
import { outcomeWords } from "./outcomes.ts";

const servicesShown = 8;
const rowsShown = 12;
const widestName = 40;

/** The matrices of all services: in full, in a line where there are many, and by name where nothing is known. */
export function servicesSections(matrices: readonly ServiceMatrix[], page: Page): string[][] {
  const isKnown = ({ rows }: ServiceMatrix) => page.detail === "verbose" || rows.some(isKnownSomewhere);
  const compared = matrices.filter((matrix) => matrix.environments.length > 0 && isKnown(matrix));
  const rest = matrices.filter((matrix) => !compared.includes(matrix));
  const { shown, more } = bounded(page, compared, servicesShown);
  const isComparable = matrices.some(({ environments }) => environments.length > 0);
  return [
    ...shown.map((matrix) => matrixLines(matrix, page)),
    more === 0 ? [] : briefLines(compared.slice(shown.length), page),
    ...(isComparable ? [unknownLines(rest, page)] : rest.map((matrix) => bareLines(matrix, page))),
    legendLines(shown, page),
  ];
}

function briefLines(matrices: readonly ServiceMatrix[], page: Page): string[] {
  return [
    heading(page, `${matrices.length} more services (--verbose)`),
    ...matrices.flatMap((matrix) => {
      const known = matrix.rows.filter(isKnownSomewhere);
      const parts = groupBy(known, ({ outcome }) => outcomeWords[outcome]).map(
        ([first, ...others]) => `${others.length + 1} ${first ? outcomeWords[first.outcome] : ""}`,
      );
      return entry(page, titleOf(matrix), parts.join("; "), 2);
    }),
  ];
}

function unknownLines(matrices: readonly ServiceMatrix[], page: Page): string[] {
  if (matrices.length === 0) return [];
  return [
    heading(page, "Known in no environment"),
    ...matrices.flatMap((matrix) => entry(page, titleOf(matrix), namesOf(matrix.rows, page), 2)),
  ];
}

/** Without environments there is nothing to compare: what there is, and where. */
function bareLines(matrix: ServiceMatrix, page: Page): string[] {
  const names = matrix.rows.map(({ things: [{ name }] }) => lengthOf(neutralise(name)));
  const column = Math.min(Math.max(...names), widestName);
  return [
    heading(page, neutralise(titleOf(matrix))),
    ...kinds.flatMap(({ kind, title }) => {
      const rows = matrix.rows.filter(({ things: [thing] }) => thing.kind === kind);
      const { shown, more } = bounded(page, rows, rowsShown);
      return rows.length === 0
        ? []
        : [
            `  ${page.color.dim(title)}`,
            ...shown.flatMap((row) => bareRow(row, column, page)),
            ...andMore(page, more, 4),
          ];
    }),
  ];
}

function bareRow({ things }: Row, column: number, page: Page): string[] {
  const [{ name }] = things;
  const shown = neutralise(name);
  const places = things.flatMap(({ uses: [use] }) => use?.place ?? []);
  if (lengthOf(shown) > column) return [`    ${shown}`, ...entryPlaces(page, places, 6)];
  const [first = "", ...rest] = entryPlaces(page, places, 4 + column + 2);
  return [`    ${shown}${" ".repeat(column - lengthOf(shown) + 2)}${first.trimStart()}`, ...rest];
}

/** What the signs mean, for those that occur. */
function legendLines(matrices: readonly ServiceMatrix[], page: Page): string[] {
  const rows = matrices.flatMap((matrix) => matrix.rows);
  const signs = new Set(rows.flatMap(({ cells }) => cells.flatMap(({ text }) => text.split("/"))));
  const occurs = (pattern: RegExp) => [...signs].some((sign) => pattern.test(sign));
  if (signs.size === 0) return [];
  const notes = [
    "In a row, one letter is one thing.",
    ...(occurs(/\d$/)
      ? ["Its numbers are parts of it, such as namespaces or containers, or its value under several tags."]
      : []),
    ...(occurs(/^[a-z]\d*$/)
      ? ["A small letter is not certain: its value is kept elsewhere, or may be replaced."]
      : []),
    ...(occurs(/^lo$/) ? ["lo: on the machine that runs it."] : []),
    ...(occurs(/^\?$/) ? ["?: the repository does not say."] : []),
    ...(occurs(/^–$/) ? ["–: not there."] : []),
    ...(rows.some(({ things }) => things[0].feedsContext) ? ["*: feeds the context of the agent."] : []),
    "The last column is production against the rest, the worst first.",
  ];
  return paragraph(page, notes.join(" "), 0).map(page.color.dim);
}
