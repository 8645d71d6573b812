import { type Content, html, type Markup } from "./markup.ts";

/** A part of the page under a heading of its own, as the contents list it. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Content;
}

export function sectionMarkup({ id, title, body }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`;
}
