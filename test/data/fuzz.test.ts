import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { readAll } from './fuzz/read-all.ts'
import { fuzz } from './fuzz/run.ts'

const MIB = 2 ** 20
/** test/real/data-fuzz.test.ts goes on for longer, from another case. */
const BUDGET_MS = 4000

it('damaged files of every format and writer are a table or a DataError, in bounded time and memory', async () => {
  const outcomes = await fuzz(0, BUDGET_MS)
  // A damage that is never seen, or always, would mean that the cases are not what they are meant to be.
  expect([...outcomes.keys()]).toEqual(expect.arrayContaining(['read', 'corrupt', 'truncated']))
}, 60_000)

it('a GiB in a MiB is refused before it is inflated', async () => {
  const zeros = gzipSync(new Uint8Array(16 * MIB))
  // Members of a gzip follow each other: a large one is a small one said many times.
  const bytes = Uint8Array.from(Buffer.concat([gzipSync('a,b\n1,2\n'), ...Array<Buffer>(64).fill(zeros)]))
  const [started, before] = [performance.now(), process.memoryUsage.rss()]
  for (const name of ['bomb.csv.gz', 'bomb.jsonl.gz', 'bomb.json.gz'])
    expect(await readAll(name, bytes)).toMatch(/^(?:too-large|corrupt|unsupported)$/)
  expect(performance.now() - started).toBeLessThan(8000)
  expect(process.memoryUsage.rss() - before).toBeLessThan(400 * MIB)
}, 30_000)
