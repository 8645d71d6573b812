import type { Report } from "../../model/report.ts";
import { counted } from "../terminal/page.ts";
import { lookedFor } from "../terminal/title.ts";
import { html } from "./markup.ts";
import type { Section } from "./section.ts";

/** What there is to say of a repository without an agent stack: that nothing was judged, lest it read as a pass. */
export function emptySection({ inspected }: Report): Section {
  return {
    id: "nothing-found",
    title: "Nothing was judged",
    body: html`<p>No agent stack was found in ${counted(inspected.files, "file")}, so no control was judged. This is not a pass.</p><p>${lookedFor}</p>`,
  };
}
