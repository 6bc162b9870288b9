import { renderHtml, renderJunit, renderMarkdown, renderTerminal } from '@mlops-actions/report'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { code, md, safeUrl } from '../../packages/report/src/markdown/escape.ts'
import { attacks, hostile } from './samples/hostile.ts'

const ZERO_WIDTH = '\u200b'
const markdown = renderMarkdown(hostile, { budgetBytes: 900 * 1024, surface: 'summary' })
const page = renderHtml(hostile)

/** Tags and attributes that the Markdown renderer writes itself; any other `<` is an escape that failed. */
const OURS = /<\/?(?:b|br|code|sub|details(?: open)?|summary|span)>/g

describe('in Markdown', () => {
  it.each([
    ['<script>', '&#60;script&#62;'],
    ['a | b', 'a &#124; b'],
    ['`x`', '&#96;x&#96;'],
    ['[x](y)', '&#91;x&#93;(y)'],
    ['@all', `@${ZERO_WIDTH}all`],
    ['#1', `#${ZERO_WIDTH}1`],
    ['GH-7', `GH-${ZERO_WIDTH}7`],
    ['http://e', `http:${ZERO_WIDTH}//e`],
    ['www.e.example', `www${ZERO_WIDTH}.e.example`],
    ['mailto:a', `mailto${ZERO_WIDTH}:a`],
    ['<!-- m -->', '&#60;!-- m --&#62;'],
    ['a\r\n\r\n# b', `a #${ZERO_WIDTH} b`],
    ['- item', `${ZERO_WIDTH}- item`],
    ['12. item', `${ZERO_WIDTH}12. item`],
    ['---', `${ZERO_WIDTH}---`],
    ['-0.5', '-0.5'],
    ['0.5', '0.5'],
    ['snake_case_name', 'snake_case_name'],
    ['_em_', '&#95;em&#95;'],
    ['**b** ~~s~~ \\', '&#42;&#42;b&#42;&#42; &#126;&#126;s&#126;&#126; &#92;'],
    [':tada:', `:${ZERO_WIDTH}tada:`],
    ['12:30:45', '12:30:45'],
    ['$x$', '<span>$</span>x<span>$</span>'],
    ['&lt;', '&#38;lt;'],
    ['\u202Egnp\u0007\u200B', 'gnp'],
  ])('%j becomes %j', (text, escaped) => {
    expect(md(text)).toBe(escaped)
    expect(code(text)).toBe(`<code>${escaped}</code>`)
  })

  it('is clipped by characters, not in the middle of one, and says so', () => {
    expect(md('🙂'.repeat(500), 3)).toBe('🙂🙂…')
    expect(md('x'.repeat(400))).toBe('x'.repeat(400))
    expect(md('x'.repeat(401))).toBe(`${'x'.repeat(399)}…`)
  })

  it('leaves no tag, comment, mention, reference or link of the report', () => {
    expect(markdown.replace(OURS, '')).not.toMatch(/</)
    expect(markdown).not.toContain('<!--')
    expect(markdown).not.toMatch(/@(?!\u200b)/)
    expect(markdown.replace(/^#+ /gm, '').replace(/&#\d+;/g, '')).not.toMatch(/#(?!\u200b)/)
    expect(markdown).not.toMatch(/GH-\d/)
    expect(markdown).not.toMatch(/:\/\//)
    expect(markdown).not.toMatch(/\bwww\./)
    expect(markdown).not.toMatch(/\]\(/)
    expect(markdown).not.toContain('`')
    expect(markdown.replaceAll('<span>$</span>', '')).not.toContain('$')
  })

  it('leaves every table with the cells it was given', () => {
    const tables = markdown.split('\n\n').filter((block) => /^\|/m.test(block))
    expect(tables.length).toBeGreaterThan(10)
    for (const block of tables) {
      const rows = block.split('\n').filter((line) => line.startsWith('|'))
      expect(rows.map((line) => line.split('|').length)).toEqual(rows.map(() => rows[0]!.split('|').length))
    }
  })

  it('links only http and https, without credentials or active characters', () => {
    expect(safeUrl('https://ghe.example/o/r')).toBe('https://ghe.example/o/r')
    expect(safeUrl('https://e.example/a)b|c"<')).not.toMatch(/[)|"<]/)
    for (const bad of [
      'javascript:alert(1)',
      'data:text/html,x',
      'https://u:p@e.example/',
      '//e.example',
      'x',
      undefined,
    ]) {
      expect(safeUrl(bad)).toBeUndefined()
    }
  })
})

describe('in HTML', () => {
  it('opens no element that the page does not have without attacks', () => {
    const names = (text: string) =>
      new Set([...text.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name]) => name!.toLowerCase()))
    const allowed =
      'html head meta title link style body a header div p h1 span b main section h2 ol li dl dt dd svg rect fieldset legend label input table thead tbody tfoot tr th td small code figure figcaption line circle text path desc g ul details summary time noscript script'.split(
        ' ',
      )
    expect([...names(page)].filter((name) => !allowed.includes(name))).toEqual([])
    expect(page.match(/<script/g)).toHaveLength(2)
    expect(page).not.toMatch(/<img|javascript:alert\(1\)"|<!--/)
  })

  it('places no attribute of the report', () => {
    // Inside quoted attributes nothing closes the quote; outside tags there are only entities.
    const tags = page.match(/<[a-z][^>]*>/gi) ?? []
    expect(tags.filter((tag) => /\son\w+\s*=/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([])
    expect(tags.filter((tag) => /\sstyle\s*=/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([])
  })

  it('links nothing that is not a run', () => {
    expect([...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['data:,', '#rules'])
  })
})

describe('in XML', () => {
  const xml = renderJunit(hostile)

  it('is well formed, and its texts come back', () => {
    expect(XMLValidator.validate(xml)).toBe(true)
    const parsed = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(xml)
    const cases = parsed.testsuites.testsuite.testcase as { name: string }[]
    expect(cases).toHaveLength(Object.keys(attacks).length)
    expect(cases[0]!.name).toContain('alert(1)')
  })

  it('has no character that XML 1.0 forbids', () => {
    // oxlint-disable-next-line no-control-regex -- looking for control characters is the purpose
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u)
    expect(xml).not.toContain(']]>')
  })
})

describe('in a terminal', () => {
  it.each([40, 80, 200])(
    '%d columns wide: no control character but line ends, no forged command',
    (width) => {
      const text = renderTerminal(hostile, { color: false, width })
      // oxlint-disable-next-line no-control-regex -- looking for control characters is the purpose
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    },
  )

  it('has no escape sequence but colours', () => {
    const text = renderTerminal(hostile, { color: true, width: 80 })
    // oxlint-disable-next-line no-control-regex -- looking for control characters is the purpose
    expect(text.replace(/\u001b\[[\d;]+m/g, '')).not.toMatch(/\u001b/)
    expect(text).toContain('\u001b[1;97;41m FAIL \u001b[0m')
  })
})
