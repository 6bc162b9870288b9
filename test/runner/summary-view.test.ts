import { summaryView } from 'mlops-actions'
import { expect, it } from 'vitest'
import { plain } from '../../packages/runner/src/terminal.ts'
import { displayWidth, textTable } from '../../packages/runner/src/text-table.ts'

const view = (markdown: string) => summaryView(markdown, plain).join('\n')

it('aligns tables, numbers to the right, whatever the width of the characters', () => {
  expect(
    view(
      '| metric | value | note |\n|:---|---:|---|\n| `auc` | **0.9** | ✅ ok |\n| 精度 | 12.25 | a \\| b |\n',
    ),
  ).toBe(['metric  value  note', 'auc       0.9  ✅ ok', '精度    12.25  a | b'].join('\n'))
})

it('shows details as an indented part under its summary', () => {
  expect(view('<details><summary>Slices (3)</summary>\n\n- one\n- two\n\n</details>\nafter')).toBe(
    '▸ Slices (3)\n\n  • one\n  • two\n\nafter',
  )
})

it('reads headings, links, quotes, alerts, rules and fences', () => {
  const markdown = [
    '# Title #',
    '> [!NOTE]',
    '> see [the report](https://example.com/r)',
    '---',
    '```mermaid',
    'xychart-beta',
    '```',
    '```json',
    '{"a": 1}',
    '```',
    '![chart](x.png)',
  ].join('\n')
  expect(view(markdown)).toBe(
    [
      'Title',
      'NOTE',
      '│ see the report (https://example.com/r)',
      '─'.repeat(40),
      '(chart: shown on GitHub and in the HTML report)',
      '  {"a": 1}',
      'chart',
    ].join('\n'),
  )
})

it('keeps hostile text as text', () => {
  expect(
    view('a <!-- hidden --> <img src=x onerror=y> &lt;b&gt; &#27;[2J \u001b]0;t\u0007 @\u200Buser'),
  ).toBe('a   <b> [2J  @user'.replace('[2J', ''))
})

it('survives a fence that never ends, a table without a rule and a bar alone', () => {
  expect(view('```\ncode')).toBe('  code')
  expect(view('| a | b |\nplain')).toBe('| a | b |\nplain')
  expect(view('|')).toBe('|')
  expect(view('')).toBe('')
})

it('wraps the widest cells of a table that is wider than the terminal', () => {
  const rows = [
    ['rule', 'value'],
    ['recall is at most 0.02 worse than production\n37 rows broken', '0.71'],
  ]
  const lines = textTable(rows, { style: plain, right: [false, true], width: 30 })
  expect(lines).toEqual([
    'rule                     value',
    'recall is at most 0.02    0.71',
    'worse than production',
    '37 rows broken',
  ])
  expect(textTable([['aaaaaaaaaaaaaaaaaaaa', 'b']], { style: plain, width: 5 })).toEqual([
    'aaaaaaaaaaaaaaaaaaaa  b',
  ])
  expect(textTable([], { style: plain, width: 5 })).toEqual([])
})

it('numbers lists as Markdown does', () => {
  expect(view('1. a\n1. b\n\ntext\n\n1. c')).toBe('1. a\n2. b\n\ntext\n\n1. c')
})

it('measures width', () => {
  expect(displayWidth('\u001b[1mé😀\u001b[0m')).toBe(3)
  expect(['⚠', '⚠️', '❌', '精', 'e\u0301'].map(displayWidth)).toEqual([1, 2, 2, 2, 1])
})
