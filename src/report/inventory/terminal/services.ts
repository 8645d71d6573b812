import { groupBy } from "../../../model/group.ts";
import { placeText } from "../../../model/location.ts";
import { neutralise } from "../../neutralise.ts";
import { andMore, bounded, heading, labelled, type Page, paragraph } from "../../terminal/page.ts";
import { besidePlaces } from "../../terminal/places.ts";
import { isKnownSomewhere, type Row, type ServiceMatrix } from "../rows.ts";
import { matrixLines, namesOf, titleOf } from "./matrix.ts";
import { outcomeWords } from "./outcomes.ts";

const servicesShown = 8;
const rowsShown = 12;

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
      return labelled(page, neutralise(titleOf(matrix)), page.color.bold, parts.join("; "), 2);
    }),
  ];
}

function unknownLines(matrices: readonly ServiceMatrix[], page: Page): string[] {
  if (matrices.length === 0) return [];
  return [
    heading(page, "Known in no environment"),
    ...matrices.flatMap((matrix) =>
      labelled(page, neutralise(titleOf(matrix)), page.color.bold, namesOf(matrix.rows, page), 2),
    ),
  ];
}

/** Without environments there is nothing to compare: what there is, and where. */
function bareLines(matrix: ServiceMatrix, page: Page): string[] {
  const { shown, more } = bounded(page, matrix.rows, rowsShown);
  return [
    heading(page, neutralise(titleOf(matrix))),
    ...besidePlaces(page, shown.flatMap(bareRow), 2),
    ...andMore(page, more, 2),
  ];
}

function bareRow({ things }: Row) {
  return things.flatMap(({ uses: [use], name, kind }) =>
    use ? [{ lead: "", place: neutralise(placeText(use.place)), what: `${kind} ${name}` }] : [],
  );
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
