import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { DataError } from '../../packages/data/src/error.ts'
import type { Kernels } from '../../packages/data/src/kernels/kernels.ts'
import { typescriptKernels } from '../../packages/data/src/kernels/typescript.ts'
import { type ColumnsModule, instantiateColumns } from '../../packages/data/src/kernels/module.ts'
import { createWasmKernels, kernelsOn } from '../../packages/data/src/kernels/wasm.ts'
import { type Element, encodeHybrid, encodeSnappy, type Run } from './encoders.ts'

let compiled: Kernels
beforeAll(async () => {
  compiled = await createWasmKernels()
})

/** What a kernel gives, copied out of its memory; or the error it raises. */
function outcome(kernels: Kernels, bytes: number, call: (kernels: Kernels) => unknown): unknown {
  kernels.begin(bytes)
  try {
    return structuredClone(call(kernels))
  } catch (error) {
    if (error instanceof DataError) return { code: error.code, message: error.message }
    throw error
  }
}

/** Both kernels on the same input; with room in the memory, and without, when they fall back. */
function expectSame(call: (kernels: Kernels) => unknown, room = 1 << 20): unknown {
  const expected = outcome(typescriptKernels, room, call)
  expect(outcome(compiled, room, call)).toEqual(expected)
  return expected
}

const hostile = fc.uint8Array({ maxLength: 400 })
const doubles = fc.oneof(
  fc.double(),
  fc.double({ noNaN: true, min: -10, max: 10 }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE),
)

