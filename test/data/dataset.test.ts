import { createHash } from 'node:crypto'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { githubRuntime } from '@mlops-actions/core'
import {
  type Dataset,
  type DatasetFiles,
  type DatasetOptions,
  openDataset,
  profileDigest,
  profileTable,
  readColumns,
} from '@mlops-actions/data'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'
import { fakeProcess } from '../core/support/fake-process.ts'
import { stepWorkspace } from '../core/support/workspace.ts'
import { goldenBytes, spell } from './golden.ts'

type Content = Readonly<Record<string, string | Uint8Array>>

const inMemory = (files: Content): DatasetFiles => memoryRuntime({ files }).files

async function rowsOf(dataset: Dataset, names = dataset.fields.map((field) => field.name)) {
  const columns = await readColumns(dataset, names)
  const spelt = names.map((name) => spell(columns.get(name)!))
  return spelt[0]?.map((_, row) => spelt.map((column) => column[row])) ?? []
}

async function read(files: Content, where: string | readonly string[], options: DatasetOptions = {}) {
  const dataset = await openDataset(inMemory(files), where, options)
  return { dataset, rows: await rowsOf(dataset) }
}

const days = {
  'd/_SUCCESS': '',
  'd/dt=2026-11-01/region=eu/part-0.csv': 'n,t\n1,a\n2,b\n',
  'd/dt=2026-11-01/region=us%2Feast/part-0.csv': 'n,t\n3,c\n',
  'd/dt=2026-11-02/region=__HIVE_DEFAULT_PARTITION__/part-0.csv': 't,n\nd,4.5\n',
  'd/dt=2026-11-02/region=__HIVE_DEFAULT_PARTITION__/.part-0.csv.crc': 'crc',
  'd/_delta_log/0000.json': '{}',
}
const DAY = 86_400_000
const FIRST = Date.UTC(2026, 10, 1)

describe('a partitioned folder is one table', () => {
  it('with the columns of its files and of its folders', async () => {
    const { dataset, rows } = await read(days, 'd')
    expect(dataset.fields).toEqual([
      { name: 'n', kind: 'number', nullable: true },
      { name: 't', kind: 'text', nullable: true },
      { name: 'dt', kind: 'timestamp', nullable: false },
      { name: 'region', kind: 'text', nullable: true },
    ])
    expect(rows).toEqual([
      [1, 'a', FIRST, 'eu'],
      [2, 'b', FIRST, 'eu'],
      [3, 'c', FIRST, 'us/east'],
      [4.5, 'd', FIRST + DAY, null],
    ])
    expect(dataset.leftOut).toEqual([
      { path: 'd/_SUCCESS', reason: 'a marker of the job that wrote the data' },
      { path: 'd/_delta_log', reason: 'the log of a Delta table' },
      {
        path: 'd/dt=2026-11-02/region=__HIVE_DEFAULT_PARTITION__/.part-0.csv.crc',
        reason: 'a checksum of the file beside it',
      },
    ])
  })

  it('of which only the partitions asked for are opened', async () => {
    const files = { ...days, 'd/dt=2026-11-03/region=eu/part-0.csv': 'no table "' }
    const where: DatasetOptions['where'] = ({ dt, region }) => dt === FIRST && region !== 'eu'
    const { dataset, rows } = await read(files, 'd', { where })
    expect(rows).toEqual([[3, 'c', FIRST, 'us/east']])
    expect(dataset.pruned).toBe(3)
    await expect(read(days, 'd', { where: () => false })).rejects.toMatchObject({ code: 'empty' })
  })

  it('by its folders alone, when only they are asked for', async () => {
    const dataset = await openDataset(inMemory(days), 'd')
    expect(await rowsOf(dataset, ['region'])).toEqual([['eu'], ['eu'], ['us/east'], [null]])
  })

  it.each<[string, readonly string[], string, readonly unknown[]]>([
    ['whole numbers', ['7', '-12', '__HIVE_DEFAULT_PARTITION__'], 'number', [-12, 7, null]],
    ['ids beyond 2^53', ['9007199254740993', '1'], 'bigint', ['1', '9007199254740993']],
    ['fractions among whole numbers', ['0.5', '2'], 'number', [0.5, 2]],
    ['numbers with leading zeros', ['01', '2'], 'text', ['01', '2']],
    ['truth', ['true', 'false'], 'boolean', [false, true]],
    ['days among words', ['2026-11-01', 'latest'], 'text', ['2026-11-01', 'latest']],
    ['a percent sign that escapes nothing', ['100%', 'a%20b'], 'text', ['100%', 'a b']],
    ['nothing', ['', '__HIVE_DEFAULT_PARTITION__'], 'text', [null, null]],
  ])('its kinds are inferred over all folders: %s', async (_, values, kind, expected) => {
    const files = Object.fromEntries(values.map((value) => [`p/k=${value}/a.csv`, 'x\n1\n']))
    const { dataset, rows } = await read(files, 'p')
    expect(dataset.partitions).toMatchObject([{ name: 'k', kind }])
    const found = rows.map(([, k]) => k)
    expect(found).toHaveLength(expected.length)
    expect(found).toEqual(expect.arrayContaining([...expected]))
  })

  it('whose kinds the caller may declare', async () => {
    const files = { 'p/k=01/a.csv': 'x\n1\n', 'p/k=2/a.csv': 'x\n1\n' }
    const { rows } = await read(files, 'p', { kinds: { k: 'number', x: 'text' } })
    expect(rows).toEqual([
      ['1', 1],
      ['1', 2],
    ])
    await expect(read({ 'p/k=x/a.csv': 'x\n1\n' }, 'p', { kinds: { k: 'number' } })).rejects.toThrow(
      'p/k=x/a.csv: is in the partition "k" = "x", which is declared as number',
    )
  })

  it('refused when its files are partitioned differently', async () => {
    const files = { 'p/a=1/x.csv': 'x\n1\n', 'p/b=1/x.csv': 'x\n1\n' }
    await expect(read(files, 'p')).rejects.toThrow(
      'p/b=1/x.csv: is partitioned by "b", but p/a=1/x.csv by "a"',
    )
    await expect(read({ 'p/a=1/a=2/x.csv': 'x\n1\n' }, 'p')).rejects.toThrow('partitioned by "a" twice')
  })

  it('where a folder says what a file says too, the folder is believed, visibly', async () => {
    const { dataset, rows } = await read({ 'p/k=eu/a.csv': 'k,x\nzz,1\n' }, 'p')
    expect(rows).toEqual([[1, 'eu']])
    expect(dataset.notes).toEqual(['column "k" is taken from the folders\' names'])
  })
})

