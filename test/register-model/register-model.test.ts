import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { readReferenceProfile } from '@mlops-actions/adapters'
import { digestBytes } from '@mlops-actions/registry'
import { beforeEach, describe, expect, it } from 'vitest'
import { bundleOf, codeOf, openAt } from '../registry/support/world.ts'
import { makeWorkspace, MLOPS_YML, type Workspace } from '../registry/support/workspace.ts'

const BRANCH = 'refs/heads/mlops/registry'
const FILES = { 'model.json': '{"w":1}', 'sub/config.json': '{}' }

let place: Workspace
beforeEach(async () => {
  place = makeWorkspace()
  for (const [path, content] of Object.entries(FILES)) place.write(`model/${path}`, content)
  await place.writeReport('gate.json', FILES)
})

const record = (version = 1) => JSON.parse(place.git('show', `${BRANCH}:models/m/versions/${version}.json`))

describe('register-model', () => {
  it('records bytes, lineage and evidence, and says where', async () => {
    place.write('train.csv', 'a,b\n1,2\n')
    place.write('features/one.csv', '1')
    place.write('params.yml', 'max_depth: 6\nlearning_rate: 0.1\nmonotone: [a, b]\n')
    place.write('requirements.lock', 'scikit-learn==1.7.2\n')
    const ended = await place.register({
      path: 'model',
      report: 'gate.json',
      data: 'training=train.csv\nfeatures = features',
      params: 'params.yml',
      lock: 'requirements.lock',
      image: `ghcr.io/o/train@sha256:${'ab'.repeat(32)}`,
    })
    const { modelDigest } = await bundleOf('m', FILES)
    expect(ended.ok).toBe(true)
    expect(ended.message).toBe(`m version 1 is registered (${modelDigest})`)
    expect(Object.fromEntries(ended.outputs)).toMatchObject({
      version: '1',
      'model-digest': modelDigest,
      created: 'true',
      uri: `${place.remote}#mlops/registry:models/m/versions/1.json`,
      verdict: 'pass',
      report: 'mlops-report/m/register-model/report.json',
      html: 'mlops-report/m/register-model/report.html',
    })
    expect(record()).toMatchObject({
      modelDigest,
      lineage: {
        data: [
          { name: 'training', kind: 'file', digest: digestBytes('a,b\n1,2\n'), byteLength: 8 },
          { name: 'features', kind: 'folder', byteLength: 1 },
        ],
        params: { max_depth: 6, learning_rate: 0.1, monotone: ['a', 'b'] },
        code: { commit: '1'.repeat(40), repository: 'octo/models' },
        lock: { path: 'requirements.lock', digest: digestBytes('scikit-learn==1.7.2\n') },
        image: { name: 'ghcr.io/o/train', digest: `sha256:${'ab'.repeat(32)}` },
      },
      origin: { actor: 'mona', runId: '42', server: 'https://github.com' },
    })
    expect(digestBytes(place.git('show', `${BRANCH}:models/m/versions/1.json`))).toBe(
      ended.outputs.get('record-digest'),
    )
    expect(ended.report).toMatchObject({
      kind: 'registration',
      verdict: 'pass',
      subject: {
        model: 'm',
        version: '1',
        modelDigest,
        policy: { path: 'mlops.yml', digest: digestBytes(MLOPS_YML) },
      },
      provenance: { action: 'register-model', actor: 'mona' },
    })
    expect(ended.report?.findings.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'bytes pass',
      'evidence pass',
      'lineage pass',
    ])
  })

  it('leaves the checkout alone: no branch, no file, no configuration of it changes', async () => {
    const before = readdirSync(place.folder)
    const config = readFileSync(join(place.folder, '.git/config'), 'utf8')
    await place.register({ path: 'model' })
    expect(readdirSync(place.folder).filter((name) => name !== 'mlops-report')).toEqual(before)
    expect(readFileSync(join(place.folder, '.git/config'), 'utf8')).toBe(config)
    expect(readdirSync(join(place.folder, '.git/refs/heads'))).toEqual([])
  })

  it('is safe to repeat: the same run again finds its version', async () => {
    await place.register({ path: 'model', report: 'gate.json' })
    const again = await place.register({ path: 'model', report: 'gate.json' })
    expect(Object.fromEntries(again.outputs)).toMatchObject({ version: '1', created: 'false' })
    expect(place.git('rev-list', '--count', BRANCH)).toBe('1')
    const retrained = await place.register({ path: 'model' }, { github: { sha: '2'.repeat(40) } })
    expect(Object.fromEntries(retrained.outputs)).toMatchObject({ version: '2', created: 'true' })
    expect(record(2).sameContentAs).toBe(1)
  })

  it('takes a lone file, and an OCI layout outside the workspace', async () => {
    const shared = join(place.folder, '..', 'shared')
    place.write('mlops.yml', MLOPS_YML.replace('bytes: inline', `bytes: { oci_layout: ${shared} }`))
    await place.register({ path: 'model/model.json' })
    expect(record()).toMatchObject({
      fileName: 'model.json',
      files: [{ path: '.' }],
      bytes: { kind: 'oci-layout' },
    })
    expect(readdirSync(shared)).toContain('index.json')
  })

  it('warns when there is no evidence, or when the evidence is a failure; it records both', async () => {
    const bare = await place.register({ path: 'model' })
    expect(bare).toMatchObject({ ok: true, report: { verdict: 'warn' } })
    await place.writeReport('bad.json', FILES, { verdict: 'fail' })
    const bad = await place.register({ path: 'model', report: 'bad.json' })
    expect(bad.report?.findings.find(({ kind }) => kind === 'evidence')).toMatchObject({
      status: 'warn',
      reason: 'its verdict is fail: candidate is not worse than production',
    })
  })
})

