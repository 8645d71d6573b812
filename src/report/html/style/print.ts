/** Paper: everything open, nothing cut, and breaks where a reader would turn the page. */
export const printStyle = `
@page { size: A4; margin: 17mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #4c5b69; } }
@page wide { size: A4 landscape; }
@media print {
  :root { color-scheme: light; }
  html { font-size: 10pt; }
  body { background: #fff; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .page { max-width: none; padding: 0; }
  .skip, .contents, .unprinted { display: none; }
  a { color: inherit; text-decoration: none; }
  section { margin-top: 2.25rem; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  .more > summary { display: none; }
  .check > summary::before { display: none; }
  .check > summary { grid-template-columns: minmax(0, 1fr); padding-left: 1.375rem; }
  .meta { grid-column: 1; }
  .check-body { padding-left: 1.375rem; }
  h1, h2, h3, h4, summary, .intro, .statement, .says, .question { break-after: avoid; }
  .intro, .signal, .side, .places li, .chain li, .controls tr, .remedy, .ask, .attestation, .decisions > li, .quiet-paths li, .entries > div, .tile { break-inside: avoid; }
  thead { display: table-header-group; }
  #picture, #checks { break-before: page; }
  .controls .count { width: 3.75rem; padding-left: .25rem; padding-right: .25rem; }
  p, li, dd { orphans: 3; widows: 3; }
  .strip { grid-template-columns: repeat(5, 1fr); }
}
`;
