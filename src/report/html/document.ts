import { createHash } from "node:crypto";
import type { Report } from "../../model/report.ts";
import { shapeDefinitions } from "./marks.ts";
import { type Content, html, styleElement } from "./markup.ts";
import { baseStyle } from "./style/base.ts";
import { partsStyle } from "./style/parts.ts";
import { pictureStyle } from "./style/picture.ts";
import { printStyle } from "./style/print.ts";

const css = [baseStyle, partsStyle, pictureStyle, printStyle].join("\n");

/** Nothing may be loaded, sent, framed or run; the one style sheet is known by its digest. */
const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(css).digest("base64")}'; base-uri 'none'; form-action 'none'`;

export interface DocumentParts {
  readonly report: Report;
  readonly header: Content;
  readonly contents: readonly { readonly id: string; readonly title: string }[];
  readonly main: Content;
}

/** The whole page around its sections. */
export function htmlDocument({ report: { tool, target }, header, contents, main }: DocumentParts): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="${tool.name} ${tool.version}">
<title>${target.name}: sandbox separation and incident readiness</title>
${styleElement(css)}
</head>
<body>
${shapeDefinitions()}
<a class="skip" href="#main">Skip to the report</a>
<div class="page">
${header}
<nav class="contents" aria-label="Contents"><ol>${contents.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>
<main id="main" tabindex="-1">
${main}</main>
<footer class="foot"><p>${tool.name} ${tool.version} made this page from the files of ${target.name} alone. It holds no secret value, loads nothing and runs no script.</p></footer>
</div>
</body>
</html>
`.toString();
}
