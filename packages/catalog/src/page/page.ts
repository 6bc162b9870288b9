import { html, plural, sha256Base64, trusted } from '@mlops-actions/report'
import type { Catalog } from '../view/catalog.ts'
import { shortTime } from '../view/words.ts'
import { anchorOf, modelSection } from './model-section.ts'
import { STYLE } from './style.ts'

/**
 * A registry as one static page: no script, nothing loaded from anywhere, all text escaped, readable in light and dark,
 * on a phone and on paper. It can be put on any web space, GitHub Pages for one.
 *
 * @param now milliseconds since the epoch: when the page is made, and where its timelines end
 */
export function registryPage(catalog: Catalog, now: number): string {
  const { place, revision, models } = catalog
  const versions = models.reduce((sum, model) => sum + model.versions.length, 0)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Model registry: ${plural(models.length, 'model')}, ${plural(versions, 'version')}</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#models">Skip to the models</a>
<header class="page"><div class="measure">
<h1>Model registry</h1>
<p>${plural(models.length, 'model')}, ${plural(versions, 'version')} in ${place}</p>
<nav aria-label="Models"><ul>${models.map(({ state }) => html`<li><a href="#${anchorOf(state.model)}">${state.model}</a></li>`)}</ul></nav>
</div></header>
<main class="measure" id="models">
${models.length === 0 ? html`<p class="muted">Nothing is registered yet.</p>` : models.map((model) => modelSection(model, now))}
</main>
<footer><div class="measure">As of ${shortTime(new Date(now).toISOString())} UTC${revision !== null && html`, commit <code>${revision.slice(0, 12)}</code>`}. The registry's branch is the authority; this page is a view of it.</div></footer>
</body>
</html>
`.markup
}

/** `img-src data:` is for the empty icon, without which a browser asks the server for one. */
function contentSecurityPolicy(): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${sha256Base64(STYLE)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
