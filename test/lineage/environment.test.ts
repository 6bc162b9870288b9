import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { disparities, findLock, isDirty, pinsOf, readLock, resolveImage } from '@mlops-actions/lineage'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gitEnv, realExec } from '../registry/support/world.ts'
import { codeOf, envOf, filesAt, GOLDEN, loopback, offline } from './support/files.ts'

const LOCKS = join(GOLDEN, 'locks')
const lock = (path: string) => readLock(filesAt(LOCKS), path)

describe('lock files, as the tools wrote them', () => {
  it.each([
    ['uv.lock', 'uv', { requests: '2.32.5', pysocks: '1.7.1' }],
    ['requirements.txt', 'requirements', { requests: '2.32.5', pysocks: '1.7.1' }],
    ['Pipfile.lock', 'pipfile', { requests: '2.32.5' }],
    ['package-lock.json', 'npm', { 'left-pad': '1.3.0' }],
    ['freeze.txt', 'requirements', {}],
  ])('%s', async (path, kind, pins) => {
    const read = await lock(path)
    expect(read).toMatchObject({ path, kind })
    expect(Object.fromEntries(read.pins.map(({ name, version }) => [name, version]))).toMatchObject(pins)
    expect(read.packages).toBeGreaterThan(0)
    if (path !== 'uv.lock') expect(read.pinned).toBe(read.packages)
  })

  it('uv and its export pin the same', async () => {
    const [own, exported] = [await lock('uv.lock'), await lock('requirements.txt')]
    const names = new Set(exported.pins.map(({ name }) => name))
    expect(disparities(own.pins, exported.pins)).toEqual([])
    for (const name of names) expect(own.pins.map((pin) => pin.name)).toContain(name)
  })
})

const pins = (text: string, kind: Parameters<typeof pinsOf>[1]) =>
  pinsOf(Buffer.from(text), kind, kind).map(({ name, version }) => `${name} ${version ?? '-'}`)

describe('lock files, by their formats', () => {
  it.each([
    [
      'requirements',
      'A_b.c[x]==1.0 ; python_version > "3" \\\n  --hash=sha256:00\n# no\n-r other.txt\nd>=1\ne==2.*\nf @ https://x/f.whl\ng===3',
      ['a-b-c 1.0', 'd -', 'e -', 'f -', 'g 3'],
    ],
    [
      'poetry',
      '[[package]]\nname = "A"\nversion = "1"\n\n[package.dependencies]\nname = "no"\n\n[[package]]\nname = "b"\nversion = "2"\n',
      ['a 1', 'b 2'],
    ],
    [
      'conda',
      'dependencies:\n- conda-forge::numpy=2.0=py_0\n- scipy==1.1\n- pip\n- pip: [torch==2.0]\n- x>=3\n',
      ['numpy 2.0', 'scipy 1.1', 'pip -', 'torch 2.0', 'x -'],
    ],
    ['conda-lock', 'package:\n- {name: numpy, version: 2.0.1, manager: conda}\n', ['numpy 2.0.1']],
    [
      'pixi',
      'version: 6\npackages:\n- conda: https://conda.anaconda.org/conda-forge/linux-64/numpy-2.0.1-py312h1103770_0.conda\n- pypi: https://files.pythonhosted.org/a/b/torch-2.5.0-cp312-none-any.whl#sha256=0\n',
      ['numpy 2.0.1', 'torch 2.5.0'],
    ],
  ] as const)('%s', (kind, text, expected) => {
    expect(pins(text, kind)).toEqual(expected)
  })

  it('a file without packages is no lock file', async () => {
    const root = mkdtempSync(join(tmpdir(), 'lock-'))
    writeFileSync(join(root, 'requirements.txt'), '# nothing\n')
    expect(await codeOf(readLock(filesAt(root), 'requirements.txt'))).toBe('invalid-lock')
    expect(await findLock(filesAt(root))).toBe('requirements.txt')
    writeFileSync(join(root, 'uv.lock'), readFileSync(join(LOCKS, 'uv.lock')))
    expect(await findLock(filesAt(root))).toBe('uv.lock')
    expect(await findLock(filesAt(mkdtempSync(join(tmpdir(), 'lock-'))))).toBeUndefined()
  })
})

