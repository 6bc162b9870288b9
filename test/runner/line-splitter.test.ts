import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createLineSplitter } from '../../packages/runner/src/line-splitter.ts'

function split(chunks: readonly Uint8Array[]): string[] {
  const lines: string[] = []
  const splitter = createLineSplitter((line) => lines.push(line))
  for (const chunk of chunks) splitter.write(chunk)
  splitter.end()
  return lines
}

it('ends lines at CR, LF and CRLF', () => {
  expect(split([Buffer.from('a\rb\nc\r\nd')])).toEqual(['a', 'b', 'c', 'd'])
  expect(split([Buffer.from('a\n\nb\n')])).toEqual(['a', '', 'b'])
})

it('gives the same lines however the bytes are cut', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\r', '\n', ':') })
  fc.assert(
    fc.property(text, fc.array(fc.nat(40)), (content, cuts) => {
      const bytes = Buffer.from(content)
      const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length]
      const chunks = at.slice(1).map((end, i) => bytes.subarray(at[i], end))
      const whole = content.split(/\r\n|\r|\n/)
      if (whole.at(-1) === '') whole.pop()
      expect(split(chunks)).toEqual(whole)
    }),
  )
})

it('cuts a line that never ends', () => {
  const chunk = Buffer.alloc(1024 * 1024, 'x')
  const [line = ''] = split(Array.from({ length: 20 }, () => chunk))
  expect(line.length).toBeLessThan(10 * 1024 * 1024)
  expect(line.endsWith('[line cut]')).toBe(true)
})
