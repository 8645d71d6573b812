import { type Place, placeText } from "../../../model/location.ts";
import { neutralise } from "../../neutralise.ts";
import { bounded, labelled, type Page, paragraph } from "../../terminal/page.ts";
import { lengthOf } from "./columns.ts";

const widestName = 28;
const placesShown = 2;

/** A name with what is to be said of it beside it, or below it where the name is long. */
export function entry(page: Page, name: string, text: string, indent: number): string[] {
  const shown = neutralise(name);
  if (lengthOf(shown) <= Math.min(widestName, page.width / 3))
    return labelled(page, shown, page.color.bold, text, indent);
  return [" ".repeat(indent) + page.color.bold(shown), ...paragraph(page, text, indent + 2)];
}

/** Each place once, one a line; what exceeds the bound is counted behind the last. */
export function entryPlaces(page: Page, places: readonly Place[], indent: number): string[] {
  const { shown, more } = bounded(page, [...new Set(places.map(placeText))], placesShown);
  return shown.map((place, index) => {
    const rest = index === shown.length - 1 && more > 0 ? page.color.dim(` and ${more} more`) : "";
    return " ".repeat(indent) + page.color.cyan(neutralise(place)) + rest;
  });
}
