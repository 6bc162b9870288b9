import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonicalJson, digestBytes, digestModel } from '@mlops-actions/registry'
import { memorySource } from '@mlops-actions/data'
import { parseLocator, readIdentity } from '@mlops-actions/lineage'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, envOf, filesAt, GOLDEN, loopback, offline } from './support/files.ts'

const DATA = join(GOLDEN, 'data')
const expected = JSON.parse(readFileSync(join(DATA, 'expected.json'), 'utf8'))

const identify = (locator: string, root = DATA, env = {}, http = offline) =>
  readIdentity('train', parseLocator(locator), { files: filesAt(root), http, env: envOf(env) })

const bytes = (path: string) => readFileSync(join(DATA, path))

/** A copy of the golden folder that a test may spoil. */
function copy(folder: string): string {
  const root = mkdtempSync(join(tmpdir(), 'lineage-'))
  cpSync(join(DATA, folder), join(root, folder), { recursive: true })
  return root
}

describe('files', () => {
  it('a Parquet file has its rows, a folder its root digest, a pattern the files it chose', async () => {
    expect(await identify('seven.parquet')).toMatchObject({
      kind: 'file',
      digest: digestBytes(bytes('seven.parquet')),
      rows: 7,
    })
    const entries = ['1.bin', 'a b/ü.txt'].map((path) => ({
      path,
      open: async () => memorySource(path, bytes(`dvc/data/images/${path}`)),
    }))
    const { digest } = await digestModel(entries)
    expect(await identify('dvc/data/images')).toEqual({
      name: 'train',
      kind: 'folder',
      digest,
      byteLength: 263,
    })
    expect(await identify('dvc/data/**/*.*')).toMatchObject({ kind: 'files', files: 5 })
    expect(await identify('dvc/*.csv')).toMatchObject({ files: 1 })
    expect(await codeOf(identify('dvc/*.parquet'))).toBe('data-not-found')
  })
})

describe('DVC', () => {
  it('reads a .dvc file, by its own name or by the name of the data', async () => {
    const file = await identify('dvc:dvc/data/train.csv')
    expect(file).toEqual({
      name: 'train',
      kind: 'dvc',
      source: 'dvc/data/train.csv.dvc',
      id: 'md5:c90135599344113561a910f6c638137f',
      digest: digestBytes(bytes('dvc/data/train.csv')),
      byteLength: 15,
      details: { path: 'dvc/data/train.csv' },
    })
    expect(await identify('dvc:dvc/data/train.csv.dvc')).toEqual(file)
  })

  it('hashes a folder as DVC does, names beyond ASCII included', async () => {
    const folder = await identify('dvc:dvc/data/images')
    expect(folder).toMatchObject({ byteLength: 263, details: { files: '2' } })
    expect('id' in folder && folder.id).toMatch(/^md5:[0-9a-f]{32}\.dir$/)
  })

  it('finds the stage of a dvc.lock that wrote the data', async () => {
    expect(await identify('dvc:dvc/out/half.csv')).toMatchObject({
      source: 'dvc/dvc.lock',
      details: { stage: 'split' },
      digest: digestBytes(bytes('dvc/out/half.csv')),
    })
  })

  it('names the hash of DVC 2 for what it is: not the md5 of the file', async () => {
    expect(await identify('dvc:dvc/old.csv')).toMatchObject({ id: `md5-dos2unix:${expected.dvc.dos2unix}` })
  })

  it('refuses data that are not what DVC recorded, and keeps the id of data that are not checked out', async () => {
    const root = copy('dvc')
    writeFileSync(join(root, 'dvc/data/train.csv'), 'x,y\r\n9,2\r\n3,4\r\n')
    expect(await codeOf(identify('dvc:dvc/data/train.csv', root))).toBe('data-changed')
    writeFileSync(join(root, 'dvc/data/images/1.bin'), 'shorter')
    expect(await codeOf(identify('dvc:dvc/data/images', root))).toBe('data-changed')
    writeFileSync(
      join(root, 'gone.csv.dvc'),
      readFileSync(join(root, 'dvc/data/train.csv.dvc'), 'utf8').replace('train', 'gone'),
    )
    const gone = await identify('dvc:gone.csv', root)
    expect(gone).toMatchObject({ id: 'md5:c90135599344113561a910f6c638137f', byteLength: 15 })
    expect(gone.digest).toBeUndefined()
  })

  it('keeps where imported data came from, without the password in the address', async () => {
    const root = copy('dvc')
    const imported = `deps:
- path: data.csv
  repo:
    url: https://user:secret@github.com/o/data
    rev_lock: ${'a'.repeat(40)}
outs:
- {md5: c90135599344113561a910f6c638137f, size: 15, hash: md5, path: imported.csv}
`
    writeFileSync(join(root, 'imported.csv.dvc'), imported)
    expect(await identify('dvc:imported.csv', root)).toMatchObject({
      details: { 'imported from': 'https://github.com/o/data', 'imported at': 'a'.repeat(40) },
    })
  })

  it.each([
    ['nothing', '', 'corrupt'],
    ['no hash', 'outs:\n- path: a.csv\n', 'corrupt'],
    ['a hash that is none', 'outs:\n- {path: a.csv, md5: "../../x"}\n', 'corrupt'],
    ['no YAML', 'outs: [\n', 'corrupt'],
  ])('refuses a .dvc file with %s', async (_what, text, code) => {
    const root = mkdtempSync(join(tmpdir(), 'lineage-'))
    writeFileSync(join(root, 'a.csv.dvc'), text)
    expect(await codeOf(identify('dvc:a.csv', root))).toBe(code)
    expect(await codeOf(identify('dvc:nowhere.csv', root))).toBe('data-not-found')
  })
})

