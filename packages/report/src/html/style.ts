/**
 * The page's one style sheet. Colours are custom properties, once for light and once for dark, every text colour at
 * least 4.5:1 on its ground (WCAG 2.2 AA; measured in a browser by test/real/report-browser.test.ts). A status is
 * always a glyph and a word beside its colour. Widths are in `ch` and `%`: one layout from a phone to paper.
 */
export const STYLE = `
:root{color-scheme:light dark;
--ground:#fff;--surface:#f5f6f8;--ink:#17202b;--muted:#566170;--hair:#dde2e8;--accent:#1a5fb4;
--pass:#196c3e;--warn:#8a5a00;--fail:#b3261e;--error:#b3261e;--incomparable:#7b3a93;--inconclusive:#5646ab;--waived:#3f5d76;
--band-pass:#1b6b40;--band-warn:#8a5a00;--band-fail:#a8221b;
--s1:#7b8896;--s2:#1f6fd0;--s3:#c2571a;--s4:#2e8b57;--s5:#8e44ad;--s6:#a0781a;
--serif:Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4","Source Serif Pro","Noto Serif",Cambria,Georgia,serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif;
--mono:ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{
--ground:#11161c;--surface:#1a2129;--ink:#e4e9ef;--muted:#9aa6b4;--hair:#2c3640;--accent:#82b4f7;
--pass:#70cf98;--warn:#e5b454;--fail:#ff8f85;--error:#ff8f85;--incomparable:#dba6f3;--inconclusive:#b8abf8;--waived:#9db9d2;
--band-pass:#17583a;--band-warn:#6e4800;--band-fail:#8c1d17;
--s1:#93a3b5;--s2:#6aa9ff;--s3:#f0925a;--s4:#6ccf9a;--s5:#cf9af0;--s6:#dcb65c}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 var(--sans);overflow-wrap:anywhere}
.measure{max-width:70rem;margin:0 auto;padding:0 clamp(1rem,4vw,3rem)}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--ground);color:var(--ink);padding:.5rem 1rem;z-index:1}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.muted,small{color:var(--muted)}
a{color:var(--accent)}
code{font:.86em var(--mono);overflow-wrap:anywhere}
header.verdict{color:#fff;padding:clamp(1.4rem,4vw,2.6rem) 0}
header.pass{background:var(--band-pass)}header.warn{background:var(--band-warn)}header.fail{background:var(--band-fail)}
header :focus-visible{outline-color:#fff}
.kind{margin:0;font-size:.8rem;letter-spacing:.14em;text-transform:uppercase}
h1{margin:.1em 0 .35em;font-weight:400}
.word{display:flex;align-items:center;gap:.22em;font:800 clamp(3.2rem,11vw,6rem)/1.02 var(--sans);letter-spacing:-.035em}
.word .mark{font-size:.72em;font-weight:700}
.headline{display:block;max-width:46ch;font:400 clamp(1.2rem,2.6vw,1.65rem)/1.35 var(--serif);margin-top:.5em;text-wrap:balance}
.subject{margin:.2em 0 0}
.counts{display:block}
h2{font:600 1.5rem/1.25 var(--serif);margin:0 0 1rem;letter-spacing:-.005em}
section{margin:2.8rem 0}
.next{border-left:4px solid var(--accent);background:var(--surface);padding:1.1rem 1.4rem;margin-top:2.2rem}
.next h2{font-size:1.15rem;margin:0 0 .4rem}
.next ol{margin:0;padding-left:1.3rem}
.next li{margin:.25rem 0;max-width:80ch}
dl,dd{margin:0}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(11.5rem,42%),1fr));gap:1.1rem 2rem}
.facts div{border-top:1px solid var(--hair);padding-top:.5rem}
dt{color:var(--muted);font-size:.82rem}
.facts dd{font-size:1.08rem;font-variant-numeric:tabular-nums}
.provenance div{display:grid;grid-template-columns:minmax(7rem,11rem) minmax(0,1fr);gap:1rem;padding:.35rem 0;border-top:1px solid var(--hair)}
.tally{display:block;border-radius:4px;overflow:hidden}
.tally rect{stroke:var(--ground);stroke-width:1.5}
.filters{display:flex;flex-wrap:wrap;gap:.5rem;border:0;margin:.9rem 0 .3rem;padding:0;align-items:center}
.chip{display:inline-flex;align-items:center;gap:.4rem;border:1px solid var(--hair);border-radius:99px;padding:.2rem .8rem .2rem .6rem;font-size:.88rem;cursor:pointer}
.chip input{margin:0;accent-color:currentColor}
input[type=search]{font:inherit;font-size:.88rem;color:var(--ink);background:var(--ground);border:1px solid var(--muted);border-radius:99px;padding:.25rem .9rem;width:14rem;max-width:50%}
.rules-head{display:flex;align-items:baseline;justify-content:space-between;gap:1rem}
#shown{min-height:1.4em;margin:.2rem 0;font-size:.85rem}
.pass{--c:var(--pass)}.warn{--c:var(--warn)}.fail{--c:var(--fail)}.error{--c:var(--error)}
.incomparable{--c:var(--incomparable)}.inconclusive{--c:var(--inconclusive)}.waived{--c:var(--waived)}
.chip,.badge,.state,.events .mark{color:var(--c)}
.badge{display:inline-block;font-weight:600;font-size:.86rem;white-space:nowrap}
.tally rect{fill:var(--c)}
.scroll{overflow-x:auto;position:relative}
table{border-collapse:collapse;width:100%;font-size:.92rem;overflow-wrap:break-word}
th,td{text-align:left;vertical-align:top;padding:.6rem .9rem .6rem 0;font-weight:400}
th:last-child,td:last-child{padding-right:0}
thead th{border-bottom:2px solid var(--ink);color:var(--muted);font-size:.82rem;vertical-align:bottom;white-space:nowrap}
.number,td.number{text-align:right;font-variant-numeric:tabular-nums}
td.number{white-space:nowrap}
td small,th small{display:block;font-size:.8rem;font-weight:400}
.finding{border-bottom:1px solid var(--hair)}
.findings td[data-label=Required]{min-width:7rem;max-width:11rem}
.finding th{width:44%;min-width:16rem}
.way{color:var(--muted);font-size:.7em;vertical-align:.15em}
.slice{display:block;margin-top:.1rem}
.reason{display:block;color:var(--muted);font-size:.88rem;line-height:1.45;margin-top:.15rem}
button{font:inherit;color:inherit;background:none;border:0;padding:0;text-align:inherit;cursor:pointer}
.sort{white-space:nowrap}
.sort::after{content:"\\2195";margin-left:.3em;opacity:.7}
[aria-sort=ascending] .sort::after{content:"\\2191";opacity:1}
[aria-sort=descending] .sort::after{content:"\\2193";opacity:1}
.fold{font-weight:600;position:relative;padding-left:1.1em}
.fold::before{content:"";position:absolute;left:.1em;top:.5em;border:.3em solid transparent;border-left-color:var(--muted)}
.fold[aria-expanded=true]::before{transform:translateY(.15em) rotate(90deg);transform-origin:.2em .3em}
.fold:hover{text-decoration:underline}
.title{font-weight:600}
.finding:has(.fold) :is(.reason,.slice){padding-left:1.1rem}
.more td{padding:0 0 1rem}
.more dl{background:var(--surface);padding:.9rem 1.2rem;display:grid;gap:.4rem}
.more dl div{display:grid;grid-template-columns:8rem minmax(0,1fr);gap:1rem;max-width:95ch}
[hidden]{display:none!important}
main:has(#show-pass:not(:checked)) [data-status=pass],main:has(#show-warn:not(:checked)) [data-status=warn],
main:has(#show-fail:not(:checked)) [data-status=fail],main:has(#show-error:not(:checked)) [data-status=error],
main:has(#show-incomparable:not(:checked)) [data-status=incomparable],
main:has(#show-inconclusive:not(:checked)) [data-status=inconclusive],
main:has(#show-waived:not(:checked)) [data-status=waived]{display:none}
.figures{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:3rem 3.5rem}
figure{margin:0;min-width:0}
.wide{grid-column:1/-1}
figcaption{margin-bottom:1rem;max-width:80ch;font-family:var(--serif);line-height:1.4}
figcaption .muted{display:block;font-size:.92rem}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;margin:0 0 .6rem;padding:0;font-size:.85rem}
.legend svg{vertical-align:-1px;margin-right:.2rem}
svg{overflow:visible;display:inline-block}
.plot{padding:.5rem .8rem 1.8rem 3.4rem}
.plot>svg{display:block}
.axis-name{margin:0;font-size:.78rem;color:var(--muted)}
.axis-name.x{text-align:right;margin-top:-.2rem}
.tick{fill:var(--muted);font:11.5px var(--sans);font-variant-numeric:tabular-nums}
.grid{stroke:var(--hair);stroke-width:1}
.axis{stroke:var(--muted);stroke-width:1}
.reference{stroke:var(--muted);stroke-width:1.2;stroke-dasharray:4 4}
.reference-label{font-style:italic;paint-order:stroke;stroke:var(--ground);stroke-width:4px;stroke-linejoin:round}
.line{fill:none;stroke:var(--k);stroke-width:2.2;stroke-linejoin:round}
.block{fill:var(--k)}
.band{fill:var(--s3);opacity:.16}
.s1{--k:var(--s1)}.s2{--k:var(--s2)}.s3{--k:var(--s3)}.s4{--k:var(--s4)}.s5{--k:var(--s5)}.s6{--k:var(--s6)}
.line.s1{stroke-dasharray:7 4}.line.s3{stroke-dasharray:2 3}.line.s4{stroke-dasharray:9 3 2 3}.line.s5{stroke-dasharray:12 4}.line.s6{stroke-dasharray:4 2}
.intervals th[scope=row]{min-width:7rem;max-width:18rem;overflow-wrap:anywhere}
.intervals td,.intervals tbody th{padding-top:.25rem;padding-bottom:.25rem;vertical-align:middle;line-height:1.3}
.intervals thead th.strip{padding-bottom:0}
.intervals .strip{width:54%;padding-left:.9rem;padding-right:1.8rem}
.intervals .strip svg{display:block}
.intervals tbody tr{border-bottom:1px solid var(--hair)}
.intervals tfoot td{padding-top:0}
.intervals .state{font-size:.86rem;white-space:nowrap}
.interval{stroke:var(--c);stroke-width:1.8}
.dot{fill:var(--c);stroke:var(--ground);stroke-width:1}
.flags-1 .plot{padding-top:1.7rem}.flags-2 .plot{padding-top:2.9rem}.flags-3 .plot{padding-top:4.1rem}
.flag line{stroke:var(--c);stroke-width:1.2;opacity:.75}
.flag circle{fill:var(--c)}
.flag text{fill:var(--ground);font:700 10.5px var(--sans)}
.events{margin:.4rem 0 0;padding-left:1.6rem;font-size:.9rem}
.events li{margin:.15rem 0}
.events time{font-variant-numeric:tabular-nums;color:var(--muted);margin-right:.5rem}
.numbers{margin-top:.6rem;font-size:.88rem}
.numbers summary{cursor:pointer;color:var(--muted);width:max-content}
.numbers .scroll{max-height:22rem;overflow:auto}
.numbers th,.numbers td{padding:.25rem .9rem .25rem 0;font-variant-numeric:tabular-nums}
.matrix{width:auto;font-variant-numeric:tabular-nums}
.matrix th,.matrix td{padding:.7rem 1.1rem;text-align:right}
.matrix .corner,.matrix th[scope=row]{text-align:left;padding-left:0}
.matrix td{border:2px solid var(--ground)}
.matrix .diagonal{font-weight:700}
.q0{background:var(--surface)}
.q1{background:color-mix(in srgb,var(--s2) 8%,var(--surface))}.q2{background:color-mix(in srgb,var(--s2) 13%,var(--surface))}
.q3{background:color-mix(in srgb,var(--s2) 18%,var(--surface))}.q4{background:color-mix(in srgb,var(--s2) 23%,var(--surface))}
.q5{background:color-mix(in srgb,var(--s2) 28%,var(--surface))}
.matrix td small{color:inherit}
#data-actions button{border:1px solid var(--muted);border-radius:6px;padding:.4rem 1rem;margin-right:.4rem}
#data-actions button:hover{background:var(--surface)}
@media (max-width:56rem){.figures{grid-template-columns:minmax(0,1fr)}}
@media (max-width:44rem){
.findings thead{display:none}
.findings tr{display:block}
.findings tr.more{display:block}
.findings td,.findings th,.findings td[data-label]{display:block;padding:.1rem 0;width:auto;min-width:0;max-width:none}
.finding{display:block;padding:.7rem 0}
.findings td.number,.findings td[data-label]{text-align:left;white-space:normal}
.findings td[data-label]:not(:empty)::before{content:attr(data-label) ": ";color:var(--muted);font-size:.82rem}
.findings td small{display:inline;margin-left:.5rem}
.more dl div{grid-template-columns:minmax(0,1fr);gap:0}
.intervals,.intervals tbody,.intervals thead,.intervals tfoot{display:block}
.intervals tr{display:grid;grid-template-columns:minmax(0,1fr) auto;column-gap:1rem;padding:.3rem 0}
.intervals thead th:not(.strip),.intervals tfoot td:not(.strip){display:none}
.intervals .strip{grid-column:1/-1;width:auto;order:3;padding:0 .8rem}
.intervals .number{order:1;white-space:normal}
.intervals .state{order:2;display:none}
.intervals th[scope=row]{max-width:none}
.provenance div{grid-template-columns:minmax(0,1fr);gap:0}
.minor{display:none}}
@media print{
:root{--ground:#fff;--surface:#f5f6f8;--ink:#000;--muted:#444;--hair:#ccc}
html{font-size:8.5pt}
.finding .reason{display:none}
.scroll{overflow:visible}
.finding th{min-width:0}
th,td{padding-right:.5rem}
.sort::after,.fold::before,#search{display:none}
.fold,.finding:has(.fold) :is(.reason,.slice){padding-left:0}
.more dl{gap:.1rem;padding:.4rem .8rem}
header.verdict{color:#000;background:none!important;border-bottom:3pt solid}
.filters,.skip,#shown,#data-actions{display:none}
.more[hidden]{display:table-row!important}
figure,.finding,.next{break-inside:avoid}
h2{break-after:avoid}}
`
