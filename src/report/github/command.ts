import type { Location } from "../../model/location.ts";
import { neutralise } from "../neutralise.ts";

/** `::error file=…,line=…,title=…::message`: what the runner turns into an annotation. */
export function command(level: "error" | "warning" | "notice", title: string, message: string, at?: Location): string {
  const properties = { ...(at === undefined || at.path === "" ? {} : placeOf(at)), title };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${inProperty(String(value))}`);
  return `::${level} ${list.join(",")}::${inData(message)}`;
}

/** Columns mean something to GitHub only within one line. */
function placeOf({ path, startLine, startColumn, endLine, endColumn }: Location) {
  const columns = startLine === endLine ? { col: startColumn, endColumn } : {};
  return { file: path, line: startLine, endLine, ...columns };
}

function inData(text: string): string {
  return neutralise(text).replaceAll("%", "%25");
}

function inProperty(text: string): string {
  return inData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/**
 * A line for the log that is no command, whatever is in it: the runner takes `::` at its beginning and `##[` anywhere for one.
 * Line breaks are written out already.
 */
export function logLine(text: string): string {
  const line = neutralise(text).replaceAll("##[", "# #[");
  return /^\s*::/.test(line) ? `- ${line}` : line;
}
