/** Verdicts, claims, findings and places. */
export const partsStyle = `
.fail { --own: var(--red); --own-ground: var(--red-ground); }
.pass { --own: var(--green); --own-ground: var(--green-ground); }
.unknown { --own: var(--amber); --own-ground: var(--amber-ground); }
.not-applicable { --own: var(--grey); --own-ground: var(--grey-ground); }
.tile { color: var(--own); background: var(--own-ground); border-color: var(--own); }
.mark { display: inline-flex; align-items: center; gap: .375em; color: var(--own); background: var(--own-ground); font: 600 .8125rem/1.4 var(--text); letter-spacing: 0; padding: .125rem .5rem .125rem .375rem; border-radius: 4px; white-space: nowrap; vertical-align: .1em; }
.shape { flex: none; color: var(--own); width: 1.2em; height: 1.2em; }
.solid { fill: currentColor; }
.hollow { fill: none; stroke: currentColor; stroke-width: 1.8; }
.sign { fill: none; stroke: var(--sign); stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }
.dash { fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; }
.number { display: inline-block; min-width: 1.1em; color: var(--muted); font-variant-numeric: tabular-nums; }
h3 .name { margin-right: .375rem; }

.role { font-size: .8125rem; color: var(--muted); font-weight: 600; }
.place { color: var(--ink); }
.place .at { color: var(--muted); }
.note { color: var(--muted); font-size: .875rem; line-height: 1.45; }
.places { font-size: .9375rem; }
.places li { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: 0 1rem; padding: .3125rem 0; border-top: 1px solid var(--rule); align-items: baseline; }
.places li:last-child { border-bottom: 1px solid var(--rule); }
.places + .more { margin-top: .375rem; }
.where .note { margin-left: .75rem; }
.controls .mark { vertical-align: baseline; }
.more > summary { font-size: .875rem; color: var(--link); width: fit-content; padding: .125rem 0; }
.more > summary + * { margin-top: .375rem; }

.sign.thin { stroke-width: 1.6; }
.signals { display: grid; gap: 1rem; }
.signal { background: var(--sheet); border: 1px solid var(--rule); border-left: 5px solid var(--own); border-radius: 6px; padding: 1.125rem 1.375rem 1.25rem; }
.signal > * + * { margin-top: .75rem; }
.statement { font-size: 1.0625rem; max-width: 50rem; }
.sides { display: grid; grid-template-columns: minmax(0, 1fr) 10px minmax(0, 1fr); gap: 0 1.25rem; background: var(--own-ground); border-radius: 4px; padding: 0 1rem; }
.side { padding: .75rem 0; }
.sides > .side:only-child { grid-column: 1 / -1; }
.sides:has(> .seam) { grid-template-columns: minmax(0, 1fr) 1px minmax(0, 1fr); }
.seam { background: var(--steel); }
.wall { background: repeating-linear-gradient(135deg, var(--steel) 0 2px, transparent 2px 6px); border: solid var(--steel); border-width: 0 1.5px; }
.sides .note, .sides .role, .sides .at { color: var(--ink); }
.onward { font-size: .9375rem; }

.path { background: var(--sheet); border: 1px solid var(--rule); border-left: 5px solid var(--red); border-radius: 6px; padding: 1.125rem 1.375rem 1.25rem; }
.path > * + * { margin-top: .875rem; }
.chain { margin-left: .4375rem; }
.chain li { position: relative; display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0 1rem; align-items: baseline; padding: 0 0 .75rem 1.75rem; }
.chain .note { display: inline; margin-left: .75rem; }
.chain li::before { content: ""; position: absolute; left: -.4375rem; top: .1875rem; width: .875rem; height: .875rem; border-radius: 50%; border: 3px solid var(--red); background: var(--sheet); z-index: 1; }
.chain li:last-child::before { background: var(--red); }
.chain li:not(:last-child)::after { content: ""; position: absolute; left: -1.5px; top: .75rem; bottom: -.25rem; width: 3px; background: var(--red); }
.chain li:last-child { padding-bottom: 0; }
.quiet-paths li { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; padding: .375rem 0; }

.controls { width: 100%; border-collapse: collapse; background: var(--sheet); font-size: .9375rem; }
.controls th, .controls td { text-align: left; vertical-align: baseline; padding: .625rem .75rem; border-bottom: 1px solid var(--rule); font-weight: 400; }
.controls thead th { font-size: .8125rem; color: var(--muted); border-bottom: 2px solid var(--steel); }
.controls tbody th a { font-weight: 600; }
.controls .no { width: 3rem; font-variant-numeric: tabular-nums; color: var(--muted); }
.controls td:nth-child(3) { width: 9.5rem; white-space: nowrap; }
.controls .count { width: 4.75rem; text-align: right; font-variant-numeric: tabular-nums; color: var(--ink); font-size: inherit; }
.controls abbr { text-decoration: none; }
.controls thead .count { overflow-wrap: normal; font-size: .8125rem; color: var(--muted); vertical-align: bottom; }
.controls td.count.fail { color: var(--own); font-weight: 650; }
.controls td.none { color: var(--muted); }
.controls .word { display: none; }
.first { display: block; font-size: .875rem; color: var(--muted); margin-top: .25rem; max-width: 36rem; }
.first b { color: var(--ink); }
.tally { color: var(--muted); }

.control { padding-top: 1.25rem; }
.control > * + * { margin-top: .375rem; }
.control > .check { margin-top: .5rem; }
.control > .tally + .check { margin-top: 1rem; }
.question { max-width: 44rem; }
.control .tally { font-size: .9375rem; }
.check { background: var(--sheet); border: 1px solid var(--rule); border-left: 5px solid var(--own); border-radius: 6px; }
.check > summary { display: grid; grid-template-columns: 1rem minmax(0, 1fr); gap: .25rem .625rem; padding: .75rem 1.125rem .75rem .875rem; list-style: none; }
.check > summary::-webkit-details-marker { display: none; }
.check > summary::before { content: ""; width: .5rem; height: .5rem; border: solid var(--muted); border-width: 0 2px 2px 0; rotate: -45deg; margin-top: .5rem; }
.check[open] > summary::before { rotate: 45deg; margin-top: .375rem; }
.check > summary:hover .asks { text-decoration: underline; text-underline-offset: .15em; text-decoration-thickness: 1px; }
.asks { font-weight: 600; max-width: 48rem; }
.meta { grid-column: 2; display: flex; flex-wrap: wrap; gap: .25rem .625rem; align-items: baseline; color: var(--muted); }
.tag { font-size: .8125rem; border: 1px solid var(--steel); border-radius: 4px; padding: 0 .375rem; }
.check-body { padding: .25rem 1.375rem 1.25rem 2.5rem; }
.check-body > * + *, .findings > * + *, .finding > * + * { margin-top: .75rem; }
.findings { padding-bottom: .25rem; }
.findings + .findings { border-top: 1px solid var(--rule); padding-top: 1.25rem; }
.finding + .finding, .more > .finding { margin-top: 1.5rem; }
.finding > * + * { margin-top: .375rem; }
.says { font-weight: 500; max-width: 50rem; }
.id { font-size: .8125rem; color: var(--muted); }
.remedy { border-left: 3px solid var(--own); background: var(--own-ground); padding: .75rem 1rem; border-radius: 0 4px 4px 0; }
.remedy > div { display: grid; grid-template-columns: 3.25rem minmax(0, 1fr); }
.remedy > div + div { margin-top: .375rem; }
.remedy dt, .pairs dt { font-weight: 600; }
.remedy dd { max-width: 46rem; }
.ask { border-left: 3px solid var(--own); background: var(--own-ground); padding: .625rem 1rem; border-radius: 0 4px 4px 0; max-width: 50rem; }
.ask b { display: block; font-size: .8125rem; }
.suppressed { background: var(--grey-ground); padding: .375rem .75rem; border-radius: 4px; font-size: .9375rem; }
.references { font-size: .8125rem; color: var(--muted); }
.references b { font-weight: 600; }
.references a { color: inherit; text-decoration-color: var(--steel); }
.attestation { border: 1px solid var(--rule); border-radius: 4px; padding: .75rem 1rem; }
.pairs { font-size: .9375rem; margin-top: .5rem; }
.pairs > div { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0 1rem; }
.decisions > li { background: var(--sheet); border: 1px solid var(--rule); border-radius: 6px; padding: .875rem 1.25rem; }
.decisions > li + li { margin-top: .75rem; }

.framework { background: var(--sheet); border: 1px solid var(--rule); border-radius: 6px; padding: .625rem 1.125rem; }
.framework + .framework { margin-top: .5rem; }
.framework .name { font-weight: 600; }
.count { color: var(--muted); font-size: .875rem; }
.entries { margin-top: .75rem; font-size: .9375rem; }
.entries > div { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: .25rem 1.5rem; padding: .5rem 0; border-top: 1px solid var(--rule); }
.outcomes { display: flex; flex-wrap: wrap; gap: .125rem 1rem; font-size: .875rem; }
.outcomes a { display: inline-flex; align-items: center; gap: .375em; color: var(--ink); text-decoration-color: var(--steel); }
.gaps > li { padding: .625rem 0; border-top: 1px solid var(--rule); }
.gaps .reason { max-width: 50rem; }
.paths { margin-top: .25rem; }
@media (max-width: 44rem) {
  .signal, .path { padding: 1rem; }
  .sides { grid-template-columns: minmax(0, 1fr); }
  .wall { height: 10px; border-width: 1.5px 0; }
  .places li { grid-template-columns: minmax(0, 1fr); }
  .where .note { display: block; margin-left: 0; }
  .check-body { padding: .25rem 1rem 1rem; }
  .entries > div, .pairs > div { grid-template-columns: minmax(0, 1fr); }
  .controls, .controls tbody, .controls tr { display: block; }
  .controls thead { display: none; }
  .controls tr { display: flex; flex-wrap: wrap; gap: .25rem .75rem; padding: .75rem 0; border-bottom: 1px solid var(--rule); }
  .controls tbody th { flex: 1 1 75%; }
  .controls th, .controls td { border: 0; padding: 0; width: auto; }
  .controls { background: none; }
  .controls .no { width: 1.5rem; }
  .controls td:nth-child(3) { margin-left: 2.25rem; width: auto; }
  .controls td.count { width: auto; font-size: .875rem; }
  .controls td.none { display: none; }
  .controls .word { display: inline; }
  .chain li { grid-template-columns: minmax(0, 1fr); }
  .chain .note { display: block; margin-left: 0; }
}
`;
