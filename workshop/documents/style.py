"""How the HTML documents look, on a screen and on A4 paper."""

GRADE_COLOURS = ("#14506b", "#4b86a0", "#a9c3cc", "#e3b98a", "#b8683a")
"""From best to worst: dark blue by way of pale to burnt orange, told apart without colour too."""

STYLE = """
:root { --ink: #1c2830; --soft: #55646d; --line: #d5dde0; --fjord: #14506b; --mist: #eef3f4;
  --sand: #f6efe5; --rust: #9a4f24; }
* { box-sizing: border-box; }
html { font-size: 17px; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #fff; color: var(--ink);
  font-family: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Cambria,
    Georgia, "DejaVu Serif", serif;
  line-height: 1.5; overflow-wrap: anywhere; hyphens: auto; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
h1, h2, h3, h4, h5, th, .banner, .label, nav, .facts, .legend, .figure, figcaption, dt {
  font-family: "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, "DejaVu Sans", sans-serif; }
h1, h2, h3, h4, h5 { line-height: 1.2; hyphens: none; break-after: avoid;
  break-inside: avoid; }
h3 + .quiet, h4 + p { break-after: avoid; }
h1 { font-size: 2.3rem; font-weight: 600; margin: 1.2rem 0 .4rem; letter-spacing: -.015em; }
h2 { font-size: 1.55rem; font-weight: 600; margin: 3rem 0 .8rem; padding-top: .8rem;
  border-top: 2px solid var(--fjord); color: var(--fjord); }
h3 { font-size: 1.2rem; font-weight: 600; margin: 2.2rem 0 .5rem; }
h4 { font-size: 1.05rem; font-weight: 600; margin: 1.8rem 0 .4rem; }
h5 { font-size: .76rem; font-weight: 600; margin: 1.1rem 0 .3rem; color: var(--soft);
  text-transform: uppercase; letter-spacing: .07em; }
.label { display: block; font-size: .72rem; font-weight: 600; color: var(--rust);
  text-transform: uppercase; letter-spacing: .08em; margin-bottom: .2rem; }
p { margin: 0 0 .75rem; orphans: 3; widows: 3; }
.subtitle { font-size: 1.2rem; color: var(--soft); margin: 0 0 .5rem; }
.facts { font-size: .85rem; color: var(--soft); margin: 0 0 2rem; }
.banner { display: inline-block; margin: 0; padding: .3rem .8rem; border-radius: 3px;
  font-size: .85rem; font-weight: 600; background: var(--mist); color: var(--fjord); }
.draft .banner, .input .banner { background: var(--sand); color: var(--rust);
  border: 1px solid var(--rust); }
.lead { font-size: 1.35rem; line-height: 1.35; color: var(--fjord); }
.quiet, .detail { color: var(--soft); font-size: .88em; }
.detail { display: block; }
ul, ol { margin: 0 0 .9rem; padding-left: 1.3rem; }
li { margin-bottom: .3rem; break-inside: avoid-page; }
nav { margin: 0 0 1rem; padding: 1rem 1.2rem; background: var(--mist); border-radius: 4px;
  font-size: .88rem; break-inside: avoid; }
nav h2 { border: 0; margin: 0 0 .4rem; padding: 0; font-size: .8rem; text-transform: uppercase;
  letter-spacing: .07em; color: var(--soft); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav ul ul { padding-left: 1.1rem; color: var(--soft); }
nav li { margin: .15rem 0; }
nav a { color: inherit; text-decoration: none; }
nav a:hover { text-decoration: underline; }
.wide { overflow-x: auto; margin: 0 0 1rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .88rem;
  line-height: 1.4; }
th { text-align: left; font-size: .74rem; font-weight: 600; color: var(--soft);
  border-bottom: 1.5px solid var(--ink); padding: .3rem .6rem .3rem 0; vertical-align: bottom;
  hyphens: auto; }
td { border-bottom: 1px solid var(--line); padding: .45rem .6rem .45rem 0; vertical-align: top; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
blockquote { margin: 0 0 .9rem; padding: .1rem 0 .1rem .9rem; border-left: 3px solid var(--line);
  break-inside: avoid; }
blockquote p { margin: 0 0 .25rem; font-style: italic; }
blockquote footer { font-size: .82rem; color: var(--soft); }
.note { margin: 0 0 1rem; padding: .7rem 1rem; background: var(--sand); border-radius: 4px;
  break-inside: avoid; }
.note p:last-child { margin: 0; }
dl { margin: 0 0 1rem; display: grid; grid-template-columns: minmax(6rem, 10rem) 1fr;
  gap: .3rem 1rem; }
dt { font-size: .82rem; font-weight: 600; color: var(--soft); padding-top: .1rem; }
dd { margin: 0; }
dd p { margin: 0 0 .3rem; }
.figure { font-size: .85rem; margin: 0 0 1rem; }
.root { background: var(--fjord); color: #fff; border-radius: 4px; padding: .8rem 1rem;
  margin-bottom: .6rem; }
.root p { margin: 0 0 .35rem; }
.root b { font-weight: 600; opacity: .8; margin-right: .4rem; }
.branches { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr));
  gap: .6rem; }
.branch { background: var(--mist); border-top: 3px solid var(--fjord); padding: .6rem .8rem;
  break-inside: avoid; }
.branch b { display: block; margin-bottom: .4rem; }
.branch ul { list-style: none; padding: 0; margin: 0; }
.bars { margin: 0 0 1rem; }
.bars td { border: 0; padding: .16rem .5rem .16rem 0; vertical-align: middle; }
.bars .bar { width: 36%; }
.bars .words { width: 20%; color: var(--soft); font-size: .82rem; line-height: 1.25; padding: 0; }
.bars .bar svg { display: block; width: 100%; height: 1rem; }
.legend { font-size: .76rem; color: var(--soft); margin: 0 0 .4rem; }
.legend span { white-space: nowrap; margin-right: .9rem; }
.legend svg { width: .75rem; height: .75rem; margin-right: .3rem; vertical-align: -.05rem; }
.compact { max-width: 50rem; line-height: 1.4; }
.compact h2 { font-size: 1.15rem; margin: 1.3rem 0 .5rem; padding-top: .45rem;
  border-top-width: 1px; }
.compact h3 { font-size: 1rem; margin: .9rem 0 .25rem; }
.compact .label, .compact .detail { display: inline; margin: 0; font-size: inherit; }
.compact .detail { font-size: .88em; }
.compact .facts { margin-bottom: .8rem; }
.compact blockquote { padding-left: .7rem; margin-bottom: .4rem; }
.compact blockquote p, .compact blockquote footer { display: inline; }
.compact ul { margin-bottom: .5rem; }
.compact li { margin-bottom: .12rem; }
@page { size: A4; margin: 20mm 20mm 18mm; }
@page { @bottom-right { content: counter(page) " / " counter(pages);
  font: 8pt "Segoe UI", "Noto Sans", Arial, sans-serif; color: #55646d; } }
@page note { margin: 16mm 18mm 15mm; }
@media print {
  .compact { page: note; }
  html { font-size: 10.5pt; }
  body { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  h2 { margin-top: 2rem; }
  .wide { overflow: visible; }
  table { font-size: 8.8pt; }
  .compact { font-size: 8.7pt; line-height: 1.3; }
  .compact h1 { font-size: 17pt; margin: .5rem 0 .2rem; }
  .compact h2 { font-size: 10.5pt; margin: .7rem 0 .3rem; padding-top: .3rem; }
  .compact h3 { font-size: 9.2pt; margin: .45rem 0 .1rem; }
  .compact p { margin-bottom: .3rem; }
  .compact .subtitle { font-size: 10pt; margin-bottom: .1rem; }
  .compact .facts { font-size: 8pt; margin-bottom: .4rem; }
  .compact .banner { font-size: 9pt; }
  .compact blockquote { margin-bottom: .15rem; }
  .compact blockquote footer, .compact .legend { font-size: 7.6pt; }
  .compact .note { padding: .35rem .7rem; margin-bottom: .4rem; }
  .compact ul { margin-bottom: .25rem; }
  .compact .bars { margin-bottom: .4rem; }
  .compact .bars table, .compact table { font-size: 8.4pt; line-height: 1.25; }
  .compact .bars .words { font-size: 7.6pt; line-height: 1.15; }
  .compact .bars td { padding: .1rem .5rem .1rem 0; }
  .compact .bars .bar svg { height: .8rem; }
  .compact h2 + p, .legend, .compact :is(blockquote, .quiet):has(+ ul),
  .compact blockquote:has(+ .quiet) { break-after: avoid; }
}
"""
