import { createHash } from 'node:crypto'
import type { ByteSource } from '@mlops-actions/data'
import { comparePaths, digestModel, digestSource, type ModelEntry, rootDigest } from '@mlops-actions/registry'
import { describe, expect, it } from 'vitest'

function source(bytes: Uint8Array): ByteSource & { readonly reads: number[]; closed: number } {
  const reads: number[] = []
  return {
    name: 'memory',
    byteLength: bytes.length,
    reads,
    closed: 0,
    async read(offset, length) {
      if (offset + length > bytes.length) throw new RangeError('beyond the end')
      reads.push(length)
      return bytes.subarray(offset, offset + length)
    },
    async close() {
      this.closed++
    },
  }
}

const entry = (path: string, content: string): ModelEntry => ({
  path,
  open: async () => source(new TextEncoder().encode(content)),
})

const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'nothing thrown',
    (e: { code?: string }) => e.code,
  )

describe('digestSource', () => {
  it('streams: pieces of at most 1 MiB, the same digest as all at once', async () => {
    const bytes = new Uint8Array(2_500_000).map((_, index) => (index * 31) & 0xff)
    const from = source(bytes)
    expect(await digestSource(from)).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`)
    expect(Math.max(...from.reads)).toBe(1 << 20)
    expect(from.closed).toBe(0)
  })

  it('of nothing is the digest of nothing', async () => {
    expect(await digestSource(source(new Uint8Array()))).toBe(
      'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
  })
})

describe('digestModel', () => {
  // tests/conftest.py and tests/_signing/testdata/signing/TestPayload/deep_model_folder of sigstore/model-transparency
  it("equals upstream's test vector, in whatever order the files come", async () => {
    const entries = [3, 1, 0, 2].map((n) => entry(`d0/d1/d2/d3/d4/f${n}`, `This is file f${n}.`))
    const model = await digestModel(entries)
    expect(model.digest).toBe('sha256:18b5a45fe7983f7194e8ffd96c80f5f0ec53191bf4a32b6aff293f043e816d7a')
    expect(model.files[0]).toEqual({
      path: 'd0/d1/d2/d3/d4/f0',
      digest: 'sha256:6efa14bb03544fcb76045c55f25b9315b6eb5be2d8a85f703193a76b7874c6ff',
      byteLength: 16,
    })
    expect(rootDigest(model.files.toReversed())).toBe(model.digest)
  })

  it('of a lone file is the digest of its digest', async () => {
    const inner = createHash('sha256').update('This is a simple model').digest()
    const model = await digestModel([entry('.', 'This is a simple model')])
    expect(model.digest).toBe(`sha256:${createHash('sha256').update(inner).digest('hex')}`)
  })

  it('leaves git files out at the top, and only there', async () => {
    const plain = await digestModel([entry('w.bin', 'w')])
    const cloned = await digestModel([
      entry('.git/HEAD', 'x'),
      entry('.gitattributes', 'x'),
      entry('.github/a/b', 'x'),
      entry('.gitignore', 'x'),
      entry('w.bin', 'w'),
    ])
    expect(cloned).toEqual(plain)
    const below = await digestModel([entry('sub/.gitignore', 'x'), entry('w.bin', 'w')])
    expect(below.files.map(({ path }) => path)).toEqual(['sub/.gitignore', 'w.bin'])
  })

  it('refuses a model without files and paths that could be written elsewhere', async () => {
    expect(await code(digestModel([]))).toBe('empty-model')
    expect(await code(digestModel([entry('.gitignore', 'x')]))).toBe('empty-model')
    expect(await code(digestModel([entry('a', '1'), entry('a', '2')]))).toBe('duplicate-path')
    expect(await code(digestModel([entry('.', '1'), entry('a', '2')]))).toBe('unsafe-path')
  })

  it.each(['../a', '/a', 'a//b', 'a/../b', 'a/./b', 'a\nb', 'a\\b', '', 'a\u0000b', 'a\u0085b'])(
    'refuses the path %j',
    async (path) => expect(await code(digestModel([entry(path, '1')]))).toBe('unsafe-path'),
  )

  it('closes every source, also when reading fails', async () => {
    const broken = source(new Uint8Array(8))
    broken.read = async () => Promise.reject(new Error('disk on fire'))
    await expect(digestModel([{ path: 'a', open: async () => broken }])).rejects.toThrow('disk on fire')
    expect(broken.closed).toBe(1)
  })
})

describe('comparePaths', () => {
  it('orders as Python orders PurePosixPath: by segment, then by code point', () => {
    const paths = ['a-b/x', 'a/x', 'a', 'a/b/c', '\u{10000}', '\uffff', 'B']
    // sorted(map(pathlib.PurePosixPath, paths)) on Python 3.11
    expect(paths.toSorted(comparePaths)).toEqual(['B', 'a', 'a/b/c', 'a/x', 'a-b/x', '\uffff', '\u{10000}'])
  })
})
