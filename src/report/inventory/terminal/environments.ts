import { classIn, inOrderOfCloseness } from "../../../model/across-environments.ts";
import { comparePlaces, placeText } from "../../../model/location.ts";
import type { Stack } from "../../../model/stack.ts";
import { neutralise } from "../../neutralise.ts";
import { andMore, bounded, heading, type Page, paragraph } from "../../terminal/page.ts";
import { lengthOf } from "./columns.ts";
import { entryPlaces } from "./entries.ts";

const environmentsShown = 12;

/** Every environment with what it is taken for, production first, and where it is declared. */
export function environmentsSection(stack: Stack, page: Page): string[] {
  const { environments } = stack;
  const title = heading(page, `Environments (${environments.length})`);
  if (environments.length === 0) {
    return [title, "", ...paragraph(page, "The repository declares none, so there is nothing to compare.", 2)];
  }
  const order = inOrderOfCloseness(
    stack,
    environments.map(({ name }) => name),
  );
  const { shown, more } = bounded(page, order, environmentsShown);
  const labels = shown.map((name) => neutralise(name) + classOfName(stack, name));
  const width = Math.max(...labels.map(lengthOf));
  const lines = shown.flatMap((name, index) => environmentLines(stack, name, labels[index] ?? "", width, page));
  return [title, "", ...lines, ...andMore(page, more, 2)];
}

/** Nothing where the name says it. */
function classOfName(stack: Stack, name: string): string {
  const cls = classIn(stack, name);
  return cls === name ? "" : ` (${cls === "other" ? "of no known class" : cls})`;
}

function environmentLines(stack: Stack, name: string, label: string, width: number, page: Page): string[] {
  const places = stack.environments
    .filter((one) => one.name === name)
    .flatMap(({ declaredAt }) => declaredAt)
    .sort(comparePlaces);
  const hang = width + 4;
  const lines = entryPlaces(page, places, hang);
  const [first = ""] = lines;
  const [longest = 0] = places.map((place) => lengthOf(placeText(place))).sort((a, b) => b - a);
  const head = `  ${page.color.bold(label)}`;
  if (hang + longest > page.width) return [head, ...entryPlaces(page, places, 4)];
  return [head + " ".repeat(width - lengthOf(label) + 2) + first.trimStart(), ...lines.slice(1)];
}
