import { printable, type Style } from './terminal.ts'
import { textTable } from './text-table.ts'

/** Where nobody knows how wide the terminal is. */
const WIDTH = 120

/**
 * The Markdown of a job summary as lines for a terminal. It knows what the suite's reports are written in (headings,
 * tables, details, lists, quotes, fences and inline marks) and leaves the rest as it stands; hostile text stays text.
 */
export function summaryView(markdown: string, style: Style, width = WIDTH): readonly string[] {
  const lines = markdown.split(/\r\n|\r|\n/)
  const shown: string[] = []
  let depth = 0
  let numbered = 0
  const push = (line: string): void => {
    shown.push(line === '' ? '' : '  '.repeat(depth) + line)
  }
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    const fence = /^\s*(`{3,}|~{3,})\s*(\w*)/.exec(line)
    if (fence) {
      const end = closing(lines, i + 1, fence[1]!)
      const body = lines.slice(i + 1, end)
      // A chart in a diagram language is drawn on GitHub only; the table beside it has the same numbers.
      if (fence[2] === 'mermaid') push(style.dim('(chart: shown on GitHub and in the HTML report)'))
      else for (const code of body) push(style.dim(`  ${printable(code)}`))
      i = end
      continue
    }
    if (isTableRow(line) && isTableRule(lines[i + 1] ?? '')) {
      const end = lines.findIndex((candidate, at) => at > i && !isTableRow(candidate))
      const stop = end < 0 ? lines.length : end
      for (const row of tableLines(lines.slice(i, stop), style, width - 2 * depth)) push(row)
      i = stop - 1
      continue
    }
    const html = detailsTag(line)
    if (html.closes) depth = Math.max(0, depth - 1)
    // Markdown numbers `1.` `1.` `1.` itself.
    numbered = html.text.startsWith('1. ') ? numbered + 1 : 0
    const text = numbered > 0 ? html.text.replace(/^1/, String(numbered)) : html.text
    if (text !== '' || line.trim() === '') push(block(text, style, html.summary))
    if (html.opens) depth++
  }
  return collapse(shown)
}

interface DetailsTag {
  readonly text: string
  readonly summary: boolean
  readonly opens: boolean
  readonly closes: boolean
}

function detailsTag(line: string): DetailsTag {
  const opens = /<details\b[^>]*>/i.test(line)
  const closes = /<\/details>/i.test(line)
  const summary = /<summary\b[^>]*>/i.test(line)
  const text = line.replaceAll(/<\/?(?:details|summary)\b[^>]*>/gi, '').trimEnd()
  return { text, summary, opens: opens && !closes, closes: closes && !opens }
}

function block(line: string, style: Style, summary: boolean): string {
  if (summary) return style.bold(`▸ ${inline(line.trim(), style)}`)
  const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)
  if (heading) return style.bold(inline(heading[1]!, style))
  if (/^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line)) return style.dim('─'.repeat(40))
  const alert = /^\s*>\s*\[!(\w+)\]\s*$/.exec(line)
  if (alert) return style.bold(alert[1]!)
  const quote = /^\s*>\s?(.*)$/.exec(line)
  if (quote) return style.dim('│ ') + inline(quote[1]!, style)
  const bullet = /^(\s*)[-*+]\s+(.*)$/.exec(line)
  if (bullet) return `${bullet[1]}• ${inline(bullet[2]!, style)}`
  return inline(line, style)
}

/** Inline marks. Markup is removed first and entities decoded last, so that an escaped `&lt;` stays a character. */
function inline(text: string, style: Style): string {
  const marked = printable(text)
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<br\s*\/?>/gi, ' ')
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, (_whole, label: string, url: string) =>
      label === url ? label : `${label} (${url})`,
    )
    .replaceAll(/<(?:\/?[a-zA-Z][^<>]*)>/g, '')
    .replaceAll(/\*\*(.+?)\*\*|__(.+?)__/g, (_whole, a?: string, b?: string) => style.bold(a ?? b ?? ''))
    .replaceAll(/(`+)(.+?)\1/g, (_whole, _ticks: string, code: string) => style.cyan(code.trim()))
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
  return printable(decodeEntities(marked)).replaceAll('\u200B', '')
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[(name as string).toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

function tableLines(lines: readonly string[], style: Style, width: number): readonly string[] {
  const [heading = '', rule = '', ...body] = lines
  const right = cells(rule).map((cell) => /^-+:$/.test(cell))
  const rows = [heading, ...body].map((row) =>
    cells(row).map((cell) =>
      cell
        .split(/<br\s*\/?>/i)
        .map((line) => inline(line, style))
        .join('\n'),
    ),
  )
  return textTable(rows, { style, right, width })
}

function isTableRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line)
}

function isTableRule(line: string): boolean {
  return /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/.test(line)
}

/** Splits at bars that are not escaped. */
function cells(row: string): readonly string[] {
  return row
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
}

function closing(lines: readonly string[], from: number, fence: string): number {
  const at = lines.findIndex((line, index) => index >= from && line.trim().startsWith(fence))
  return at < 0 ? lines.length : at
}

/** One blank line where there were several, none at the ends. */
function collapse(lines: readonly string[]): readonly string[] {
  const kept = lines.filter((line, i) => line !== '' || (i > 0 && lines[i - 1] !== ''))
  const [first, last] = [kept.findIndex((line) => line !== ''), kept.findLastIndex((line) => line !== '')]
  return first < 0 ? [] : kept.slice(first, last + 1)
}