describe('Delta Lake', () => {
  it.each([0, 1, 2, 3, 4, 5])('version %i is what delta-rs says it is', async (version) => {
    const { id, files, rows } = expected.delta[version]
    const digest = digestBytes(canonicalJson(files.map(([path, size]: [string, number]) => ({ path, size }))))
    const read = await identify(`delta:delta@${version}`)
    expect(read).toMatchObject({
      id,
      digest,
      byteLength: files.reduce((sum: number, [, size]: [string, number]) => sum + size, 0),
      details: { files: String(files.length), rows: String(rows), table: 'trips' },
    })
  })

  it('takes the newest version unasked, and says the same from a checkpoint once the log was cleaned up', async () => {
    const whole = await identify('delta:delta')
    expect(whole).toMatchObject({ id: expected.delta[5].id })
    expect(await identify('delta:delta-trimmed')).toMatchObject({
      id: 'id' in whole && whole.id,
      digest: whole.digest,
    })
    expect(await identify('delta:delta-trimmed/@3')).toMatchObject({ id: expected.delta[3].id })
    expect(await codeOf(identify('delta:delta-trimmed@1'))).toBe('data-not-found')
    expect(await codeOf(identify('delta:delta@6'))).toBe('data-not-found')
    expect(await codeOf(identify('delta:dvc'))).toBe('data-not-found')
  })

  it('refuses a log with a hole, a broken checkpoint and a broken commit', async () => {
    const root = copy('delta-trimmed')
    const log = join(root, 'delta-trimmed/_delta_log')
    writeFileSync(join(log, '00000000000000000005.json'), '{"add":{"path":"a"}}\n')
    expect(await codeOf(identify('delta:delta-trimmed', root))).toBe('corrupt')
    writeFileSync(join(log, '00000000000000000007.json'), '{}\n')
    expect(await codeOf(identify('delta:delta-trimmed', root))).toBe('data-not-found')
    writeFileSync(
      join(log, '00000000000000000003.checkpoint.parquet'),
      bytes('seven.parquet').subarray(0, 300),
    )
    expect(await codeOf(identify('delta:delta-trimmed@4', root))).toBe('corrupt')
  })
})

describe('Iceberg', () => {
  const { uuid, snapshots } = expected.iceberg
  it('keeps every digit of a snapshot id, the newest unasked', async () => {
    expect(await identify('iceberg:iceberg')).toMatchObject({
      id: `${uuid}@${snapshots[2]}`,
      details: { operation: 'append', records: '3', location: 'file:///warehouse/iceberg' },
    })
    const older = await identify(`iceberg:iceberg@${snapshots[0]}`)
    expect(older).toMatchObject({ id: `${uuid}@${snapshots[0]}`, details: { records: '1' } })
    expect(await codeOf(identify('iceberg:iceberg@12345'))).toBe('data-not-found')
    expect(await codeOf(identify('iceberg:dvc'))).toBe('data-not-found')
  })

  it('does not choose between two metadata files of one number', async () => {
    const root = copy('iceberg')
    writeFileSync(
      join(root, `iceberg/metadata/00003-${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}.metadata.json`),
      '{}',
    )
    expect(await codeOf(identify('iceberg:iceberg', root))).toBe('invalid-data')
  })
})

