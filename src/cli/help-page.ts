import { type Page, plain } from "../report/terminal/page.ts";

/** What is printed about the tool itself is the same on every terminal. */
export const helpPage: Page = { color: plain, width: 80, detail: "verbose" };
