import type { Report } from '@mlops-actions/report'
import { renderHtml, renderJunit, renderMarkdown, renderTerminal } from '@mlops-actions/report'
import { describe, expect, it } from 'vitest'
import { hostile } from './samples/hostile.ts'
import { samples } from './samples/index.ts'

const COMMENT_BYTES = 60_000
const SUMMARY_BYTES = 900 * 1024
const links = { html: 'https://github.com/skyways/flight-delay/actions/runs/8123456789/artifacts/77' }

/** Every rendering of every sample, to be read as files: `npx vitest run test/report/golden.test.ts -u` writes them. */
describe.each(Object.entries<Report>(samples))('%s, byte by byte', (name, report) => {
  it.each([
    ['comment.md', () => renderMarkdown(report, { budgetBytes: COMMENT_BYTES, surface: 'comment', links })],
    ['summary.md', () => renderMarkdown(report, { budgetBytes: SUMMARY_BYTES, surface: 'summary' })],
    ['html', () => renderHtml(report)],
    ['txt', () => renderTerminal(report, { color: false, width: 100 })],
    ['color.txt', () => renderTerminal(report, { color: true, width: 60 })],
    ['xml', () => renderJunit(report)],
  ])('%s', async (kind, render) => {
    await expect(render()).toMatchFileSnapshot(`golden/${name}.${kind}`)
  })
})

it('the report of attacks, as a comment', async () => {
  const text = renderMarkdown(hostile, { budgetBytes: COMMENT_BYTES, surface: 'comment', links })
  await expect(text).toMatchFileSnapshot('golden/hostile.comment.md')
})
