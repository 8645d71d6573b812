/** An XML element: its attributes, and either elements or text. */
export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly children?: readonly Element[];
  readonly text?: string;
}

/** The document of one element, indented; whatever the strings hold, it is well-formed XML 1.0. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${linesOf(root, "").join("\n")}\n`;
}

function linesOf({ name, attributes = {}, children = [], text = "" }: Element, indent: string): string[] {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${inAttribute(String(value))}"`);
  const tag = `${indent}<${name}${list.join("")}`;
  if (children.length > 0) {
    return [`${tag}>`, ...children.flatMap((child) => linesOf(child, `${indent}  `)), `${indent}</${name}>`];
  }
  return [text === "" ? `${tag}/>` : `${tag}>${inText(text)}</${name}>`];
}

function inText(text: string): string {
  // `>` too, for the sake of `]]>`.
  return legal(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A parser makes a space of every line break in an attribute that is not written as a reference. */
function inAttribute(text: string): string {
  return inText(text).replaceAll('"', "&quot;").replaceAll("\t", "&#9;").replaceAll("\n", "&#10;");
}

/** What XML 1.0 cannot hold, not even as a reference, and the carriage return that parsers drop. */
function legal(text: string): string {
  return text.replace(/[^\t\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\u{fffd}");
}
