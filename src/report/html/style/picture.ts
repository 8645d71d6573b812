/** The ship in section. Colours only repeat what form and words say. */
export const pictureStyle = `
.drawing { margin: 1.25rem 0 0; }
.scroll { overflow-x: auto; }
.hint { display: none; }
@media screen and (max-width: 44rem) { .hint { display: block; } }
.picture { display: block; margin: 0 auto; max-width: 100%; height: auto; }
.columns-2 { min-width: 30rem; }
.columns-3 { min-width: 46rem; }
.columns-4 { min-width: 56rem; }
@media (min-width: 70rem) {
  .drawing:has(.columns-4) { width: min(80rem, 100vw - 4rem); margin-left: calc(50% - min(40rem, 50vw - 2rem)); }
}
.hull { fill: var(--sheet); stroke: var(--ink); stroke-width: 3; }
.deck { stroke: var(--rule); stroke-width: 1.5; }
.environment { font: 700 17px/1 var(--code); fill: var(--ink); }
.crew { font: 11px/1 var(--code); fill: var(--muted); }
.bulkhead rect { fill: var(--grey-ground); stroke: var(--ink); stroke-width: 1.5; }
.bulkhead path { stroke: var(--steel); stroke-width: 1.25; fill: none; }
.item rect { fill: var(--ground); stroke: var(--steel); stroke-width: 1.25; }
.item.breached rect { fill: var(--red-ground); stroke: var(--breach); stroke-width: 2; }
.item.untold rect { stroke-dasharray: 4 3; fill: var(--sheet); }
.item .kind { font: 11px/1 var(--code); fill: var(--muted); }
.item.breached .kind { fill: var(--red); font-weight: 600; }
.item .name { font: 600 12.5px/1 var(--code); fill: var(--ink); }
.item .what { font: 11px/1 var(--code); fill: var(--muted); }
.item.breached .what { fill: var(--ink); }
.item:focus-visible { outline: none; }
.item:focus-visible rect, .item:hover rect { stroke: var(--link); stroke-width: 3; }
.crossing { fill: none; }
.crossing.breach { stroke: var(--breach); stroke-width: 5; }
.crossing.open { stroke: var(--amber); stroke-width: 2; stroke-dasharray: 6 4; }
.crossing.shared { stroke: var(--steel); stroke-width: 2.5; }
.crossing.held { stroke: var(--green); stroke-width: 2; }
.hole { fill: var(--sheet); }
.badge circle { fill: var(--breach); stroke: var(--sheet); stroke-width: 2; }
.badge text { font: 700 13px/1 var(--text); fill: var(--sign); text-anchor: middle; }
.badge.open path { fill: var(--amber-ground); stroke: var(--amber); stroke-width: 1.75; }
.badge.open text { fill: var(--amber); }
.sample-wall { fill: var(--grey-ground); stroke: var(--ink); stroke-width: 1; }
.legend { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; margin-top: .875rem; font-size: .875rem; }
.legend li { display: flex; align-items: center; gap: .625rem; }
.legend svg { flex: none; }
.scene { border-collapse: collapse; background: var(--sheet); font-size: .875rem; width: 100%; min-width: 40rem; }
.scene th, .scene td { text-align: left; vertical-align: top; font-weight: 400; padding: .5rem .75rem; border-bottom: 1px solid var(--rule); }
.scene thead th { color: var(--muted); border-bottom: 2px solid var(--steel); font-weight: 600; }
.scene .role { display: block; }
.scene td:last-child { min-width: 11rem; }
.scene tr:target { background: var(--amber-ground); }
@media print {
  .scroll { overflow: visible; }
  .picture { min-width: 0; max-height: 225mm; }
  .drawing, .drawing:has(.columns-4) { width: auto; margin-left: 0; }
  .drawing:has(.wide) { page: wide; }
  .wide { max-height: 155mm; }
  .drawing { break-inside: avoid; }
  .scene { min-width: 0; table-layout: fixed; font-size: 8pt; }
  .scene th, .scene td { padding: .25rem .375rem; }
  .scene td:last-child { min-width: 0; }
  .scene tr { break-inside: avoid; }
  .scene thead tr, .legend { break-after: avoid; }
}
`;