describe('Feast', () => {
  it('gives a feature service an identity that only its features change', async () => {
    const first = await identify('feast:feast-registry.db#eta_v1')
    expect(first).toMatchObject({ kind: 'feast', details: { views: 'busy, driver_stats', features: '2' } })
    expect('id' in first && first.id).toMatch(/^rides\/eta_v1@[0-9a-f]{12}$/)
    expect((await identify('feast:feast-again.db#eta_v1')).digest).toBe(first.digest)
    expect((await identify('feast:feast-changed.db#eta_v1')).digest).not.toBe(first.digest)
    expect((await identify('feast:feast-changed.db#eta_v2')).digest).toBe(
      (await identify('feast:feast-registry.db#eta_v2')).digest,
    )
  })

  it('names the services there are, and refuses a file that is no registry', async () => {
    await expect(identify('feast:feast-registry.db#eta')).rejects.toMatchObject({
      code: 'data-not-found',
      message: expect.stringContaining('"eta_v1", "eta_v2"'),
    })
    expect(await codeOf(identify('feast:seven.parquet#eta'))).toBe('corrupt')
  })
})

describe('lakeFS', () => {
  const COMMIT = 'c'.repeat(64)
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.headers.authorization ?? '-'} ${request.url}`)
    const found = request.url?.includes('/refs/main/')
    const allowed = request.headers.authorization === `Basic ${Buffer.from('key:secret').toString('base64')}`
    response.statusCode = allowed ? (found ? 200 : 404) : 401
    const commit = {
      id: COMMIT,
      parents: [],
      committer: 'ann',
      message: 'load',
      creation_date: 1_700_000_000,
      meta_range_id: 'm',
      metadata: {},
    }
    response.end(
      JSON.stringify({
        pagination: { has_more: true, max_per_page: 1, results: 1, next_offset: '' },
        results: [commit],
      }),
    )
  })
  let endpoint = ''
  beforeAll(async () => {
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => void server.close())
  const keys = { LAKECTL_CREDENTIALS_ACCESS_KEY_ID: 'key', LAKECTL_CREDENTIALS_SECRET_ACCESS_KEY: 'secret' }
  const read = (locator: string, env: Record<string, string>) => identify(locator, DATA, env, loopback)

  it('pins a branch to its commit', async () => {
    const env = { LAKECTL_SERVER_ENDPOINT_URL: `${endpoint}/api/v1/`, ...keys }
    expect(await read('lakefs://lake/main/trips/', env)).toEqual({
      name: 'train',
      kind: 'lakefs',
      source: `lakefs://lake/${COMMIT}/trips/`,
      id: COMMIT,
      details: { ref: 'main', committer: 'ann', message: 'load', 'committed at': '2023-11-14T22:13:20.000Z' },
    })
    expect(asked.at(-1)).toMatch(/ \/api\/v1\/repositories\/lake\/refs\/main\/commits\?amount=1$/)
    expect(await codeOf(read('lakefs:lake/nowhere', env))).toBe('data-not-found')
  })

  it('says what is missing: the server, the key', async () => {
    expect(await codeOf(read('lakefs:lake/main', keys))).toBe('invalid-data')
    expect(await codeOf(read('lakefs:lake/main', { LAKECTL_SERVER_ENDPOINT_URL: endpoint }))).toBe(
      'registry-refused',
    )
  })
})

describe('as people write it', () => {
  it.each([
    ['delta:', 'invalid-data'],
    ['feast:registry.db', 'invalid-data'],
    ['lakefs:Repo', 'invalid-data'],
    [`sql:${'x'.repeat(901)}`, 'invalid-data'],
  ])('refuses %s', (text, code) => {
    expect(() => parseLocator(text)).toThrow(expect.objectContaining({ code }))
  })

  it('records a time-travel id of SQL as given', async () => {
    expect(await identify('sql:lake.trips AT (TIMESTAMP => 2024-01-01)')).toEqual({
      name: 'train',
      kind: 'sql',
      source: 'as given',
      id: 'lake.trips AT (TIMESTAMP => 2024-01-01)',
    })
  })
})
