/** Colours, text and the frame of the page. Text on every ground keeps to the contrast of WCAG AA, which a test measures. */
export const baseStyle = `
:root {
  color-scheme: light dark;
  --ground: #f4f6f8; --sheet: #ffffff; --ink: #14212e; --muted: #4c5b69; --rule: #d4dbe2; --steel: #8796a5; --link: #0a4f93;
  --red: #ad1220; --red-ground: #fdeeee; --green: #14633a; --green-ground: #e8f4ed;
  --amber: #7a4d00; --amber-ground: #fcf2dd; --grey: #4c5b69; --grey-ground: #edf0f3; --sign: #ffffff; --breach: #b3121f;
  --text: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --code: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #0b121a; --sheet: #121b25; --ink: #e5ecf3; --muted: #a5b3c1; --rule: #2c3a48; --steel: #66788a; --link: #85bdf6;
    --red: #ff938d; --red-ground: #38181b; --green: #84d9a9; --green-ground: #11301f;
    --amber: #f0c26a; --amber-ground: #33270d; --grey: #a5b3c1; --grey-ground: #1d2833; --sign: #121b25; --breach: #ff5c55;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 var(--text); overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
code { font: .875em/1.5 var(--code); unicode-bidi: isolate; }
h1, h2, h3, h4, p, ol, ul, dl, dd { margin: 0; padding: 0; }
ol, ul { list-style: none; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
h2 { font-size: 1.5rem; letter-spacing: -.01em; padding-bottom: .5rem; border-bottom: 3px solid var(--ink); }
h3 { font-size: 1.1875rem; }
h4 { font-size: .9375rem; }
summary { cursor: pointer; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--sheet); padding: .5rem 1rem; z-index: 2; }
.skip:focus { top: .5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.page { max-width: 64rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
section { margin-top: 4rem; }
section > * + * { margin-top: 1.25rem; }
.intro { max-width: 44rem; color: var(--muted); }
.aside { font-size: .9375rem; color: var(--muted); max-width: 48rem; }
.aside b { color: var(--ink); }
.limits { max-width: 48rem; list-style: disc; padding-left: 1.25rem; }
.limits li + li { margin-top: .375rem; }
#method p { max-width: 48rem; }
.foot { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--rule); font-size: .875rem; color: var(--muted); }

.eyebrow { font-size: .875rem; color: var(--muted); letter-spacing: .02em; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.6vw, 3rem); letter-spacing: -.02em; line-height: 1.1; margin-top: .375rem; }
.lead { font-size: 1.1875rem; margin-top: .75rem; max-width: 44rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: .875rem 2rem; margin-top: 1.75rem; font-size: .9375rem; }
.facts dt { font-size: .8125rem; color: var(--muted); }
.strip { display: grid; grid-template-columns: repeat(5, 1fr); gap: .5rem; margin-top: 1.75rem; }
.tile { display: flex; flex-direction: column; gap: .25rem; height: 100%; padding: .75rem .875rem; border-radius: 6px; text-decoration: none; border: 1px solid transparent; border-top: 4px solid; }
.tile:hover .tile-name { text-decoration: underline; }
.tile-verdict { display: flex; align-items: center; gap: .4375rem; font-weight: 650; font-size: 1.0625rem; }
.tile-name { font-size: .875rem; line-height: 1.35; color: var(--ink); }
.tile-number { font-weight: 650; }
.contents { margin-top: 2rem; border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); padding: .75rem 0; font-size: .9375rem; }
.contents ol { display: flex; flex-wrap: wrap; gap: .375rem 1.5rem; }
@media (max-width: 44rem) {
  .page { padding: 1.5rem 1rem 3rem; }
  section { margin-top: 3rem; }
  .strip { grid-template-columns: 1fr; }
  .tile { flex-direction: row; align-items: baseline; justify-content: space-between; gap: 1rem; border-top-width: 1px; border-left: 4px solid; padding: .5rem .75rem; }
  .tile-name { order: -1; }
  .contents ol { flex-direction: column; }
}
`;
