import { createCipheriv, createHash } from 'node:crypto'
import { memorySource } from '@mlops-actions/data'
import {
  type Bundle,
  type BytesStore,
  chunksOf,
  type OpenFile,
  parseVersionRecord,
  canonicalJson,
  type VersionRecord,
  verifyBytes,
} from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleOf, codeOf, lineageOf, ORIGIN } from '../../registry/support/world.ts'

/** One place that bytes are kept at, and what somebody else could do to them there. */
export interface BytesWorld {
  /** A store a call, as on another machine. */
  open(): Promise<BytesStore>
  /** Gets ready what is not kept by us but only pointed to. */
  readonly publish?: (bundle: Bundle) => Promise<void>
  /** Takes a file's bytes away. */
  remove(digest: Digest, path: string): Promise<void>
  /** Puts other bytes of the same length in their place; absent where the place itself makes that impossible. */
  readonly damage?: (digest: Digest, path: string) => Promise<void>
  /** False where nothing is sent, and so a change since hashing shows in no other way than by reading back. */
  readonly stores?: boolean
  dispose(): Promise<void>
}

const MIB = 1 << 20

/** Bytes that do not repeat, the same for the same seed. */
export function noise(byteLength: number, seed: string): Uint8Array {
  const key = createHash('sha256').update(seed).digest()
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(byteLength))
}

async function readAll(open: OpenFile, file: Bundle['files'][number]): Promise<Buffer> {
  const source = await open(file)
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of chunksOf(source)) chunks.push(chunk)
    return Buffer.concat(chunks)
  } finally {
    await source.close()
  }
}

/** A record as the registry writes it, through its own reader: a place it would not read back is no place. */
async function recordOf(bundle: Bundle, store: BytesStore): Promise<VersionRecord> {
  const record: VersionRecord = {
    schema: 'mlops-actions/version/v1',
    model: bundle.model,
    version: 1,
    modelDigest: bundle.modelDigest,
    files: bundle.files.map(({ path, digest, byteLength }) => ({ path, digest, byteLength })),
    ...(bundle.fileName === undefined ? {} : { fileName: bundle.fileName }),
    bytes: await store.put(bundle),
    lineage: lineageOf(),
    origin: ORIGIN,
    createdAt: '2026-01-01T00:00:00.000Z',
  }
  return parseVersionRecord(Buffer.from(canonicalJson(record)), 'record')
}

/** What every place for bytes has to keep to, whatever it is. */
export function bytesContract(name: string, make: () => Promise<BytesWorld>): void {
  describe(`bytes in ${name}`, () => {
    let world: BytesWorld
    beforeAll(async () => {
      world = await make()
    })
    afterAll(() => world.dispose())

    async function stored(seed: string, files?: Readonly<Record<string, string | Uint8Array>>) {
      const bundle = await bundleOf(
        'flight-delay',
        files ?? { 'model.bin': noise(3 * MIB + 17, seed), 'sub folder/ä.json': `{"seed":"${seed}"}` },
      )
      await world.publish?.(bundle)
      return { bundle, record: await recordOf(bundle, await world.open()) }
    }

    it('reads back what was put: nested, empty, odd names, the same bytes twice', async () => {
      const { bundle, record } = await stored('back', {
        'model.bin': noise(2 * MIB + 1, 'back'),
        'empty.txt': '',
        'also empty.txt': '',
        'twice/a': 'twice',
        'twice/b': 'twice',
        'odd/%41 +&?#ü.json': '{}',
      })
      const open = await (await world.open()).reader(record)
      for (const file of bundle.files) {
        const expected = await readAll(file.open, file)
        expect((await readAll(open, file)).equals(expected), file.path).toBe(true)
      }
      expect(await verifyBytes([await world.open()], record)).toBeUndefined()
    })

    it('a lone file too', async () => {
      const bundle = await bundleOf('flight-delay', { '.': noise(1000, 'lone') }, 'model.onnx')
      await world.publish?.(bundle)
      const record = await recordOf(bundle, await world.open())
      expect(await verifyBytes([await world.open()], record)).toBeUndefined()
    })

    it('reads any range, in any order', async () => {
      const { bundle, record } = await stored('ranges')
      const file = bundle.files.find(({ path }) => path === 'model.bin')!
      const whole = noise(file.byteLength, 'ranges')
      const source = await (await (await world.open()).reader(record))(file)
      for (const [offset, length] of [
        [MIB, 10],
        [0, 5],
        [5, MIB],
        [file.byteLength - 3, 3],
        [2, 0],
      ] as const) {
        const read = Buffer.from(await source.read(offset, length))
        expect(read.equals(whole.subarray(offset, offset + length))).toBe(true)
      }
      await expect(source.read(file.byteLength - 1, 2)).rejects.toThrow(RangeError)
      await source.close()
    })

    it('putting again changes nothing, and says the same place', async () => {
      const { bundle, record } = await stored('again')
      expect(await (await world.open()).put(bundle)).toEqual(record.bytes)
      expect(await verifyBytes([await world.open()], record)).toBeUndefined()
    })

    it('two machines that put the same model at once both end well', async () => {
      const bundle = await bundleOf('flight-delay', { 'model.bin': noise(MIB, 'race'), 'b.txt': 'race' })
      await world.publish?.(bundle)
      const stores = await Promise.all([world.open(), world.open()])
      const [one, other] = await Promise.all(stores.map((store) => recordOf(bundle, store)))
      expect(one!.bytes).toEqual(other!.bytes)
      expect(await verifyBytes([await world.open()], one!)).toBeUndefined()
    })

    it('bytes that went missing are named', async () => {
      const { bundle, record } = await stored('missing')
      const file = bundle.files.find(({ path }) => path === 'model.bin')!
      await world.remove(file.digest, file.path)
      expect(await verifyBytes([await world.open()], record)).toMatch(/model\.bin/)
    })

    it('bytes that were swapped are named', async () => {
      const { bundle, record } = await stored('swapped')
      const file = bundle.files.find(({ path }) => path === 'model.bin')!
      if (!world.damage) return
      await world.damage(file.digest, file.path)
      expect(await verifyBytes([await world.open()], record)).toMatch(/model\.bin/)
    })

    it('a file that changed after it was hashed is refused', async () => {
      const bundle = await bundleOf('flight-delay', { 'model.bin': noise(MIB, 'honest') })
      const [file] = bundle.files
      const changed: Bundle = {
        ...bundle,
        files: [{ ...file!, open: async () => memorySource('model.bin', noise(MIB, 'changed')) }],
      }
      if (world.publish) await world.publish(changed)
      expect(await codeOf((await world.open()).put(changed))).toBe('bytes-corrupt')
    })
  })
}