describe('what the files are', () => {
  it('identifies data of the policy and of the input, finds the lock file, counts its pins', async () => {
    place.write('train.csv', 'a\n1\n')
    place.write('train.csv.dvc', 'outs:\n- {path: train.csv, size: 4, etag: abc}\n')
    place.write('uv.lock', '[[package]]\nname = "a"\nversion = "1"\n')
    place.write(
      'mlops.yml',
      MLOPS_YML.replace(
        'bytes: inline',
        "bytes: inline, data: { training: 'dvc:train.csv', other: nowhere.csv }",
      ),
    )
    await place.register({ path: 'model', data: 'other=sql:lake.t AT 3' })
    expect(record().lineage).toMatchObject({
      data: [
        { name: 'training', kind: 'dvc', id: 'etag:abc', digest: digestBytes('a\n1\n') },
        { name: 'other', kind: 'sql', id: 'lake.t AT 3' },
      ],
      lock: { path: 'uv.lock', kind: 'uv', packages: 1, pinned: 1 },
    })
  })

  it('names code in a model, warns of it, and warns of other versions than it was trained with', async () => {
    place.write('pickled/requirements.txt', 'scikit-learn==1.5.0\n')
    place.write('requirements.txt', 'scikit-learn==1.7.2\n')
    place.write('pickled/model.pkl', '(I1\nt.')
    const ended = await place.register({ path: 'pickled' })
    expect(ended.report?.findings.filter(({ kind }) => kind === 'format' || kind === 'parity')).toMatchObject(
      [
        { status: 'warn', reason: expect.stringContaining('it is a pickle') },
        { status: 'warn', reason: 'scikit-learn 1.5.0, trained with 1.7.2' },
      ],
    )
    expect(record().packaging).toMatchObject([{ path: 'model.pkl', format: 'pickle' }])
  })

  it.each([
    ['a pickle that starts programs', 'cos\nsystem\n(S"id"\ntR.', ''],
    ['any pickle where the policy says so', '(I1\nt.', ', formats: { pickle: refuse }'],
  ])('refuses %s, and records nothing', async (_what, pickle, policy) => {
    place.write('mlops.yml', MLOPS_YML.replace('bytes: inline', `bytes: inline${policy}`))
    place.write('pickled/model.pkl', pickle)
    expect(await codeOf(place.register({ path: 'pickled' }))).toBe('format-refused')
    expect(place.git('for-each-ref')).toBe('')
  })

  it('keeps the profile of the training data beside the version, and gives it back proven', async () => {
    const rows = Array.from({ length: 50 }, (_, row) => `${row},${row % 3 === 0 ? 'a' : 'b'}`)
    place.write('train.csv', `x,c\n${rows.join('\n')}\n`)
    const policy = 'bytes: inline, data: { training: train.csv }, profile: training'
    place.write('mlops.yml', MLOPS_YML.replace('bytes: inline', policy))
    await place.register({ path: 'model' })
    expect(record().documents.files.map(({ path }: { path: string }) => path)).toEqual([
      'README.md',
      'bom.cdx.json',
      'reference.profile',
    ])
    const registry = await openAt(place.remote)
    const { profile } = await readReferenceProfile(registry, 'm', { version: '1' })
    expect(profile.columns.map(({ name, kind, rows }) => `${name} ${kind} ${rows}`)).toEqual([
      'x number 50',
      'c text 50',
    ])
    expect(await codeOf(readReferenceProfile(registry, 'm', { stage: 'production' }))).toBe('unknown-stage')
    place.write('mlops.yml', MLOPS_YML.replace('bytes: inline', 'bytes: inline, profile: nothing'))
    expect(await codeOf(place.register({ path: 'model' }))).toBe('unknown-data')
  })

  it('writes the card and the bill of materials into the report folder, as they are kept', async () => {
    await place.register({ path: 'model', report: 'gate.json' })
    const folder = join(place.folder, 'mlops-report/m/register-model')
    const kept = new Map(
      record().documents.files.map(({ path, digest }: { path: string; digest: string }) => [path, digest]),
    )
    for (const name of ['README.md', 'bom.cdx.json']) {
      expect(digestBytes(readFileSync(join(folder, name)))).toBe(kept.get(name))
    }
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('# m, version 1')
  })

  it('records metrics measured elsewhere, and refuses what are none', async () => {
    place.write('metrics.json', '{"auc": 0.91}')
    await place.register({ path: 'model', metrics: 'metrics.json' })
    expect(record().metrics).toEqual({ auc: 0.91 })
    place.write('metrics.json', '{"auc": "good"}')
    expect(await codeOf(place.register({ path: 'model', metrics: 'metrics.json' }))).toBe('invalid-metrics')
  })
})

