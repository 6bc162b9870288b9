import { renderTerminal } from '@mlops-actions/report'
import { describe, expect, it } from 'vitest'
import { cellsOf, pad, wrap } from '../../packages/report/src/terminal/cells.ts'
import { hostile } from './samples/hostile.ts'
import { samples } from './samples/index.ts'

describe('lines', () => {
  it.each([40, 60, 80, 120])('are at most %d cells long', (width) => {
    for (const report of [...Object.values(samples), hostile]) {
      for (const line of renderTerminal(report, { color: false, width }).split('\n')) {
        expect({ line, fits: cellsOf(line) <= width }).toEqual({ line, fits: true })
      }
    }
  })

  it('are the same with colours, but for the colours', () => {
    for (const report of Object.values(samples)) {
      const colored = renderTerminal(report, { color: true, width: 80 })
      // oxlint-disable-next-line no-control-regex -- removing colours is the purpose
      expect(colored.replace(/\u001b\[[\d;]+m/g, '')).toBe(
        renderTerminal(report, { color: false, width: 80 }),
      )
    }
  })

  it.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY])('a width of %d is mended', (width) => {
    expect(renderTerminal(samples.passing, { color: false, width })).toContain('PASS')
  })
})

describe('cells', () => {
  it('of wide characters are two, of combining ones none', () => {
    expect(['abc', '漢字', 'e\u0301', '✅', '⚠️', 'ＡＢ'].map(cellsOf)).toEqual([3, 4, 1, 2, 1, 4])
    expect(pad('漢', 4)).toBe('漢  ')
  })

  it('wrap at spaces, and inside words longer than a line', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three'])
    expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij'])
    expect(wrap('漢字漢字', 5)).toEqual(['漢字', '漢字'])
    expect(wrap('', 5)).toEqual([''])
  })
})
