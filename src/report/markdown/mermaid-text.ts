import { neutralise } from "../neutralise.ts";

const longest = 60;

/**
 * Text for a quoted label of a Mermaid graph: letters, digits and what no grammar cares for as they are, anything else as a
 * character code (`#34;`), so that no name ends the label, the graph or the code block around it.
 */
export function inMermaid(text: string): string {
  const characters = [...neutralise(text)];
  const shown = characters.length > longest ? [...characters.slice(0, longest - 1), "…"] : characters;
  return shown.map((one) => (/[\p{L}\p{N}\p{M} ._,/…-]/u.test(one) ? one : `#${one.codePointAt(0)};`)).join("");
}
