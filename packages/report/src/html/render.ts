import type { Report } from '../document.ts'
import { countsLine } from '../format/findings.ts'
import { lookOf, verdictWord } from '../format/status.ts'
import { serializeReport } from '../serialize.ts'
import { type Html, html, nothing, scriptJson, trusted } from './escape.ts'
import { figuresSection } from './figures.ts'
import { findingsSection } from './findings.ts'
import { provenanceSection } from './provenance.ts'
import { SCRIPT } from './script.ts'
import { sha256Base64 } from './sha256.ts'
import { STYLE } from './style.ts'

/**
 * The whole report as one HTML file that loads nothing: style, script, figures and the report's own JSON are inside, and
 * a content security policy forbids everything else, so that even a text that escaped its escaping could neither run nor
 * call out. Without scripts it can be read, filtered by status and printed; the script adds sorting, search and folding.
 *
 * @throws {ReportError} `wrong-schema` if the report is not one.
 */
export function renderHtml(report: Report): string {
  // First of all, so that a report that is none is refused here and not by whichever figure meets it.
  const json = serializeReport(report)
  const { verdict, headline, subject } = report
  const name = subject.version === undefined ? subject.model : `${subject.model} ${subject.version}`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${verdictWord(verdict)}: ${name}, ${report.kind} report</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#rules">Skip to the rules</a>
<header class="verdict ${verdict}"><div class="measure">
<p class="kind">${report.kind} report</p>
<h1><span class="word"><span class="mark" aria-hidden="true">${lookOf(verdict).glyph}</span>${verdictWord(verdict)}</span> <span class="headline">${headline}</span></h1>
<p class="subject"><b>${name}</b>${against(report)} <span class="counts">${countsLine(report.findings)}</span></p>
</div></header>
<main class="measure">
${nextSection(report)}
${factsSection(report)}
${findingsSection(report)}
${figuresSection(report.charts)}
${provenanceSection(report)}
${dataSection(report)}
</main>
<script type="application/json" id="report">${scriptJson(json)}</script>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`.markup
}

/** `img-src data:` is for the empty icon, without which a browser asks the server for one. */
function contentSecurityPolicy(): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${sha256Base64(STYLE)}'`,
    `script-src 'sha256-${sha256Base64(SCRIPT)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

function against({ subject: { baseline } }: Report): Html {
  if (baseline === undefined) return nothing
  return html` against <b>${baseline.name}${baseline.version !== undefined && ` ${baseline.version}`}</b>`
}

function nextSection({ next }: Report): Html {
  if (next.length === 0) return nothing
  return html`<section class="next" aria-labelledby="next"><h2 id="next">What to do next</h2><ol>${next.map((step) => html`<li>${step}</li>`)}</ol></section>`
}

function factsSection({ facts }: Report): Html {
  if (facts.length === 0) return nothing
  return html`<section aria-labelledby="facts"><h2 id="facts">At a glance</h2><dl class="facts">${facts.map(
    ({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl></section>`
}

function dataSection({ kind, subject }: Report): Html {
  const file = `${kind}-${subject.model}.json`.replace(/[^\w.-]+/g, '-')
  return html`<section aria-labelledby="data"><h2 id="data">Data</h2>
<p>Everything on this page is drawn from one JSON document, which it carries.</p>
<p id="data-actions" data-file="${file}"><noscript>It is in the page's source, in the element with the id “report”.</noscript></p></section>`
}
