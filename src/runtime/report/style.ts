// How the page of a report looks: on a phone nothing is wider than the page, since tables scroll inside themselves; on
// paper a heading stays with what it heads.

export const style = `
:root { --paper: #fff; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; background: var(--paper); color: #222; overflow-wrap: anywhere; }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; overflow-wrap: normal; }
th, td { padding: .25rem .75rem; border-bottom: 1px solid #ddd; text-align: right; }
th:first-child { text-align: left; padding-left: 0; }
th { font-weight: 600; }
.figures th:first-child { position: sticky; left: 0; background: var(--paper); }
.words td { text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.words th { vertical-align: top; white-space: nowrap; }
code { font-size: .9em; }
figure { margin: 0; }
figcaption { font-size: .8rem; line-height: 1.3; overflow-wrap: anywhere; }
.curves, .gallery { display: grid; gap: 1rem; grid-template-columns: repeat(4, minmax(0, 1fr)); }
.gallery img { width: 100%; display: block; }
svg { width: 100%; display: block; font-size: 11px; fill: #555; }
.frame { fill: none; stroke: #bbb; }
.curve { fill: none; stroke: #0a6ebd; stroke-width: 1.5; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
.predicted { color: #e02020; }
.truth { color: #0090b0; }
.doubt { border-left: .25rem solid #c77700; padding-left: .75rem; }
@media (max-width: 40rem) {
  .curves, .gallery { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .words th, .words td { display: block; border: 0; padding: 0; }
  .words tr { display: block; border-bottom: 1px solid #ddd; padding: .25rem 0; }
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #181818; }
  body { color: #ddd; }
  th, td, .words tr { border-color: #444; }
  svg { fill: #aaa; }
  .frame { stroke: #555; }
  .curve { stroke: #5bb4f5; }
  .predicted { color: #ff6b6b; }
  .truth { color: #4fd8f0; }
}
@media print {
  :root { --paper: #fff; }
  body { margin: 0; max-width: none; font-size: 12px; color: #000; }
  h1, h2, h3 { break-after: avoid; }
  thead { display: table-header-group; }
  tr, figure, .doubt { break-inside: avoid; }
  .table { overflow: visible; }
  .figures th, .figures td { padding: .15rem .4rem; }
  .curves, .gallery { grid-template-columns: repeat(4, minmax(0, 1fr)); }
}
`;
