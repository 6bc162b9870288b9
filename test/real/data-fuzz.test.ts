import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { readAll } from '../data/fuzz/read-all.ts'
import { fuzz } from '../data/fuzz/run.ts'

const MIB = 2 ** 20
/** Another hour finds other cases: MLOPS_FUZZ_SECONDS and MLOPS_FUZZ_CASE say how long, and from which case. */
const SECONDS = Number(process.env['MLOPS_FUZZ_SECONDS'] ?? 60)
const FIRST_CASE = Number(process.env['MLOPS_FUZZ_CASE'] ?? 1_000_000)

it(
  'damaged files are a table or a DataError, for longer than npm test can afford',
  async () => {
    const outcomes = await fuzz(FIRST_CASE, SECONDS * 1000)
    expect([...outcomes.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(SECONDS * 20)
    console.log(JSON.stringify(Object.fromEntries(outcomes)))
  },
  SECONDS * 1000 + 60_000,
)

it.each([
  ['one letter without an end', 'a', 64],
  ['empty lines, which are no rows', '\n', 8],
])(
  'a bomb of %s is refused',
  async (_, unit, members) => {
    const member = gzipSync(unit.repeat(16 * MIB))
    const bytes = Uint8Array.from(
      Buffer.concat([gzipSync('a,b\n1,2\n'), ...Array<Buffer>(members).fill(member)]),
    )
    const before = process.memoryUsage.rss()
    expect(await readAll('bomb.csv.gz', bytes)).toMatch(/^(?:too-large|corrupt)$/)
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * MIB)
  },
  60_000,
)
