import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileSource, openTable, profileDigest, profileTable } from '@mlops-actions/data'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'text-workers-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Long enough for three parts. */
const BYTES = 26 * 2 ** 20

async function tableOf(name: string, line: (row: number) => string, header = '', maxRows = Infinity) {
  const path = join(folder, name)
  const size = line(0).length
  const lines = Array.from({ length: Math.ceil(BYTES / size) }, (_, row) => line(row))
  await writeFile(path, header + lines.join(''))
  return await openTable(await fileSource(path), { maxRows })
}

const words = 'a rather long text, so that a row takes its hundred bytes or more of the file and rows are few'

describe('a text by two threads', () => {
  test.each([
    ['csv', (row: number) => `${row / 7},${row % 3 === 0 ? '' : row},"${words}",w${row % 11}\n`, 'a,b,c,d\n'],
    ['jsonl', (row: number) => `${JSON.stringify({ a: row / 7, c: words, d: `w${row % 11}` })}\n`, ''],
  ])('%s has the digest it has by one', async (format, line, header) => {
    const table = await tableOf(`plain.${format}`, line, header)
    expect(table.groupCount).toBeGreaterThan(2)
    const edges = await profileTable(table)
    const profile = await profileTable(table, { edges, workers: 2 })
    expect(profileDigest(profile)).toBe(profileDigest(edges))
    await table.close()
  })

  test('whose every line feed but the last of a record stands in quotes is read by one after all', async () => {
    const line = (row: number) => `${row % 100},"${`${words}\n1,2\n`.repeat(20)}"\n`
    const table = await tableOf('quoted.csv', line, 'a,b\n')
    const edges = await profileTable(table)
    const profile = await profileTable(table, { edges, workers: 2 })
    expect(profileDigest(profile)).toBe(profileDigest(edges))
    await table.close()
  })

  test('is refused with the line of the file, and beyond its rows', async () => {
    // More than either part holds.
    const sound = await tableOf('sound.csv', (row) => `${row},"${words}"\n`, 'a,b\n', 200_000)
    const edges = await profileTable(await tableOf('reference.csv', (row) => `${row},"${words}"\n`, 'a,b\n'))
    await expect(profileTable(sound, { edges, workers: 2 })).rejects.toMatchObject({ code: 'too-large' })
    const broken = await tableOf(
      'broken.csv',
      (row) => `${row === 200_000 ? 'x' : row},"${words}"\n`,
      'a,b\n',
    )
    await expect(profileTable(broken, { edges, workers: 2 })).rejects.toMatchObject({
      code: 'wrong-type',
      where: `${join(folder, 'broken.csv')}:200002`,
    })
  })
})
