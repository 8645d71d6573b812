import type { Location } from "../../model/location.ts";
import { neutralise } from "../neutralise.ts";
import { uriOf } from "../uri.ts";

/** Stands inside a word for those who look for links in it, and shows nothing. */
const gap = "&#8203;";

/**
 * Text as it is, whatever GitHub's Markdown would make of it: no markup, HTML or formula, no mention of a person, no
 * reference to an issue, no emoji, no address that links itself. Fits on one line, also in the cell of a table.
 */
export function escaped(text: string): string {
  return (
    neutralise(text)
      .trim()
      .replace(/[&<>$]/g, (character) => `&#${character.charCodeAt(0)};`)
      .replace(/[\\`*[\]|~]/g, "\\$&")
      // Inside a word an underscore is one; names of variables stay readable in the source.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
      // What begins a heading, a list or a rule begins a line.
      .replace(/^([-+=]|#(?!\d)|\d+(?=[.)]))/, beginning)
      .replace(/@(?=[\p{L}\p{N}])/gu, `@${gap}`)
      .replace(/(?<!&)#(?=\d)/g, `#${gap}`)
      .replace(/\b(gh)-(?=\d)/gi, `$1-${gap}`)
      .replace(/\bwww(?=\.)/gi, `$&${gap}`)
      .replace(/:(?=\/\/|[\w+-]+:)/g, `:${gap}`)
  );
}

function beginning(mark: string): string {
  return /\d/.test(mark) ? `${mark}${gap}` : `\\${mark}`;
}

/** The same, cut to `limit` characters. */
export function escapedShort(text: string, limit: number): string {
  const characters = [...neutralise(text)];
  return escaped(characters.length <= limit ? text : `${characters.slice(0, limit).join("")}…`);
}

/** A link to a line of a file, relative to the audited directory. */
export function linkTo({ path, startLine }: Pick<Location, "path" | "startLine">): string {
  return `[${escaped(`${path}:${startLine}`)}](${uriOf(path)}#L${startLine})`;
}

/** The same of a file, or of one line of it if that is known. */
export function linkToFile(path: string, line: number | null): string {
  return line === null ? `[${escaped(path)}](${uriOf(path)})` : linkTo({ path, startLine: line });
}