describe('a pattern', () => {
  const files = {
    'data/2026-11-01.csv': 'x\n1\n',
    'data/2026-11-02.csv': 'x\n2\n',
    'data/2026-12-01.csv': 'x\n3\n',
    'data/notes.txt': 'not data',
    'data/_old.csv': 'x\n9\n',
    'data/deep/er/2026-11-03.csv': 'x\n4\n',
    'data/.git/2026-11-04.csv': 'x\n9\n',
  }
  it.each<[string, readonly number[]]>([
    ['data/2026-11-*.csv', [1, 2]],
    ['data/2026-1[12]-01.csv', [1, 3]],
    ['data/2026-1[!1]-01.csv', [3]],
    ['data/2026-11-0?.csv', [1, 2]],
    ['data/{2026-11-02,2026-12-01}.csv', [2, 3]],
    ['data/**/*.csv', [1, 2, 3, 4]],
    ['data/**/**/2026-11-03.csv', [4]],
    ['*/*-01.csv', [1, 3]],
    ['data/_*.csv', [9]],
  ])('%s', async (pattern, expected) => {
    expect((await read(files, pattern)).rows.flat()).toEqual(expected)
  })

  it('that matches nothing, or is none, is refused', async () => {
    await expect(read(files, 'data/2025-*.csv')).rejects.toThrow('data/2025-*.csv: matches no file')
    await expect(read(files, 'none/*.csv')).rejects.toThrow('there is no folder none')
    await expect(read(files, 'data/[ab.csv')).rejects.toThrow('leaves a bracket open')
    await expect(read(files, 'data/{a,b.csv')).rejects.toThrow('leaves a brace open')
    await expect(read(files, 'data/[z-a].csv')).rejects.toThrow('set of characters')
    await expect(read(files, `data/${'{a,b}'.repeat(20)}`)).rejects.toThrow('256 alternatives')
    await expect(read(files, `data/${'*'.repeat(2000)}`)).rejects.toThrow('1024 characters')
  })

  it('of many stars takes no longer than one of few', async () => {
    const started = performance.now()
    const hostile = { [`data/${'a'.repeat(200)}.csv`]: 'x\n1\n' }
    await expect(read(hostile, `data/${'a*'.repeat(12)}b`)).rejects.toMatchObject({ code: 'empty' })
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('partitions from its first wildcard on', async () => {
    const { rows } = await read(days, 'd/dt=2026-11-01/*/*.csv')
    expect(rows).toEqual([
      [1, 'a', 'eu'],
      [2, 'b', 'eu'],
      [3, 'c', 'us/east'],
    ])
  })

  it('is a plain path where a file is called so', async () => {
    const { dataset, rows } = await read({ 'a[1].csv': 'x\n7\n', 'a1.csv': 'x\n1\n' }, 'a[1].csv')
    expect(rows).toEqual([[7]])
    expect(dataset.files).toEqual([{ path: 'a[1].csv', key: 'a[1].csv' }])
  })
})

describe('files that are one table agree, or are refused by name', () => {
  it('in what their columns are', async () => {
    const files = { 'd/a.csv': 'x,y\n1,2\n', 'd/b.csv': 'x,y\n1,red\n' }
    const dataset = await openDataset(inMemory(files), 'd')
    expect(await rowsOf(dataset, ['x'])).toEqual([[1], [1]])
    expect(() => dataset.batches()).toThrow('d/b.csv: column "y" is text, but number in d/a.csv')
  })

  it('in which columns they have', async () => {
    const files = { 'd/a.csv': 'x\n1\n', 'd/b.csv': 'y,x\n5,2\n' }
    const dataset = await openDataset(inMemory(files), 'd')
    expect(() => dataset.batches({ columns: ['y'] })).toThrow('d/a.csv: has no column "y", which d/b.csv has')
    expect(await rowsOf(dataset, ['x'])).toEqual([[1], [2]])
    expect((await read(files, 'd', { union: true })).rows).toEqual([
      [1, null],
      [2, 5],
    ])
    expect(() => dataset.batches({ columns: ['z'] })).toThrow('has no column "z"')
  })

  it('in their format', async () => {
    const files = { 'd/a.csv': 'x\n1\n', 'd/b.jsonl': '{"x":1}\n' }
    await expect(read(files, 'd')).rejects.toThrow('d/b.jsonl: is jsonl, but d/a.csv is csv')
  })

  it('a column that is empty in one file is what it is in the others', async () => {
    const files = { 'd/a.csv': 'x,y\n,1\n', 'd/b.csv': 'x,y\n2.5,\n', 'd/c.csv': 'x,y\n,9007199254740993\n' }
    const { dataset, rows } = await read(files, 'd')
    expect(dataset.fields.map(({ kind }) => kind)).toEqual(['number', 'bigint'])
    expect(rows).toEqual([
      [null, '1'],
      [2.5, null],
      [null, '9007199254740993'],
    ])
  })

  it('Parquet says how many rows there are', async () => {
    const files = {
      'd/a.parquet': goldenBytes('defaults.parquet'),
      'd/b.parquet': goldenBytes('all-null.parquet'),
    }
    const dataset = await openDataset(inMemory(files), 'd')
    expect(dataset.rowCount).toBe(250)
    const [column] = [...(await readColumns(dataset, ['i64_wide'])).values()]
    expect([column!.kind, column!.length]).toEqual(['bigint', 250])
  })

  it('a file that cannot be read is named', async () => {
    await expect(read({ 'd/a.csv': 'x\n1\n', 'd/b.csv': '' }, 'd')).rejects.toThrow(
      'd/b.csv: is an empty file',
    )
    await expect(read({ 'd/a.csv': 'x\n1\n', 'd/README': 'hello' }, 'd')).rejects.toThrow('d/README')
  })

  it('a file that changes between opening and reading is refused', async () => {
    const { files } = memoryRuntime({ files: { 'd/a.csv': 'x\n1\n', 'd/b.csv': 'x\n2\n' } })
    const dataset = await openDataset(files, 'd')
    await files.write('d/b.csv', 'x\n2\n3\n')
    await expect(rowsOf(dataset)).rejects.toThrow('d/b.csv: changed while the dataset was read')
  })
})

describe('limits', () => {
  const three = { 'd/a.csv': 'x\n1\n', 'd/b.csv': 'x\n2\n', 'd/c.csv': 'x\n3\n' }

  it('of files and rows', async () => {
    await expect(read(three, 'd', { maxFiles: 2 })).rejects.toMatchObject({ code: 'too-large' })
    await expect(read(three, 'd', { maxRows: 2 })).rejects.toMatchObject({ code: 'too-large' })
    expect((await read(three, 'd', { maxRows: 3, maxFiles: 3 })).rows).toHaveLength(3)
  })

  it('one file is open at a time, and none after an early end', async () => {
    const { files } = memoryRuntime({ files: three })
    let [open, most] = [0, 0]
    const watched: DatasetFiles = {
      ...files,
      async open(path) {
        const source = await files.open(path)
        most = Math.max(most, ++open)
        const close = async () => {
          open--
          await source.close()
        }
        return { ...source, close }
      },
    }
    const dataset = await openDataset(watched, 'd')
    for await (const batch of dataset.batches()) {
      expect(batch.rows).toBe(1)
      break
    }
    expect([open, most]).toEqual([0, 1])
    await expect(openDataset(watched, 'd/*', { kinds: { y: 'text' } })).rejects.toMatchObject({
      code: 'missing-column',
    })
    expect(open).toBe(0)
  })
})

describe('several paths', () => {
  it('are one table, each file once', async () => {
    const files = { 'a.csv': 'x\n1\n', 'd/b.csv': 'x\n2\n', 'd/c.csv': 'x\n3\n' }
    expect((await read(files, ['d/*.csv', 'a.csv'])).rows.flat()).toEqual([1, 2, 3])
    await expect(read(files, ['d', 'd/b.csv'])).rejects.toThrow('d/b.csv: is named twice')
    await expect(read(files, [])).rejects.toMatchObject({ code: 'empty' })
    await expect(read(files, ['gone.csv', 'a.csv'])).rejects.toMatchObject({ code: 'file-not-found' })
  })
})

describe('the digest', () => {
  it('is that of sha256sum over paths and bytes, or of the bytes of a single file', async () => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
    const files = { 'd/k=2/b.csv': 'x\n2\n', 'd/k=1/a.csv': 'x\n1\n', 'd/_SUCCESS': '' }
    const lines = `${sha256('x\n1\n')}  k=1/a.csv\n${sha256('x\n2\n')}  k=2/b.csv\n`
    const dataset = await openDataset(inMemory(files), 'd')
    expect(await dataset.digest()).toEqual({ digest: `sha256:${sha256(lines)}`, byteLength: 8, files: 2 })
    const single = await openDataset(inMemory(files), 'd/k=1/a.csv')
    expect((await single.digest()).digest).toBe(`sha256:${sha256('x\n1\n')}`)
  })

  it('knows one partition from another with the same bytes', async () => {
    const one = await openDataset(inMemory({ 'd/k=1/a.csv': 'x\n1\n' }), 'd')
    const other = await openDataset(inMemory({ 'd/k=2/a.csv': 'x\n1\n' }), 'd')
    expect((await one.digest()).digest).not.toBe((await other.digest()).digest)
  })
})

describe('on a disk', () => {
  it('links to files inside are followed, and those that lead outside or to folders are refused', async () => {
    const { env, workspace } = await stepWorkspace()
    const { files } = githubRuntime(fakeProcess(env, workspace))
    await files.write('d/a.csv', 'x\n1\n')
    await files.write('e/b.csv', 'x\n2\n')
    await symlink('../e/b.csv', join(workspace, 'd/b.csv'))
    expect(await rowsOf(await openDataset(files, 'd'))).toEqual([[1], [2]])
    expect(await rowsOf(await openDataset(files, '*/b.csv'))).toEqual([[2], [2]])
    await symlink('/etc', join(workspace, 'venv'))
    expect(await rowsOf(await openDataset(files, 'd/*.csv'))).toEqual([[1], [2]])
    await symlink('/etc/passwd', join(workspace, 'd/c.csv'))
    await expect(openDataset(files, 'd')).rejects.toMatchObject({ code: 'path-outside-workspace' })
    await expect(openDataset(files, '../*.csv')).rejects.toMatchObject({ code: 'path-outside-workspace' })
  })
})

it('a profile of a folder is that of its rows in one file', async () => {
  const rows = Array.from({ length: 400 }, (_, i) => `${i % 37},${i % 5 === 0 ? '' : `g${i % 3}`}`)
  const csv = (part: readonly string[]) => `n,t\n${part.join('\n')}\n`
  const files = { 'all.csv': csv(rows), 'd/1.csv': csv(rows.slice(0, 150)), 'd/2.csv': csv(rows.slice(150)) }
  const [whole, parts] = await Promise.all(
    ['all.csv', 'd'].map(async (at) => profileTable(await openDataset(inMemory(files), at))),
  )
  expect(profileDigest(parts!)).toBe(profileDigest(whole!))
})