describe('what is refused, by name, with nothing recorded', () => {
  const refused = async (inputs: Readonly<Record<string, string>>) => {
    const code = await codeOf(place.register({ path: 'model', ...inputs }))
    expect(place.git('for-each-ref')).toBe('')
    return code
  }

  it('a report of other bytes names both digests and the file', async () => {
    await place.writeReport('other.json', { 'model.json': '{"w":2}' })
    const { modelDigest } = await bundleOf('m', FILES)
    const other = await bundleOf('m', { 'model.json': '{"w":2}' })
    await expect(place.register({ path: 'model', report: 'gate.json\nother.json' })).rejects.toMatchObject({
      name: 'UserError',
      code: 'evidence-mismatch',
      message: `other.json speaks of ${other.modelDigest}, the model's files are ${modelDigest}`,
    })
    expect(place.git('for-each-ref')).toBe('')
  })

  it.each([
    ['a tag whose registry does not answer', { image: '127.0.0.1:9/o/train:latest' }, 'registry-refused'],
    ['a short digest', { image: 'ghcr.io/o/train@sha256:abcd' }, 'image-not-pinned'],
    ['data without a name', { data: 'train.csv' }, 'invalid-data-line'],
    ['data twice', { data: 'a=model/model.json\na=model/model.json' }, 'duplicate-data-name'],
    ['data that is not there', { data: 'a=nowhere.csv' }, 'file-not-found'],
    ['data outside the workspace', { data: 'a=/etc/passwd' }, 'path-outside-workspace'],
    ['a model that is not there', { path: 'nowhere' }, 'model-not-found'],
    ['a model outside the workspace', { path: '../..' }, 'path-outside-workspace'],
    ['a report that is none', { report: 'mlops.yml' }, 'invalid-evidence'],
    ['a report that is not there', { report: 'nowhere.json' }, 'file-not-found'],
    ['an unknown model', { model: 'n' }, 'unknown-model'],
    ['no policy', { policy: 'nowhere.yml' }, 'policy-not-found'],
    ['an option for a remote', { remote: '--upload-pack=id' }, 'invalid-remote'],
    ['a branch git would not take', { branch: 'a..b' }, 'invalid-name'],
  ] as const)('%s', async (_, inputs, code) => {
    expect(await refused(inputs)).toBe(code)
  })

  it.each([
    ['NaN', 'a: .nan\n'],
    ['broken YAML', 'a: [1\n'],
    ['endless nesting', '['.repeat(100_000)],
    ['nesting that closes', '['.repeat(50_000) + ']'.repeat(50_000)],
    [
      'an alias bomb',
      `a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefgh'
        .split('')
        .map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`)
        .join('\n')}\n`,
    ],
  ])('parameters with %s', async (_, text) => {
    place.write('params.yml', text)
    expect(await refused({ params: 'params.yml' })).toBe('invalid-params')
  })

  it('parameters too large to be parameters', async () => {
    place.write('params.json', JSON.stringify({ a: 'x'.repeat(300_000) }))
    expect(await refused({ params: 'params.json' })).toBe('file-too-large')
  })

  it('a model above the inline limit', async () => {
    place.write('mlops.yml', MLOPS_YML.replace('bytes: inline', 'bytes: inline, inline_limit_mb: 0.000001'))
    await expect(place.register({ path: 'model' })).rejects.toMatchObject({
      code: 'too-large',
      remedy: expect.stringContaining('oci_layout'),
    })
  })

  it('a link out of the model folder, an empty folder', async () => {
    mkdirSync(join(place.folder, 'empty'))
    expect(await refused({ path: 'empty' })).toBe('empty-model')
    symlinkSync('/etc/hostname', join(place.folder, 'model/link'))
    expect(await refused({})).toBe('path-outside-workspace')
  })
})

describe('the token', () => {
  const failure = (remote: string): Promise<unknown> =>
    place.register({ path: 'model', 'remote-token': 's3cret', remote }).catch((error: unknown) => error)

  it('is in no error', async () => {
    // Nothing answers there; what matters is that the error says so without it.
    const failed = await failure('https://127.0.0.1:9/o/r.git')
    expect(failed).toMatchObject({ code: 'git-failed', message: expect.stringContaining('127.0.0.1:9') })
    expect(String(failed)).not.toContain('s3cret')
  })

  it('belongs in its own input: a password in the URL is refused, and not repeated', async () => {
    const failed = await failure('https://u:p4ss@127.0.0.1:9/o/r.git')
    expect(failed).toMatchObject({ code: 'secret-in-url' })
    expect(String(failed)).not.toMatch(/s3cret|p4ss/)
  })
})
