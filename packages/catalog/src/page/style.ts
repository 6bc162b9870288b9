/**
 * The page's one style sheet; colours once for light and once for dark, at least 4.5:1 for text (WCAG 2.2 AA). No inline
 * styles anywhere: the content security policy allows this sheet by its hash and nothing else.
 */
export const STYLE = `
:root{color-scheme:light dark;
--ground:#fbfbf9;--card:#fff;--ink:#1b2430;--muted:#596473;--hair:#e0e3e8;--accent:#1a5fb4;--good:#196c3e;--warn:#8a5a00;--bad:#b3261e;
--band:#16324f;--v0:#2b6cb0;--v1:#b4531b;--v2:#2e7d57;--v3:#7b3fa0;--v4:#8a6d0b;--v5:#a3325e;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif;
--serif:Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4","Noto Serif",Cambria,Georgia,serif;
--mono:ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{
--ground:#10151b;--card:#171e26;--ink:#e5eaf0;--muted:#9ba7b5;--hair:#2b3541;--accent:#82b4f7;--good:#70cf98;--warn:#e5b454;--bad:#ff8f85;
--band:#0f2438;--v0:#3572b5;--v1:#b05a25;--v2:#2f7d57;--v3:#8b4fb5;--v4:#85690f;--v5:#b0446d}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 var(--sans);overflow-wrap:anywhere}
.measure{max-width:76rem;margin:0 auto;padding:0 clamp(1rem,4vw,3rem)}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:1}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
a{color:var(--accent)}
.page{background:var(--band);color:#fff;padding:clamp(1.6rem,4vw,2.8rem) 0 clamp(1.4rem,3vw,2.2rem)}
.page h1{font:400 clamp(2rem,5vw,3rem)/1.15 var(--serif);margin:0;letter-spacing:-.01em}
.page p{margin:.45rem 0 0;color:#c9d6e4;max-width:80ch}
.page code{color:#fff}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;padding:0;margin:1.1rem 0 0}
nav a{display:inline-block;border:1px solid #5f7c98;border-radius:99px;padding:.15rem .85rem;color:#fff;text-decoration:none;font-size:.9rem}
nav a:hover{background:#ffffff1f}
.model{margin:3rem 0 4rem}
.model>h2{font:600 1.75rem/1.2 var(--serif);margin:0;letter-spacing:-.01em}
.sub{color:var(--muted);margin:.2rem 0 1.3rem}
h3{font-size:.82rem;letter-spacing:.09em;text-transform:uppercase;color:var(--muted);margin:2.1rem 0 .7rem}
.stages{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:1rem;list-style:none;margin:0;padding:0}
.stages li{background:var(--card);border:1px solid var(--hair);border-top:4px solid var(--muted);border-radius:8px;padding:.8rem 1.05rem .9rem}
.stages .name{font-size:.82rem;letter-spacing:.07em;text-transform:uppercase;color:var(--muted)}
.stages .held{display:block;font:600 1.85rem/1.2 var(--serif);margin:.1rem 0 .15rem}
.stages .by{display:block;font-size:.88rem;color:var(--muted)}
.h0{border-top-color:var(--v0)!important}.h1{border-top-color:var(--v1)!important}.h2{border-top-color:var(--v2)!important}.h3{border-top-color:var(--v3)!important}.h4{border-top-color:var(--v4)!important}.h5{border-top-color:var(--v5)!important}
.figure{background:var(--card);border:1px solid var(--hair);border-radius:8px;padding:1rem;overflow-x:auto;margin:0}
.figure svg{display:block;width:100%;min-width:38rem;height:auto}
svg text{font-family:var(--sans);fill:var(--ink)}
svg .muted{fill:var(--muted)}svg .on{fill:#fff;font-weight:600}
svg .lane{fill:none;stroke:var(--hair)}svg .grid{stroke:var(--hair)}
svg .c0{fill:var(--v0)}svg .c1{fill:var(--v1)}svg .c2{fill:var(--v2)}svg .c3{fill:var(--v3)}svg .c4{fill:var(--v4)}svg .c5{fill:var(--v5)}
svg .node{fill:var(--ground);stroke:var(--hair);stroke-width:1.2}
svg .centre{stroke-width:2.5}
svg .s0{stroke:var(--v0)}svg .s1{stroke:var(--v1)}svg .s2{stroke:var(--v2)}svg .s3{stroke:var(--v3)}svg .s4{stroke:var(--v4)}svg .s5{stroke:var(--v5)}
svg .edge{fill:none;stroke:var(--muted);stroke-width:1.3;opacity:.65}
svg .good{fill:var(--good)}svg .warning{fill:var(--warn)}svg .bad{fill:var(--bad)}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--hair);border-radius:8px}
table{border-collapse:collapse;width:100%;min-width:58rem;font-size:.92rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;vertical-align:top;padding:.55rem .9rem;border-top:1px solid var(--hair)}
thead th{border-top:0;font-size:.78rem;letter-spacing:.06em;text-transform:uppercase;color:var(--muted);font-weight:600;white-space:nowrap}
tbody th{font:600 1.15rem/1.3 var(--serif);white-space:nowrap}
td.num{font-variant-numeric:tabular-nums}
code{font:.86em var(--mono)}
.tag{display:inline-block;border:1px solid currentColor;border-radius:99px;padding:0 .6rem;font-size:.8rem;font-weight:600;margin:0 .25rem .2rem 0;white-space:nowrap}
.tag.pass{color:var(--good)}.tag.warn{color:var(--warn)}.tag.fail{color:var(--bad)}.tag.stage{color:var(--accent)}
.muted{color:var(--muted)}
.pairs{margin:0;display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.1rem .8rem}
.pairs dt{color:var(--muted)}.pairs dd{margin:0;font-variant-numeric:tabular-nums}
details{background:var(--card);border:1px solid var(--hair);border-radius:8px;margin:.6rem 0}
summary{cursor:pointer;padding:.6rem 1rem;font-weight:600}
details>.inside{padding:0 1rem 1rem}
details h4{font-size:.8rem;letter-spacing:.06em;text-transform:uppercase;color:var(--muted);margin:1.1rem 0 .3rem}
ol.history{list-style:none;margin:0;padding:0 1rem 1rem}
ol.history li{display:grid;grid-template-columns:10rem minmax(0,1fr);gap:1rem;padding:.4rem 0;border-top:1px solid var(--hair)}
ol.history time{color:var(--muted);font-variant-numeric:tabular-nums;white-space:nowrap}
footer{color:var(--muted);font-size:.88rem;border-top:1px solid var(--hair);padding:1.4rem 0 2.4rem}
@media (max-width:40rem){ol.history li{grid-template-columns:1fr;gap:0}}
@media print{body{font-size:10pt}.page{background:none;color:#000;padding:0}.page p,.page code,.page h1{color:#000}nav{display:none}.model{break-before:page}.model:first-of-type{break-before:auto}details,.figure,.stages li,tr{break-inside:avoid}.scroll,.figure{overflow:visible}.figure svg{min-width:0}}
`
