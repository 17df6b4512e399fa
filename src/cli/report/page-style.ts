/** The look of the page, light and dark as the reader's system is. Colours that people who see few colours tell apart (Okabe and Ito). */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: #f6f5f1; --card: #ffffff; --ink: #1d2126; --soft: #5d6570; --line: #dedcd4; --accent: #0b6e99;
  --upheld: #d55e00; --overturned: #cc79a7; --dismissed: #0072b2; --gone: #b3b0a6; --waiting: #e3c565; --labelled: #009e73; --unlabelled: #c9d8d2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --card: #1d2125; --ink: #e8e6e1; --soft: #a0a6ad; --line: #353a40; --accent: #5cc0ea;
    --upheld: #f0833a; --overturned: #df9cc0; --dismissed: #4aa3dc; --gone: #6d6f70; --waiting: #c9a93f; --labelled: #2fc296; --unlabelled: #3a4b45;
  }
}
* { box-sizing: border-box; } :lang(ko) { word-break: keep-all; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; letter-spacing: -.01em; }
h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
p { margin: 0 0 .5rem; }
.soft { color: var(--soft); font-size: .9rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 1rem; margin: 1.75rem 0 1rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.1rem 1.25rem; }
section.card { margin-top: 1rem; } .tiles section.card { margin: 0; }
.tile h2 { font-size: .9rem; font-weight: 600; color: var(--soft); margin: 0; }
.tile .big { font-size: 2rem; font-weight: 650; letter-spacing: -.02em; line-height: 1.25; margin: 0; font-variant-numeric: tabular-nums; }
.tile .none { font-size: 1.05rem; font-weight: 500; color: var(--soft); padding: .45rem 0; margin: 0; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
.strip { margin: .35rem 0 .5rem; }
.rule { stroke: var(--line); } .track { fill: var(--line); } .range { fill: var(--accent); opacity: .45; } .dot { fill: var(--accent); stroke: var(--card); stroke-width: 2; }
.upheld { fill: var(--upheld); } .overturned { fill: var(--overturned); } .dismissed { fill: var(--dismissed); } .gone { fill: var(--gone); } .waiting { fill: var(--waiting); }
.labelled { fill: var(--labelled); } .unlabelled { fill: var(--unlabelled); } .harmful { fill: var(--upheld); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; list-style: none; margin: 0 0 .75rem; padding: 0; font-size: .875rem; }
.legend svg { display: inline-block; width: .75rem; height: .75rem; margin-right: .4rem; vertical-align: -.05rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
thead th { color: var(--soft); font-weight: 500; font-size: .8rem; }
tbody th { font-weight: 550; min-width: 7.5rem; max-width: 16rem; overflow-wrap: break-word; }
tbody tr:last-child > * { border-bottom: 0; }
.number { text-align: right; white-space: nowrap; } .said { white-space: nowrap; }
.chart { min-width: 9rem; width: 15rem; } .chart + td { width: auto; } .days { min-width: 34rem; }
details { margin-top: .75rem; } summary { cursor: pointer; color: var(--accent); font-size: .9rem; }
@media print { body { background: none; } .card { break-inside: avoid; } }
`;
