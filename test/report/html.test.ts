import { createHash } from 'node:crypto'
import type { Report } from '@mlops-actions/report'
import { ReportError, parseReport, renderHtml, renderMarkdown, renderTerminal } from '@mlops-actions/report'
import { describe, expect, it } from 'vitest'
import { html, scriptJson } from '../../packages/report/src/html/escape.ts'
import { sha256Base64 } from '../../packages/report/src/html/sha256.ts'
import { hostile } from './samples/hostile.ts'
import { samples } from './samples/index.ts'

describe('the page', () => {
  it.each(Object.entries({ ...samples, hostile }))(
    '%s carries its report, which reads back as it was',
    (_name, report) => {
      const [, json] = /<script type="application\/json" id="report">(.*?)<\/script>/s.exec(
        renderHtml(report),
      )!
      expect(json).not.toContain('<')
      expect(parseReport(json!)).toEqual(report)
    },
  )

  it('allows exactly the style and the script it has', () => {
    const page = renderHtml(samples.validation)
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    const [, style] = /<style>(.*?)<\/style>/s.exec(page)!
    const [, script] = /<script>(.*?)<\/script>/s.exec(page)!
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(page)!
    expect(policy!.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src ${hash(style!)}; script-src ${hash(script!)}; img-src data:; base-uri 'none'; form-action 'none'`,
    )
  })

  it('names no server', () => {
    const page = renderHtml({
      ...samples.validation,
      provenance: { ...samples.validation.provenance, runUrl: '' },
    })
    expect(page).not.toMatch(/https?:\/\//)
  })

  it('draws nothing at a place that is not a number', () => {
    for (const report of [...Object.values(samples), hostile]) {
      const drawn = renderHtml(report).split('<script type="application/json"')[0]!
      expect(drawn).not.toMatch(/"[^"]*(?:NaN|Infinity|undefined)%?[^"]*"/)
    }
  })

  it('gives every figure a title, a description and a caption', () => {
    const page = renderHtml(samples.validation)
    const drawings = page.match(/<svg role="img" aria-labelledby="([^"]*)"/g) ?? []
    expect(drawings.length).toBeGreaterThan(2)
    for (const drawing of drawings) {
      for (const id of /labelledby="([^"]*)"/.exec(drawing)![1]!.split(' '))
        expect(page).toContain(`id="${id}"`)
    }
    expect(page.match(/<figcaption/g)).toHaveLength(samples.validation.charts.length)
  })

  it('bounds what it draws of figures without bounds', () => {
    const many = Array.from({ length: 150_000 }, (_, index) => index)
    const shares = many.map(() => 1 / many.length)
    const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString()
    const labels = many.slice(0, 300).map(String)
    const charts: Report['charts'] = [
      {
        kind: 'distribution',
        title: 't',
        bins: many.map(String),
        before: { name: 'a', shares },
        after: { name: 'b', shares },
      },
      { kind: 'curves', title: 't', xLabel: 'x', yLabel: 'y', series: [{ name: 's', x: many, y: many }] },
      {
        kind: 'timeline',
        title: 't',
        yLabel: 'y',
        logarithmic: true,
        series: [{ name: 's', points: many.map((value) => ({ at: at(value), value })) }],
      },
      {
        kind: 'matrix',
        title: 't',
        rowLabel: 'r',
        columnLabel: 'c',
        labels,
        counts: labels.map(() => labels.map(Number)),
      },
    ]
    const report = { ...samples.passing, charts }
    const drawn = renderHtml(report).split('<script type="application/json"')[0]!
    expect(drawn.length).toBeLessThan(1_000_000)
    expect(drawn).toContain('the first 400 of 150000 bins')
    expect(drawn).toContain('…and 260 more labels')
    expect(renderMarkdown(report, { budgetBytes: 60_000, surface: 'comment' })).toContain(
      '…and 149,980 more bins.',
    )
    expect(renderTerminal(report, { color: false, width: 80 })).toContain('PASS')
  })

  it('keeps the lines of a logarithmic timeline apart when evidence falls to nothing', () => {
    const points = [1, 1e-40, Number.POSITIVE_INFINITY].map((value, index) => ({
      at: `2026-01-01T00:0${index}:00Z`,
      value,
    }))
    const page = renderHtml({
      ...samples.passing,
      charts: [
        {
          kind: 'timeline',
          title: 't',
          yLabel: 'e',
          logarithmic: true,
          references: [{ value: 100, label: 'l' }],
          series: [{ name: 's', points }],
        },
      ],
    })
    const [, path] = / d="(M[^"]*)"/.exec(page)!
    // From 0.1 to 300: 1 stands at 1 / (1 + log10 300) of the height.
    expect(path!.split(/[ML]/).map((point) => point.split(' ')[1])).toEqual([undefined, '71.24', '100', '0'])
  })

  it('refuses what is not a report before it draws', () => {
    const events = [{ at: 'yesterday', label: 'l', status: 'pass' }] as const
    const broken = {
      ...samples.passing,
      charts: [{ kind: 'timeline', title: 't', yLabel: 'y', series: [], events }],
    } as const
    expect(() => renderHtml(broken)).toThrow(ReportError)
  })

  it('stays quick and whole with ten thousand findings', () => {
    const findings = Array.from({ length: 10_000 }, (_, index) => ({
      ...samples.validation.findings[0]!,
      id: `${index}`,
    }))
    const page = renderHtml({ ...samples.validation, findings })
    expect(page.match(/<tbody class="finding"/g)).toHaveLength(10_000)
  })
})

describe('markup', () => {
  it('escapes every string it places, and nothing else', () => {
    expect(
      html`<p title="${'"<&\''}">${'<b>'}${1}${undefined}${false}${html`<i>${'>'}</i>`}${[html`a`, html`b`]}</p>`
        .markup,
    ).toBe('<p title="&quot;&lt;&amp;&#39;">&lt;b&gt;1<i>&gt;</i>ab</p>')
  })

  it('keeps JSON the same and free of what ends a script', () => {
    const value = { text: '</script><!-- \u2028\u2029' }
    const { markup } = scriptJson(JSON.stringify(value))
    expect(markup).not.toMatch(/[<\u2028\u2029]/)
    expect(JSON.parse(markup)).toEqual(value)
  })

  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])(
    'SHA-256 of %d characters is that of node:crypto',
    (length) => {
      const text = Array.from({ length }, (_, index) =>
        String.fromCodePoint(0x20 + ((index * 37) % 900)),
      ).join('')
      expect(sha256Base64(text)).toBe(createHash('sha256').update(text).digest('base64'))
    },
  )
})
