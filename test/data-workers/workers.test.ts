import { copyFile, mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  DataError,
  fileSource,
  memorySource,
  openTable,
  profileDigest,
  type ProfileOptions,
  profileTable,
} from '@mlops-actions/data'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFooter } from '../../packages/data/src/parquet/footer.ts'
import { stretches } from '../../packages/data/src/workers/share.ts'
import { profileInWorker } from '../../packages/data/src/workers/spawn.ts'

const golden = (file: string): string =>
  fileURLToPath(new URL(`../golden/data/files/${file}`, import.meta.url))
/** Four row groups, and three. */
const FILES = ['row-groups.parquet', 'polars-snappy.parquet', 'no-statistics.parquet']

async function profiled(path: string, options: ProfileOptions) {
  const table = await openTable(await fileSource(path))
  try {
    return await profileTable(table, options)
  } finally {
    await table.close()
  }
}

describe.each(FILES)('%s', (file) => {
  it('has the same digest, counts and numbers whatever the number of threads', async () => {
    const edges = await profiled(golden(file), {})
    const alone = await profiled(golden(file), { edges, workers: 1 })
    for (const workers of [2, 3, 9]) {
      const shared = await profiled(golden(file), { edges, workers })
      expect(profileDigest(shared)).toBe(profileDigest(alone))
      for (const [i, column] of shared.columns.entries()) {
        const other = alone.columns[i]!
        expect(column.distinct).toEqual(other.distinct)
        if (!('moments' in column) || !('moments' in other)) continue
        expect(column.moments.count).toBe(other.moments.count)
        const [mean, expected] = [column.moments.mean, other.moments.mean]
        // The sum of one column leaves the doubles, with threads as without.
        expect(Number.isFinite(mean)).toBe(Number.isFinite(expected))
        if (!Number.isFinite(expected)) continue
        expect(Math.abs(mean - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)))
      }
    }
  })
})

describe('a part that cannot be read', () => {
  let folder: string
  let broken: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workers-'))
    broken = join(folder, 'broken.parquet')
    await copyFile(golden('polars-snappy.parquet'), broken)
    const source = await fileSource(broken)
    const { rowGroups } = await readFooter(source)
    await source.close()
    const { offset, byteLength } = rowGroups.at(-1)!.chunks[0]!
    const file = await open(broken, 'r+')
    await file.write(new Uint8Array(byteLength).fill(0xff), 0, byteLength, offset)
    await file.close()
  })
  afterAll(async () => await rm(folder, { recursive: true, force: true }))

  it('is the same DataError from a thread as without one', async () => {
    const edges = await profiled(golden('polars-snappy.parquet'), {})
    const errorOf = async (workers: number): Promise<unknown> =>
      await profiled(broken, { edges, workers }).then(
        () => 'read',
        (error: unknown) => error,
      )
    const [alone, shared] = [await errorOf(1), await errorOf(3)]
    expect(alone).toBeInstanceOf(DataError)
    expect(shared).toBeInstanceOf(DataError)
    expect((shared as DataError).code).toBe((alone as DataError).code)
    expect((shared as DataError).message).toBe((alone as DataError).message)
  })
})

describe('abort', () => {
  const reason = new Error('no longer wanted')

  it('ends a thread and gives the reason', async () => {
    const path = golden('row-groups.parquet')
    const edges = await profiled(path, {})
    const controller = new AbortController()
    const columns = edges.columns.map(({ name }) => name)
    const share = { path, open: {}, columns, reference: edges, groups: [0, 1] }
    const running = profileInWorker(share, controller.signal)
    controller.abort(reason)
    await expect(running).rejects.toBe(reason)
  })

  it('before the start or between two runs ends the profile with the reason', async () => {
    const path = golden('row-groups.parquet')
    const edges = await profiled(path, {})
    for (const workers of [1, 2]) {
      await expect(profiled(path, { edges, workers, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    }
  })
})

it('a share that is no table fails by itself', async () => {
  const share = {
    path: '/nowhere',
    open: {},
    columns: [],
    reference: { version: 2 as const, columns: [] },
    groups: [],
  }
  await expect(profileInWorker(share)).rejects.toMatchObject({ code: 'unreadable', where: '/nowhere' })
})

it('bytes in memory are profiled by this thread', async () => {
  const path = golden('row-groups.parquet')
  const table = await openTable(memorySource('memory', await readFile(path)))
  const edges = await profileTable(table)
  expect(profileDigest(await profileTable(table, { edges, workers: 4 }))).toBe(profileDigest(edges))
})

it('stretches are in order, whole, and as equal as can be', () => {
  expect(stretches(10, 3)).toEqual([
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8, 9],
  ])
  expect(stretches(2, 5)).toEqual([[0], [1]])
  expect(stretches(0, 2)).toEqual([])
})

it('the first is longer by the head start, and never by more than half', () => {
  expect(stretches(48, 2, 8).map(({ length }) => length)).toEqual([28, 20])
  expect(stretches(10, 2, 90).map(({ length }) => length)).toEqual([7, 3])
  expect(stretches(10, 3, 4).flat()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})
