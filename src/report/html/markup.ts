import { neutralise } from "../neutralise.ts";

/** Markup that is ready to be sent. Not exported as a value: only {@link html} makes it, so no text gets there unescaped. */
class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type { Markup };

/** What may stand in a template: text, which is escaped, and markup, which is not. Nothing is printed of null, undefined and false. */
export type Content = Markup | string | number | null | undefined | false | readonly Content[];

/**
 * Markup from a template. Every value in it is neutralised and escaped unless it is markup itself, for text and for
 * quoted attributes alike; a value that stands in an attribute without quotes throws, since no escaping helps there.
 */
export function html(literals: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const parts = literals.map((literal, index) => {
    if (index < values.length && /=\s*$/.test(literal)) throw new Error(`A value lacks its quotes after ${literal}`);
    return literal + printed(values[index] ?? null);
  });
  return new Markup(parts.join(""));
}

/** A style sheet of this program's own; the only text that is not escaped. */
export function styleElement(css: string): Markup {
  if (css.includes("</")) throw new Error("A style sheet must not end its element.");
  return new Markup(`<style>${css}</style>`);
}

function printed(value: Content): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Markup) return value.toString();
  if (typeof value === "object") return value.map(printed).join("");
  return escaped(neutralise(String(value)));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
