import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspectModel, judgeFormat, parseLocator, readIdentity } from '@mlops-actions/lineage'
import { canonicalJson, digestBytes } from '@mlops-actions/registry'
import { fileSource } from '@mlops-actions/data'
import { beforeAll, describe, expect, it } from 'vitest'
import { envOf, filesAt, GOLDEN, offline } from '../lineage/support/files.ts'

/** The generators run again, with the libraries of today's setup: what they write now is read as what they say it is. */

function generate(script: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'lineage-real-')), 'written')
  execFileSync('python3', [join(GOLDEN, script), folder], { stdio: ['ignore', 'ignore', 'pipe'] })
  return folder
}

const expectedIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))

describe('data', () => {
  let folder: string
  beforeAll(() => {
    folder = generate('generate-data.py')
  }, 300_000)
  const identify = (locator: string) =>
    readIdentity('train', parseLocator(locator), { files: filesAt(folder), http: offline, env: envOf({}) })

  it('DVC, Delta Lake, Iceberg and Feast', async () => {
    const expected = expectedIn(folder)
    expect(await identify('dvc:dvc/data/images')).toMatchObject({ kind: 'dvc', byteLength: 263 })
    expect(await identify('dvc:dvc/old.csv')).toMatchObject({ id: `md5-dos2unix:${expected.dvc.dos2unix}` })
    for (const [version, { id, files }] of Object.entries<{ id: string; files: [string, number][] }>(
      expected.delta,
    )) {
      const digest = digestBytes(canonicalJson(files.map(([path, size]) => ({ path, size }))))
      expect(await identify(`delta:delta@${version}`)).toMatchObject({ id, digest })
    }
    const { uuid, snapshots } = expected.iceberg
    expect(await identify('iceberg:iceberg')).toMatchObject({ id: `${uuid}@${snapshots.at(-1)}` })
    const [first, again] = [
      await identify('feast:feast-registry.db#eta_v1'),
      await identify('feast:feast-again.db#eta_v1'),
    ]
    expect(again.digest).toBe(first.digest)
  })
})

describe('models', () => {
  let folder: string
  beforeAll(() => {
    folder = generate('generate-models.py')
  }, 300_000)
  const inspect = async (path: string) =>
    (await inspectModel([{ path, open: () => fileSource(join(folder, path)) }]))[0]!

  it('what the libraries write is recognised and lets through, what attackers write is not', async () => {
    for (const path of [
      'forest.joblib',
      'logistic-5.pkl',
      'net.onnx',
      'net.safetensors',
      'xgboost.json',
      'dense.keras',
    ]) {
      const found = await inspect(path)
      expect([path, found.unread, found.dangers, found.unfamiliar]).toEqual([path, undefined, [], []])
      expect(judgeFormat(found, 'warn').outcome).not.toBe('fail')
    }
    for (const path of ['system-5.pkl', 'in-object-array.joblib', 'torch.pt', 'lambda.keras']) {
      expect(judgeFormat(await inspect(`attacks/${path}`), 'warn').outcome).toBe('fail')
    }
  })
})
