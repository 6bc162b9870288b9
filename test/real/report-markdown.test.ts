import { spawnSync } from 'node:child_process'
import { renderMarkdown } from '@mlops-actions/report'
import { describe, expect, it } from 'vitest'
import { hostile } from '../report/samples/hostile.ts'
import { samples } from '../report/samples/index.ts'

/** The Markdown report through cmark-gfm, GitHub's own parser, with the extensions that GitHub turns on. */

const EXTENSIONS = ['table', 'autolink', 'strikethrough', 'tagfilter', 'tasklist'].flatMap((name) => [
  '-e',
  name,
])

function gfm(markdown: string): string {
  const { status, stdout, stderr, error } = spawnSync('cmark-gfm', ['--unsafe', ...EXTENSIONS], {
    input: markdown,
    encoding: 'utf8',
    timeout: 30_000,
  })
  if (error) throw error
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

/** How often each element is opened. */
function elements(html: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const [, name] of html.matchAll(/<([a-z][a-z0-9]*)/g)) counts[name!] = (counts[name!] ?? 0) + 1
  return counts
}

const rendered = (surface: 'comment' | 'summary') =>
  gfm(renderMarkdown(hostile, { budgetBytes: 900 * 1024, surface }))

describe('a report of attacks', () => {
  it.each(['comment', 'summary'] as const)('makes no element in a %s but ours', (surface) => {
    const found = elements(rendered(surface))
    const ours = [
      'b',
      'br',
      'code',
      'details',
      'h2',
      'h3',
      'li',
      'ol',
      'p',
      'span',
      'strong',
      'sub',
      'summary',
      'table',
      'tbody',
      'td',
      'th',
      'thead',
      'tr',
      'ul',
    ]
    expect(Object.keys(found).filter((name) => !ours.includes(name))).toEqual([])
    expect(found['h2'] ?? found['h3']).toBe(1)
    expect(found['ol']).toBe(1)
    expect(found['strong']).toBe(1)
  })

  it('has as many items and details as it was given', () => {
    const { li, details } = elements(rendered('comment'))
    const events = hostile.charts.flatMap((chart) => (chart.kind === 'timeline' ? (chart.events ?? []) : []))
    expect(li).toBe(hostile.next.length + events.length)
    expect(details).toBe(hostile.charts.length + 1)
  })

  it('leaves no text that GitHub turns into a mention, a reference or a formula', () => {
    const text = rendered('comment').replaceAll('<span>$</span>', '')
    expect(text).not.toMatch(/@[a-z0-9]/i)
    expect(text.replace(/&#\d+;/g, '')).not.toMatch(/#\d/)
    expect(text).not.toMatch(/GH-\d/)
    expect(text).not.toContain('$')
    expect(text).not.toMatch(/:white_check_mark:/)
  })
})

describe('an honest report', () => {
  it.each(Object.entries(samples))(
    '%s is made of tables, one a figure and one a family, all closed',
    (_name, sample) => {
      const html = gfm(renderMarkdown(sample, { budgetBytes: 60_000, surface: 'comment' }))
      expect(html.match(/<details/g)?.length).toBe(html.match(/<\/details>/g)?.length)
      expect(html).not.toMatch(/\| :--|^\|/m)
      const kinds = new Set(sample.findings.map(({ kind }) => kind)).size
      expect(elements(html)['table'] ?? 0).toBeGreaterThanOrEqual(kinds)
    },
  )
})