it('what the model asks for and what it was trained with: only real differences count', () => {
  const packed = [
    { name: 'scikit-learn', version: '1.5.0' },
    { name: 'numpy', version: '2.0' },
    { name: 'torch', version: '2.5.1' },
    { name: 'other', version: '1' },
  ]
  const trained = [
    { name: 'scikit-learn', version: '1.7.2' },
    { name: 'numpy', version: '2.0.0' },
    { name: 'torch', version: '2.5.1+cu121' },
    { name: 'loose', version: undefined },
  ]
  expect(disparities(packed, trained)).toEqual([{ name: 'scikit-learn', asked: '1.5.0', trained: '1.7.2' }])
})

it('a work tree is dirty by what it tracks; where git cannot say, nothing is claimed', async () => {
  const root = mkdtempSync(join(tmpdir(), 'code-'))
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', root, ...args], { env: gitEnv() })
  expect(await isDirty(realExec, root)).toBeUndefined()
  git('init', '--quiet')
  writeFileSync(join(root, 'train.py'), 'one')
  git('add', '.')
  git('commit', '--quiet', '-m', 'x')
  writeFileSync(join(root, 'model.bin'), 'what training writes')
  expect(await isDirty(realExec, root)).toBe(false)
  git('add', 'model.bin')
  git('commit', '--quiet', '-m', 'a model in the repository')
  writeFileSync(join(root, 'model.bin'), 'what training writes next')
  expect(await isDirty(realExec, root)).toBe(true)
  expect(await isDirty(realExec, root, 'model.bin')).toBe(false)
  writeFileSync(join(root, 'train.py'), 'two')
  expect(await isDirty(realExec, root, 'model.bin')).toBe(true)
})

describe('images', () => {
  const DIGEST = `sha256:${'d'.repeat(64)}`
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'}`)
    const here = `http://${request.headers.host}`
    if (request.url?.startsWith('/token')) return response.end(JSON.stringify({ token: 't0ken' }))
    if (request.headers.authorization !== 'Bearer t0ken') {
      response.writeHead(401, { 'www-authenticate': `Bearer realm="${here}/token",service="here"` })
      return response.end()
    }
    response.writeHead(request.url === '/v2/acme/train/manifests/v1' ? 200 : 404, {
      'docker-content-digest': DIGEST,
    })
    return response.end()
  })
  let host = ''
  beforeAll(async () => {
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => void server.close())

  it('a digest is taken as written, a tag is resolved now', async () => {
    expect(await resolveImage(`ghcr.io/acme/train@${DIGEST}`, offline, envOf({}))).toEqual({
      name: 'ghcr.io/acme/train',
      digest: DIGEST,
    })
    expect(await resolveImage(`ghcr.io/acme/train:v1@${DIGEST}`, offline, envOf({}))).toEqual({
      name: 'ghcr.io/acme/train',
      digest: DIGEST,
      tag: 'v1',
    })
    expect(
      await resolveImage(`${host}/acme/train:v1`, loopback, envOf({ OCI_USERNAME: 'u', OCI_PASSWORD: 'p' })),
    ).toEqual({
      name: `${host}/acme/train`,
      digest: DIGEST,
      tag: 'v1',
    })
    expect(seen).toContain(
      `GET /token?service=here&scope=repository%3Aacme%2Ftrain%3Apull Basic ${Buffer.from('u:p').toString('base64')}`,
    )
  })

  it.each([
    ['an unknown tag', () => `${host}/acme/train:v2`, 'image-not-found'],
    ['an empty text', () => '', 'image-not-pinned'],
    ['upper case', () => 'ghcr.io/Acme/train', 'image-not-pinned'],
    ['a path that climbs', () => 'ghcr.io/../x:v1', 'image-not-pinned'],
    ['a long row of letters', () => `${'a'.repeat(400)}!`, 'image-not-pinned'],
  ])('refuses %s', async (_what, text, code) => {
    expect(await codeOf(resolveImage(text(), loopback, envOf({})))).toBe(code)
  })
})
