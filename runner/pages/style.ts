/** The one style sheet of every page: light, dark, narrow, print, and forced colours. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #faf9f6; --card: #fff; --ink: #20242c; --quiet: #585f6b; --rule: #dedad1;
  --accent: #1a5a9e; --good: #1d6a45; --bad: #a92b22; --warn: #7d5200;
  --good-soft: #e3f2e9; --bad-soft: #fbeae8; --warn-soft: #fcf1d8; --quiet-soft: #efede7;
  --bar: #3b8a62; --wrong: #c9615a; --held: #c98a1b; --wait: #4f86c2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c; --card: #1b1f26; --ink: #e5e7eb; --quiet: #a3abb8; --rule: #323844;
    --accent: #8fbcf2; --good: #86d6a8; --bad: #f4a59c; --warn: #ecc477;
    --good-soft: #183026; --bad-soft: #3a2022; --warn-soft: #352a15; --quiet-soft: #262b34;
    --bar: #55a97e; --wrong: #cf6f68; --held: #d49a35; --wait: #5f94cf;
  }
}
* { box-sizing: border-box }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100% }
body {
  margin: 0 auto; max-width: 62rem; padding: 1rem clamp(1rem, 4vw, 2.5rem) 3rem;
  background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
main:focus { outline: none }
a { color: var(--accent); text-underline-offset: .15em }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px }
.skip { position: absolute; left: -999rem; padding: .5rem 1rem; background: var(--card) }
.skip:focus { left: 1rem; top: 1rem; z-index: 1 }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance }
h1 { margin: 1.5rem 0 .25rem; font-size: clamp(1.7rem, 5vw, 2.3rem); letter-spacing: -.015em }
h2 { margin: 3rem 0 1rem; padding-bottom: .4rem; border-bottom: 1px solid var(--rule); font-size: 1.4rem }
h3 { margin: 2rem 0 .5rem; font-size: 1.08rem }
h4 { margin: 1.5rem 0 .5rem; font-size: .95rem }
p { margin: .5rem 0; max-width: 44rem }
code, samp, pre, .file { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .88em }
p code, li code, blockquote code { padding: .08em .3em; border-radius: 4px; background: var(--quiet-soft) }
.quiet { color: var(--quiet); font-weight: 400; font-size: .9em }
.block { display: block }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.total { font-size: 1.25rem; font-variant-numeric: tabular-nums }
.note { padding: .7rem 1rem; border-left: 4px solid var(--warn); border-radius: 0 6px 6px 0; background: var(--warn-soft) }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--quiet); font-size: .85rem }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.2rem, 1fr)); gap: .75rem; margin: 0 }
.tiles div { padding: .7rem .9rem; border: 1px solid var(--rule); border-radius: 10px; background: var(--card) }
.tiles dt { color: var(--quiet); font-size: .85rem }
.tiles dd { margin: 0; line-height: 1.35 }
.tiles b { display: block; font-size: 1.7rem; font-variant-numeric: tabular-nums; letter-spacing: -.01em }
.facts div { display: grid; grid-template-columns: 9rem 1fr; gap: .2rem 1rem; padding: .2rem 0 }
.facts dt { color: var(--quiet) }
.facts dd { margin: 0 }
.facts ul { margin: 0; padding-left: 1.1rem }

figure { margin: 1rem 0 }
figcaption { color: var(--quiet); font-size: .9rem }
svg { display: block; overflow: visible }
svg text { fill: var(--quiet); font: .8rem system-ui, sans-serif; text-anchor: middle; font-variant-numeric: tabular-nums }
.histogram .column { fill: var(--bar) }
.histogram .ground { stroke: var(--quiet) }
.histogram .median { stroke: var(--ink); stroke-dasharray: 4 4 }
.histogram text.median { stroke: none; fill: var(--ink); font-weight: 600 }

table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
table.narrow { width: auto } table.sum { width: auto; min-width: min(100%, 24rem) }
th, td { padding: .5rem .75rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top }
th:first-child, td:first-child { padding-left: 0 } th:last-child, td:last-child { padding-right: 0 }
thead th { color: var(--quiet); font-size: .85rem; font-weight: 600 }
tbody th { font-weight: 500 }
tr.lesson th { padding-top: 1.4rem; color: var(--quiet); font-size: .85rem; font-weight: 600 }
tr.result th, tr.result td { border-bottom: 0; font-weight: 700 }
tr:target th { background: var(--warn-soft) }
.number { text-align: right; white-space: nowrap; overflow-wrap: normal }
.inline { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: .75rem }
.inline .bar { flex: 1 1 6rem; margin: 0; align-self: center } .inline > :last-child { flex: 0 0 7.5rem }
table.wide th:nth-child(2), table.wide td:nth-child(2) { width: 38% }
.bar { display: flex; height: .7rem; margin: .45rem 0 .3rem; border-radius: 4px; overflow: hidden; background: var(--quiet-soft); print-color-adjust: exact; -webkit-print-color-adjust: exact }
.bar .good { background: var(--bar) }
.bar .bad { background: repeating-linear-gradient(135deg, var(--wrong) 0 4px, transparent 4px 7px) }

.misconceptions { margin: 0; padding-left: 0; list-style: none }
.misconceptions > li { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0 1.5rem; padding: .9rem 0; border-bottom: 1px solid var(--rule) }
.misconceptions p { margin: 0 }
.misconceptions .said { max-width: 44rem }
.where { font-size: .92rem }
ul.plain { padding-left: 1.2rem } ul.plain li { margin: .25rem 0 }
.contents ul { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; padding: 0; list-style: none }

.badge { display: inline-block; padding: .05rem .6rem; border-radius: 99px; font-size: .85rem; font-weight: 600; white-space: nowrap; background: var(--quiet-soft); color: var(--ink) }
.badge.passed { background: var(--good-soft); color: var(--good) }
.badge.failed, .badge.broken { background: var(--bad-soft); color: var(--bad) }
.badge.fault { background: var(--warn-soft); color: var(--warn) }
p.facts { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: baseline; margin: .3rem 0 .6rem }
.answer { margin: 1.5rem 0; padding: .2rem clamp(.8rem, 3vw, 1.5rem) 1.2rem; border: 1px solid var(--rule); border-radius: 12px; background: var(--card) }
.answer:target { border-color: var(--accent) }
.answer h3 { margin-top: 1rem }
.answer.passed { margin: .8rem 0; padding-bottom: .3rem } .answer.passed h3 { margin-top: .7rem }
.finding.first { margin: .8rem 0; padding: .5rem 1rem; border-left: 4px solid var(--bad); border-radius: 0 8px 8px 0; background: var(--bad-soft) }
.finding.first code { background: var(--card) }
.finding p { margin: .25rem 0 }
.finding.first .quiet { color: var(--ink) }
.findings { padding-left: 1.2rem }
.tests { padding-left: 0; list-style: none; font-size: .95rem }
.tests li { padding: .1rem 0 .1rem 1.4rem; text-indent: -1.4rem }
.tests .passed > span:first-child { color: var(--good) }
.tests .failed > span:first-child { color: var(--bad) }
details { margin: .6rem 0 }
summary { width: fit-content; color: var(--accent); cursor: pointer; font-size: .95rem }

table.runs { font-size: .95rem; table-layout: fixed }
table.runs td { padding: .25rem .75rem }
table.runs tr > :first-child { padding-left: .75rem }
table.runs samp { white-space: pre-wrap }
.moment { display: inline-block; min-width: 3.6rem; margin-right: .4rem; color: var(--quiet); text-align: right }
tr.differs td { background: var(--bad-soft) }
tr.differs .moment, tr.differs .quiet, tr.folded td { color: var(--ink) }
tr.differs.first td:first-child { box-shadow: inset 4px 0 var(--bad) }
.mark { float: right; margin-left: .5rem; color: var(--bad); font-size: .85rem }
.lanes .rows { display: grid; grid-template-columns: minmax(0, max-content) minmax(0, 1fr); column-gap: 1rem; align-items: center }
.lanes .name { max-width: 14rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: .88rem }
.lanes figcaption { display: flex; flex-wrap: wrap; gap: 0 1.2rem }
.sign { display: inline-flex; align-items: center; gap: .4rem }
.lanes line { stroke-width: 1 }
.lanes .grid { stroke: var(--rule) }
.lanes .settled { stroke: var(--quiet); stroke-dasharray: 3 3 }
.lanes .waiting, .sign .waiting { stroke: var(--wait); stroke-width: 3 }
.lanes .overdue, .sign .overdue { stroke: var(--wrong); stroke-width: 9; stroke-dasharray: 2 3 }
.lanes .fails, .sign .fails { fill: var(--bad); font-size: 1.1rem; font-weight: 700 }
.lanes .endless, .sign .endless { stroke: var(--ink); stroke-width: 3; stroke-dasharray: 4 4 }
.lanes .held, .sign .held { fill: var(--held); stroke: var(--card); stroke-width: 1 }
.lanes .runs, .sign .runs { fill: var(--ink); stroke: var(--card); stroke-width: 1.5 }
.axis .start { text-anchor: start } .axis .end { text-anchor: end }

pre.code { margin: .5rem 0; padding: .6rem 0; border: 1px solid var(--rule); border-radius: 8px; background: var(--paper); font-size: .95rem; line-height: 1.5; white-space: pre-wrap; overflow: clip }
.code span, .code mark { position: relative; display: block; padding: 0 1rem 0 3.6rem; background: none; color: inherit }
.code span::before, .code mark::before { content: attr(data-line); position: absolute; left: 0; width: 2.9rem; text-align: right; color: var(--quiet) }
.code mark { background: var(--warn-soft); box-shadow: inset 4px 0 var(--warn) }
.code mark::before { color: var(--ink); font-weight: 700 }
.code :target { outline: 2px solid var(--accent); outline-offset: -2px }
.code .gap { color: var(--quiet); font-style: italic }

@media (max-width: 36rem) {
  body { font-size: .95rem }
  th, td { padding: .45rem .4rem }
  .misconceptions > li, .facts div { grid-template-columns: 1fr; gap: 0 }
  .facts div { padding: .35rem 0 }
  .moment { display: block; min-width: 0; text-align: left }
  .lanes .rows { grid-template-columns: minmax(0, 1fr) }
  .lanes .name { max-width: none }
  .code span, .code mark { padding-left: 3rem }
  .code span::before, .code mark::before { width: 2.4rem }
  table.runs tr > *, table.runs tr > :first-child { padding: .3rem .4rem }
  .inline > :last-child { flex-basis: auto }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto } }
@media (forced-colors: active) {
  .bar { border: 1px solid CanvasText } .bar span { background: CanvasText; forced-color-adjust: none }
  .badge, .finding.first, .note { border: 1px solid CanvasText }
  svg text, .histogram .column, .lanes .held, .lanes .runs { fill: CanvasText }
  svg line { stroke: CanvasText }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --accent: #000; --good: #000; --bad: #000; --good-soft: #eee; --bad-soft: #eee; --warn-soft: #eee; --quiet-soft: #eee }
  html { font-size: 10pt }
  body { max-width: none; padding: 0; font-size: 1rem }
  nav, .skip { display: none }
  h2, h3, h4 { break-after: avoid }
  tr, .finding, figure, .misconceptions > li { break-inside: avoid }
  details::details-content { content-visibility: visible; block-size: auto }
}
`
