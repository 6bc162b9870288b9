import { expect, it } from 'vitest'
import { createMasker } from '../../packages/runner/src/masker.ts'

const SECRET = `p@ss'w"ord&<é>`

it.each([
  ['as it is', SECRET],
  ['in base64', Buffer.from(SECRET).toString('base64')],
  ['in base64 after one byte', Buffer.from(`:${SECRET}`).toString('base64').slice(4)],
  ['in base64 after user:', Buffer.from(`user:${SECRET}`).toString('base64').slice(8)],
  ['in a URI', encodeURIComponent(SECRET).replaceAll("'", '%27')],
  ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
  ['in XML', 'p@ss&apos;w&quot;ord&amp;&lt;é&gt;'],
  ['in an expression', SECRET.replaceAll("'", "''")],
])('stars out a secret %s', (_how, shown) => {
  const masker = createMasker()
  masker.add(SECRET)
  expect(masker.mask(`before ${shown} after`)).toMatch(/^before (?:.{0,4})\*\*\*(?:.{0,3}) after$/)
})

it('makes one star of overlapping secrets and leaves no part of either', () => {
  const masker = createMasker()
  masker.add('abcabc')
  masker.add('bcx')
  expect(masker.mask('abcabcabcx abc')).toBe('*** abc')
})

it('masks nothing for an empty secret and survives a lone surrogate', () => {
  const masker = createMasker()
  masker.add('')
  masker.add('key\uD800')
  expect(masker.mask('a key\uD800 b')).toBe('a *** b')
})
