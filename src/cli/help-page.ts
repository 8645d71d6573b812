import { type Page, plain } from "../report/terminal/page.ts";

/** What is printed about the tool itself is the same on every terminal. */
export const helpPage: Page = { color: plain, width: 80, detail: "verbose" };

export type Examples = readonly (readonly [command: string, what: string])[];
export type Statuses = readonly (readonly [status: number, meaning: string])[];

/** What the help of every command ends with: what may be typed, and what a script may read from the exit status. */
export function helpEnd(examples: Examples, statuses: Statuses): string {
  return `\n${helpTable("Examples:", examples)}\n\n${helpTable("Exit status:", statuses)}`;
}

/** A titled list of terms below a help text. */
export function helpTable(title: string, rows: readonly (readonly [string | number, string])[]): string {
  const width = Math.max(...rows.map(([term]) => String(term).length));
  return [title, ...rows.map(([term, what]) => `  ${String(term).padEnd(width)}  ${what}`)].join("\n");
}
