import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileSource } from '@mlops-actions/data'
import { digestModel, type ModelEntry } from '@mlops-actions/registry'
import { describe, expect, it } from 'vitest'
import { listFiles } from '../../packages/core/src/node/list-files.ts'

/** model_signing of PyPI signs the model with a key; its statement names the root digest and every file. */
function signedByUpstream(model: string) {
  const folder = mkdtempSync(join(tmpdir(), 'signing-'))
  const [key, signature] = [join(folder, 'key.pem'), join(folder, 'model.sig')]
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  execFileSync('model_signing', ['sign', 'key', model, '--private_key', key, '--signature', signature], {
    stdio: 'pipe',
  })
  const bundle = JSON.parse(readFileSync(signature, 'utf8'))
  const statement = JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString())
  expect(statement.predicateType).toBe('https://model_signing/signature/v1.0')
  return {
    digest: `sha256:${statement.subject[0].digest.sha256}`,
    files: statement.predicate.resources.map((file: { name: string; digest: string }) => ({
      path: file.name,
      digest: `sha256:${file.digest}`,
    })),
  }
}

async function byUs(path: string, alone: boolean) {
  const names = alone ? ['.'] : await listFiles(path, path, (file) => file)
  const entries = names.map((name): ModelEntry => ({ path: name, open: () => fileSource(join(path, name)) }))
  const { digest, files } = await digestModel(entries)
  return { digest, files: files.map((file) => ({ path: file.path, digest: file.digest })) }
}

function makeModel(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = join(mkdtempSync(join(tmpdir(), 'model-')), 'root')
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return root
}

const models = {
  'a folder': { d0: 'zero', 'd1/f10': 'ten', 'd1/f11': 'eleven', f0: '' },
  'deep folders': { 'd0/d1/d2/d3/d4/f0': '0', 'd0/d1/d2/d3/d4/f1': '1' },
  'names whose order is by segment': {
    'a-b/x': '1',
    'a/x': '2',
    'a.b': '3',
    'a/b/c': '4',
    B: '5',
    'a b/x': '6',
  },
  'names beyond the basic plane': { '\u{1f600}/x': '1', '\uffee': '2', é: '3', 'e\u0301': '4', z: '5' },
  'git files at the top and below': {
    '.gitignore': 'x',
    '.gitattributes': 'x',
    '.github/a': 'x',
    '.git/HEAD': 'x',
    'sub/.gitignore': 'y',
    w: '1',
  },
  'an empty file': { empty_file: '' },
  'more than one read': { 'weights.bin': new Uint8Array(3_000_001).map((_, index) => (index * 31) & 0xff) },
}

describe('the root digest equals that of model_signing', () => {
  it.each(Object.entries(models))('of %s', async (_, files) => {
    const root = makeModel(files)
    expect(await byUs(root, false)).toEqual(signedByUpstream(root))
  })

  it('of a lone file', async () => {
    const root = makeModel({ 'model.onnx': 'This is a simple model' })
    const file = join(root, 'model.onnx')
    expect(basename(file)).toBe('model.onnx')
    expect(await byUs(file, true)).toEqual(signedByUpstream(file))
  })
})
