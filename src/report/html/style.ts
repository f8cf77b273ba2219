/** The page's style sheet: light and dark, narrow screens, paper. No line begins like a command to a CI log. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#f7f7f5;--card:#fff;--fg:#1d2125;--muted:#59616a;--line:#d9dde2;--accent:#0a5aa8;--bad:#b3261e;--bad-bg:#fdeceb;--warn:#865300;--warn-bg:#fff4dd;--note:#2b5c8f;--note-bg:#e9f1fa;--good:#1c6b3c;--good-bg:#e7f5ec;--gap:#6a4a9c;--gap-bg:#f1ebfa;--mark:#ffe08a;--mark-fg:#1d2125}
@media (prefers-color-scheme:dark){:root{--bg:#14171a;--card:#1c2024;--fg:#e4e7ea;--muted:#a3abb4;--line:#343a41;--accent:#79b8ff;--bad:#ff8f87;--bad-bg:#3a1c1b;--warn:#f2b84b;--warn-bg:#362a12;--note:#8fc0f2;--note-bg:#182a3c;--good:#7fd6a0;--good-bg:#15301f;--gap:#c3a6f0;--gap-bg:#2a2038;--mark:#6b5310;--mark-fg:#fff3cf}}
*{box-sizing:border-box}
html{scroll-padding-top:3.5rem}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
code,pre,kbd{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
a{color:var(--accent)}
a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:3}
.verdict>*{max-width:70rem;margin-inline:auto}
main,nav ul{max-width:72rem;margin-inline:auto}
main{padding:0 1rem 4rem}
.verdict{padding:2rem 1rem 1.5rem;border-top:6px solid var(--muted);background:var(--card);border-bottom:1px solid var(--line)}
.verdict .tool{color:var(--muted);margin:0 auto;font-size:.875rem}
.verdict h1{margin:.2rem auto .8rem;font-size:clamp(1.3rem,4vw,2rem);line-height:1.2}
.verdict .word{font-size:1.75rem;font-weight:700;margin:0 auto .2rem;line-height:1.2}
.verdict p{margin-block:.2rem}
.verdict.pass{border-top-color:var(--good)}
.verdict.pass .word{color:var(--good)}
.verdict.fail{border-top-color:var(--bad)}
.verdict.fail .word{color:var(--bad)}
.verdict.incomplete{border-top-color:var(--gap)}
.verdict.incomplete .word{color:var(--gap)}
.counts{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;padding:0;margin-block:1rem 0}
.counts a{display:block;border:1px solid var(--line);border-radius:.5rem;padding:.4rem .9rem;text-decoration:none;color:var(--fg);background:var(--bg)}
.counts a:hover{border-color:var(--accent)}
.counts b{font-size:1.25rem}
nav{position:sticky;top:0;z-index:2;background:var(--card);border-bottom:1px solid var(--line)}
nav ul{list-style:none;display:flex;gap:1.1rem;margin-block:0;padding:.6rem 1rem;overflow-x:auto;white-space:nowrap}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
section{margin-top:2.5rem;content-visibility:auto;contain-intrinsic-size:auto 50rem}
.card{content-visibility:auto;contain-intrinsic-size:auto 14rem}
h2{font-size:1.35rem;margin:0 0 .75rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:0 0 .35rem;line-height:1.45}
.card{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--muted);border-radius:.5rem;padding:.9rem 1.1rem;margin:0 0 .8rem}
.card.error{border-left-color:var(--bad)}
.card.warning{border-left-color:var(--warn)}
.card.note{border-left-color:var(--note)}
.card.gap{border-left-color:var(--gap)}
.card.waived,.card.baseline{border-left-color:var(--line)}
.card:target,tr:target,li:target{outline:3px solid var(--accent);outline-offset:-1px}
.card>:last-child{margin-bottom:0}
.meta{color:var(--muted);font-size:.875rem;margin:.2rem 0}
.help{margin:.4rem 0}
.level,.result,.state{font-size:.8rem;font-weight:600;border-radius:.3rem;padding:.1rem .45rem;white-space:nowrap}
.level.error,.result.found{color:var(--bad);background:var(--bad-bg)}
.level.warning{color:var(--warn);background:var(--warn-bg)}
.level.note{color:var(--note);background:var(--note-bg)}
.result.passed{color:var(--good);background:var(--good-bg)}
.result.not-checked{color:var(--gap);background:var(--gap-bg)}
.result.not-run,.state{color:var(--muted);border:1px solid var(--line)}
pre{background:var(--bg);border:1px solid var(--line);border-radius:.35rem;padding:.5rem .75rem;margin:.5rem 0;overflow-x:auto;white-space:pre-wrap;tab-size:4}
.line-number{color:var(--muted);user-select:none;padding-right:1em}
mark{background:var(--mark);color:var(--mark-fg);border-radius:.15rem}
.path{display:flex;flex-wrap:wrap;gap:.2rem .8rem;list-style:none;padding:0;margin:.2rem 0;font-size:.9rem}
.path li+li{position:relative;padding-left:1.2rem}
.path li+li:before{content:"→";position:absolute;left:0;color:var(--muted)}
details{margin:.35rem 0}
summary{cursor:pointer}
summary:hover{color:var(--accent)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.5rem;background:var(--card)}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .7rem;border-bottom:1px solid var(--line)}
tbody tr:last-child td{border-bottom:0}
th{background:var(--bg);font-weight:600;white-space:nowrap}
th button{all:unset;cursor:pointer;font:inherit}
th button:after{content:" ↕";color:var(--muted)}
th[aria-sort=ascending] button:after{content:" ↑"}
th[aria-sort=descending] button:after{content:" ↓"}
.number{text-align:right;font-variant-numeric:tabular-nums}
td{min-width:4.5rem}
td:first-child{min-width:12rem}
#modules-table td:first-child{min-width:19rem}
h2[tabindex]:focus-visible{outline:0}
.columns p{margin:.2rem 0}
td p{margin:.3rem 0;max-width:45rem}
td details{margin:0}
.bars{margin:0 0 1rem;max-width:38rem}
.bars td:first-child{min-width:6rem}
.bars svg{display:block;margin-top:.3rem;max-width:100%}
.bars rect{fill:var(--accent)}
.search input{font:inherit;padding:.35rem .6rem;border:1px solid var(--muted);border-radius:.35rem;background:var(--card);color:var(--fg);width:min(22rem,100%)}
.search span{color:var(--muted);font-size:.875rem}
.posture{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(21rem,100%),1fr));gap:.35rem 1rem}
.license{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.5rem .9rem}
.notice{border-left:4px solid var(--warn);padding:.3rem .8rem;background:var(--warn-bg)}
dl{margin:0;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
dl>div{display:grid;grid-template-columns:13rem 1fr;gap:.5rem;padding:.45rem .9rem;border-bottom:1px solid var(--line)}
dl>div:last-child{border-bottom:0}
dt{color:var(--muted)}
dd{margin:0;min-width:0}
dd ul{margin:0;padding-left:1.1rem}
dd pre{margin:0}
button{font:inherit;padding:.4rem .9rem;border:1px solid var(--muted);border-radius:.35rem;background:var(--card);color:var(--fg);cursor:pointer}
button:hover{border-color:var(--accent)}
canvas{display:block;width:100%;height:min(32rem,70vh);background:var(--card);border:1px solid var(--line);border-radius:.5rem;cursor:grab;touch-action:none}
.needs-script{display:none}
.js .needs-script{display:block}
.js .needs-script[hidden]{display:none}
.columns{display:grid;grid-template-columns:1fr 1.2fr 1fr;gap:1rem}
.columns>div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;min-width:0}
.columns ul{padding-left:1.1rem;margin:.2rem 0;max-height:24rem;overflow:auto}
footer{color:var(--muted);font-size:.875rem;text-align:center;padding:1.5rem 1rem}
@media (max-width:45rem){body{font-size:15px}.columns{grid-template-columns:1fr}dl>div{grid-template-columns:1fr;gap:0}.verdict{padding-top:1.2rem}.card{padding:.7rem .8rem}#modules-table td:first-child{min-width:13rem}}
@media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--fg:#000;--muted:#444;--line:#bbb;--accent:#000;--bad:#8f1d17;--bad-bg:#fff;--warn:#5e3a00;--warn-bg:#fff;--note:#1d4670;--note-bg:#fff;--good:#0f4a26;--good-bg:#fff;--gap:#46307a;--gap-bg:#fff;--mark:#e6e6e6;--mark-fg:#000}
@page{margin:16mm}
section,.card{content-visibility:visible}
nav,.skip,.search,#map,#module-page,#downloads,th button:after{display:none!important}
.verdict{border-bottom:0;min-height:60vh}
#findings,#rules,#modules,#licenses{break-before:page}
.card,tr,.license li{break-inside:avoid}
.scroll{overflow:visible;border:0}
details::details-content{content-visibility:visible;display:block}
.bars rect{fill:#444}
body{font-size:10.5pt}table{font-size:9pt}}
`;
