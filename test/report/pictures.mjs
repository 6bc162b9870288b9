/**
 * Draws docs/images/comment.png (the Markdown of a pull-request comment, parsed by cmark-gfm and set as GitHub sets it)
 * and docs/images/report.png (the HTML report), both of what the demo's gate said of the broken candidate.
 *
 *   npm run demo && MLOPS_REAL_CACHE=... node --conditions=source test/report/pictures.mjs
 *
 * Needs what test/real needs: `bash test/real/setup/apt.sh` (chromium, cmark-gfm) and `npm.sh` (playwright-core); and,
 * to look as committed, Debian's fonts-noto-core and fonts-noto-color-emoji; pngquant keeps the files small.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { parseReport, renderHtml, renderMarkdown } from '@mlops-actions/report'

const COMMENT_BYTES = 60_000
const judged = new URL('../../.mlops/demo/repository/reports/1-broken-candidate/report.json', import.meta.url)
const validation = parseReport(readFileSync(judged))
const images = new URL('../../docs/images/', import.meta.url).pathname

const githubStyle = `
body{margin:0;background:#fff;font:14px/1.5 "Segoe UI","Noto Sans",Helvetica,Arial,sans-serif;color:#1f2328}
.comment{width:880px;margin:20px;border:1px solid #d1d9e0;border-radius:6px}
.comment>header{background:#f6f8fa;border-bottom:1px solid #d1d9e0;padding:8px 16px;color:#59636e;border-radius:6px 6px 0 0}
header b{color:#1f2328}.badge{border:1px solid #d1d9e0;border-radius:2em;padding:0 7px;font-size:12px;margin-left:4px}
article{padding:16px}h3{font-size:1.25em;margin:0 0 16px;line-height:1.25}
table{border-collapse:collapse;display:block;width:max-content;max-width:100%;overflow:auto;margin:0 0 16px}
th,td{padding:6px 13px;border:1px solid #d1d9e0}th{font-weight:600}tr:nth-child(2n) td{background:#f6f8fa}
code{padding:.2em .4em;font:85% Menlo,"DejaVu Sans Mono",monospace;background:#818b981f;border-radius:6px;white-space:break-spaces}
p,ol{margin:0 0 16px}ol{padding-left:2em}a{color:#0969da}
sub{font-size:75%;line-height:0;vertical-align:baseline;position:relative;bottom:-.25em}`

function commentPage() {
  const markdown = renderMarkdown(validation, {
    budgetBytes: COMMENT_BYTES,
    surface: 'comment',
  })
  const options = ['--unsafe', ...['table', 'autolink', 'tagfilter'].flatMap((name) => ['-e', name])]
  const body = execFileSync('cmark-gfm', options, { input: markdown, encoding: 'utf8' })
  return `<!doctype html><meta charset="utf-8"><style>${githubStyle}</style><div class="comment">
<header><b>github-actions</b> <span class="badge">bot</span> commented 2 minutes ago</header><article>${body}</article></div>`
}

const require = createRequire(path.join(process.env.MLOPS_REAL_CACHE ?? '.', 'npm', 'package.json'))
const { chromium } = require('playwright-core')
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  mkdirSync(images, { recursive: true })
  const page = await browser.newPage({ viewport: { width: 920, height: 800 }, colorScheme: 'light' })
  await page.setContent(commentPage())
  await page.screenshot({ path: path.join(images, 'comment.png'), fullPage: true })

  await page.setViewportSize({ width: 1100, height: 900 })
  await page.setContent(renderHtml(validation))
  // Without the passing rules the figures come near enough to be seen in the same picture.
  await page.click('#show-pass')
  await page.evaluate(() => scrollTo(0, 0))
  const { y, height } = await page.locator('#figure-3').boundingBox()
  await page.screenshot({
    path: path.join(images, 'report.png'),
    fullPage: true,
    clip: { x: 0, y: 0, width: 1100, height: Math.ceil(y + height + 24) },
  })
  for (const name of ['comment.png', 'report.png']) {
    const file = path.join(images, name)
    execFileSync('pngquant', ['--force', '--strip', '--output', file, '128', '--', file])
  }
} finally {
  await browser.close()
}
