import {
  memorySource,
  openTable,
  parseProfile,
  profileDigest,
  profileTable,
  serializeProfile,
} from '@mlops-actions/data'
import { expect, test } from 'vitest'

const CSV = 'x,c,b\n0.1,é,true\n-0,"a ""q""",false\n9007199254740991,,true\n,é,true\n1e-300,z,false\n'
const profile = async () =>
  profileTable(await openTable(memorySource('t.csv', new TextEncoder().encode(CSV))))

test('what was written is read back, digest and all', async () => {
  const original = await profile()
  const read = parseProfile(serializeProfile(original), 'p.json')
  expect(read).toEqual(original)
  expect(profileDigest(read)).toBe(profileDigest(original))
})

test.each([
  ['not JSON', () => '{', 'is not JSON'],
  [
    'an older version',
    (t: string) => t.replace('"version":2', '"version":1'),
    'is a profile of version 1, and this program reads version 2: make it anew from its data',
  ],
  ['a newer version', () => '{"version":3,"anything":[]}', 'is a profile of version 3'],
  ['no version', (t: string) => t.replace('"version":2', '"version":"2"'), 'version: expected 2'],
  ['an unlisted rest of a whole list', (t: string) => t.replace('"other":0', '"other":1'), 'add up to rows'],
  [
    'another sort of list',
    (t: string) => t.replace('"listed":"all"', '"listed":"some"'),
    'all, heavy or reference',
  ],
  [
    'registers of no sketch',
    (t: string) => t.replace('"registers":"', '"registers":"*'),
    'registers of a sketch',
  ],
  ['a count that does not add up', (t: string) => t.replace('"rows":5', '"rows":6'), 'add up to rows'],
  ['a negative count', (t: string) => t.replace('"nulls":1', '"nulls":-1'), 'expected a count'],
  ['an unknown key', (t: string) => t.replace('"nan":0', '"nan":0,"rowsKept":[]'), 'exactly the keys'],
  ['an unknown kind', (t: string) => t.replace('"kind":"number"', '"kind":"blob"'), 'a known kind'],
  ['edges out of order', (t: string) => t.replace('"edges":[0,', '"edges":[5,'), 'ascending numbers'],
])('%s is refused', async (_, spoil, message) => {
  const text = serializeProfile(await profile())
  expect(spoil(text)).not.toBe(text)
  expect(() => parseProfile(spoil(text), 'p.json')).toThrow(message)
})
