import { neutralise } from "../neutralise.ts";

/** A line of OSCAL's markup, which is Markdown in JSON: the text as it is, whatever names in it look like. */
export function markup(text: string): string {
  return (
    neutralise(text)
      .trim()
      .replace(/[\\`*[\]{}<>&"~^$|!]/g, "\\$&")
      // Inside a word an underscore is one.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
      .replace(/^([#+-]|\d+(?=[.)]))/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`))
  );
}

/** The value of a property: one line, not empty, no space around it. */
export function plainValue(text: string): string {
  const value = neutralise(text).trim();
  return value === "" ? "none" : value;
}

/** `sandbox-separation/unscoped-credential` as an OSCAL token, which has no slash. */
export function tokenOf(id: string): string {
  return id.replaceAll("/", ".");
}