describe('Snappy', () => {
  const element: fc.Arbitrary<Element> = fc.oneof(
    fc.record({ literal: fc.uint8Array({ minLength: 1, maxLength: 300 }) }),
    fc.record({
      length: fc.integer({ min: 1, max: 64 }),
      distance: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 70_000 })),
      width: fc.constantFrom(1, 2, 4),
    }),
  )

  it('decodes what an encoder wrote', () => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 30 }), (elements) => {
        const { block, expected } = encodeSnappy(elements)
        expect(expectSame((kernels) => kernels.snappy(block, expected.length, 'x'))).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('refuses cut and changed blocks alike', () => {
    fc.assert(
      fc.property(
        fc.array(element, { minLength: 1, maxLength: 10 }),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: -2, max: 2 }),
        (elements, at, byte, more) => {
          const { block, expected } = encodeSnappy(elements)
          const size = Math.max(0, expected.length + more)
          block[at % block.length] = byte
          expectSame((kernels) => kernels.snappy(block, size, 'x'))
          expectSame((kernels) => kernels.snappy(block.subarray(0, at % block.length), size, 'x'))
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('refuses noise alike', () => {
    fc.assert(
      fc.property(hostile, fc.nat(1_000), (bytes, size) => {
        expectSame((kernels) => kernels.snappy(bytes, size, 'x'))
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('the RLE and bit-packed hybrid', () => {
  const runs = (width: number): fc.Arbitrary<Run[]> => {
    const value = fc.integer({ min: 0, max: 2 ** width - 1 })
    const repeated = fc.record({ value, times: fc.integer({ min: 1, max: 300 }) })
    const packed = fc.record({ packed: fc.array(value, { minLength: 1, maxLength: 100 }) })
    return fc.array(fc.oneof(repeated, packed), { minLength: 1, maxLength: 10 })
  }
  const encoded = fc
    .integer({ min: 1, max: 32 })
    .chain((width) => fc.record({ width: fc.constant(width), runs: runs(width) }))

  it('decodes what an encoder wrote, of every width', () => {
    fc.assert(
      fc.property(encoded, ({ width, runs }) => {
        const { bytes, values } = encodeHybrid(runs, width)
        const found = expectSame((kernels) => kernels.hybrid(bytes, width, values.length, 'x'))
        expect(found).toEqual({ values, highest: values.reduce((a, b) => Math.max(a, b), 0) })
      }),
      { numRuns: 1_000 },
    )
  })

  it('refuses cut, changed and random bytes alike', () => {
    fc.assert(
      fc.property(encoded, hostile, fc.nat(), fc.integer({ min: 0, max: 255 }), (good, noise, at, byte) => {
        const { bytes, values } = encodeHybrid(good.runs, good.width)
        bytes[at % bytes.length] = byte
        for (const some of [bytes, bytes.subarray(0, at % bytes.length), noise]) {
          expectSame((kernels) => kernels.hybrid(some, good.width, values.length, 'x'))
          expectSame((kernels) => kernels.hybrid(some, 33, values.length, 'x'))
          expectSame((kernels) => kernels.levels(some, values.length, 'x'))
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('counts the levels', () => {
    fc.assert(
      fc.property(runs(1), (some) => {
        const { bytes, values } = encodeHybrid(some, 1)
        const found = expectSame((kernels) => kernels.levels(bytes, values.length, 'x'))
        const ones = values.reduce((a, b) => a + b, 0)
        expect(found).toEqual({ present: Uint8Array.from(values), ones })
      }),
      { numRuns: 500 },
    )
  })
})

it('copies doubles from any byte, and looks them up', () => {
  fc.assert(
    fc.property(
      fc.array(doubles, { minLength: 1 }),
      fc.nat(20),
      fc.array(fc.nat()),
      (some, offset, asked) => {
        const values = Float64Array.from(some)
        const bytes = new Uint8Array(offset + values.byteLength)
        bytes.set(new Uint8Array(values.buffer), offset)
        expect(expectSame((kernels) => kernels.doubles(bytes.subarray(offset), values.length))).toEqual(
          values,
        )
        const indexes = Uint32Array.from(asked, (index) => index % values.length)
        expectSame((kernels) => kernels.gather(values, indexes))
      },
    ),
  )
})

it('an index beyond its dictionary is an error, never a number', () => {
  compiled.begin(1 << 12)
  expect(() => compiled.gather(Float64Array.of(1, 2), Uint32Array.of(0, 2))).toThrow(RangeError)
})

it('sorts as the engine does, -0 before 0', () => {
  fc.assert(
    fc.property(fc.array(doubles, { maxLength: 3_000 }), (some) => {
      const values = Float64Array.from(some.filter((value) => !Number.isNaN(value)))
      const sorted = values.slice()
      compiled.sort(sorted)
      expect(sorted).toEqual(values.sort())
    }),
  )
})

describe('the counter', () => {
  const edges = fc.uniqueArray(
    fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -4, max: 4 })),
    {
      maxLength: 70,
      comparator: (a, b) => a === b,
    },
  )

  it('gives the same bits for any values on any edges, in whatever pieces', () => {
    fc.assert(
      fc.property(
        edges,
        fc.array(fc.array(doubles, { maxLength: 60 }), { maxLength: 5 }),
        (unsorted, pieces) => {
          const sorted = unsorted.toSorted((a, b) => a - b)
          expectSame((kernels) => {
            const counter = kernels.counter(sorted)
            for (const piece of pieces) counter.add(Float64Array.from(piece))
            return counter.finish()
          })
        },
      ),
      { numRuns: 500 },
    )
  })

  it('gives the same bits over many blocks, from memory of the kernels and from elsewhere', () => {
    const values = Float64Array.from({ length: 50_001 }, (_, i) =>
      i % 997 === 0 ? NaN : i % 991 === 0 ? Infinity : Math.sin(i) * 10 ** (i % 7),
    )
    const sorted = Array.from({ length: 2_048 }, (_, i) => (i - 1_024) ** 3 / 1e3)
    const bytes = new Uint8Array(values.buffer)
    const found = expectSame((kernels) => {
      const counter = kernels.counter(sorted)
      counter.add(values)
      kernels.begin(values.byteLength + 1_024)
      counter.add(kernels.doubles(bytes, values.length))
      return counter.finish()
    })
    expect(found).toMatchObject({ nan: 102, positiveInfinity: 100 })
  })

  it('finds the cell of any value among many edges, however they lie', () => {
    const shapes = fc.constantFrom<(x: number) => number>(
      (x) => x,
      (x) => x ** 9,
      (x) => Math.exp(x * 40),
      (x) => Math.round(x * 20),
      (x) => (x > 0.4 ? x * 1e300 : x),
      (x) => 1e15 + x,
      (x) => x * 1e-310,
      (x) => x * Number.MAX_VALUE,
    )
    const points = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 40, maxLength: 400 })
    fc.assert(
      fc.property(shapes, points, points, (shape, some, others) => {
        const edges = [...new Set(some.map((x) => shape(x) + 0))].toSorted((a, b) => a - b)
        const onAndBeside = edges.flatMap((edge) => [edge, edge * (1 + 2 ** -52), edge * (1 - 2 ** -53)])
        const values = Float64Array.from([...onAndBeside, ...others.map(shape)])
        expectSame((kernels) => {
          const counter = kernels.counter(edges)
          counter.add(values)
          return counter.finish()
        })
      }),
      { numRuns: 500 },
    )
  })

  it('keeps its counters apart', () => {
    expectSame((kernels) => {
      const [a, b] = [kernels.counter([0]), kernels.counter([5, 6])]
      a.add(Float64Array.of(1, 2))
      b.add(Float64Array.of(5, 7))
      a.add(Float64Array.of(-1))
      return [a.finish(), b.finish()]
    })
  })
})

it('falls back where its memory was not made ready', () => {
  const { block, expected } = encodeSnappy([{ literal: new Uint8Array(10_000) }])
  const small = new Uint8Array(1 << 20)
  compiled.begin(0)
  for (let i = 0; i < 20; i++) expect(compiled.snappy(block, expected.length, 'x')).toEqual(expected)
  expect(compiled.doubles(small, 1 << 17)).toEqual(new Float64Array(1 << 17))
})

it('values whose memory has moved are an error, never nothing', async () => {
  const kernels = await createWasmKernels()
  const counter = kernels.counter([1])
  kernels.begin(1_024)
  const borrowed = kernels.doubles(new Uint8Array(80), 10)
  kernels.begin(1 << 24)
  expect(() => counter.add(borrowed)).toThrow(/moved/)
})

describe('a compiled kernel that is wrong', () => {
  const { block, expected } = encodeSnappy([{ literal: new Uint8Array(100).fill(7) }])
  const runs = encodeHybrid([{ value: 1, times: 20 }], 1).bytes
  /** An address so high that a load leaves any memory. */
  const BEYOND = 2 ** 32 - 65_536
  const faults: Readonly<Record<string, (code: ColumnsModule) => ColumnsModule>> = {
    'leaves its memory': (code) => ({
      ...code,
      snappy: (_source, _end, target, size) => code.snappy(BEYOND, BEYOND + 8, target, size),
      hybrid: (_source, _end, width, count, out) => code.hybrid(BEYOND, BEYOND + 8, width, count, out),
      levels: (_source, _end, count, out) => code.levels(BEYOND, BEYOND + 8, count, out),
      gather: (_indexes, count, dictionary, size, out) => code.gather(BEYOND, count, dictionary, size, out),
    }),
    'refuses what is right': (code) => ({
      ...code,
      snappy: () => 0,
      hybrid: () => -1,
      levels: () => -1,
      gather: () => 0,
    }),
  }

  it.each(Object.entries(faults))('%s: an error, never a number', async (_name, fault) => {
    const kernels = kernelsOn(fault(await instantiateColumns()))
    kernels.begin(1 << 16)
    const disagree = expect.objectContaining({
      code: 'corrupt',
      where: 'x',
      message: expect.stringMatching(/disagree/),
    })
    expect(() => kernels.snappy(block, expected.length, 'x')).toThrow(disagree)
    expect(() => kernels.hybrid(runs, 1, 20, 'x')).toThrow(disagree)
    expect(() => kernels.levels(runs, 20, 'x')).toThrow(disagree)
    expect(() => kernels.gather(Float64Array.of(1), Uint32Array.of(0))).toThrow(RangeError)
  })

  it.each(Object.entries(faults))('%s: the reason is that of the other decoder', async (_name, fault) => {
    const kernels = kernelsOn(fault(await instantiateColumns()))
    kernels.begin(1 << 16)
    expect(() => kernels.snappy(block.subarray(0, 50), expected.length, 'x')).toThrow(/not valid Snappy/)
    expect(() => kernels.hybrid(runs, 1, 21, 'x')).toThrow(/ends after 20 of 21/)
  })
})
