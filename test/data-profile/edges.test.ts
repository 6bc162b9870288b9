import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edgesInPasses, type Scan } from '../../packages/data/src/profile/edges-in-passes.ts'
import { equiDepthEdges } from '../../packages/data/src/profile/edges.ts'

const scanOf = (values: readonly number[], batch: number): Scan =>
  async function* () {
    for (let i = 0; i < values.length; i += batch) yield Float64Array.from(values.slice(i, i + batch))
  }
const tied = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(-0, 5e-324, -5e-324, 1.7976931348623157e308, 0.1, 0.30000000000000004),
)

describe('edges in passes', () => {
  test('are those of sorting, whatever the capacity', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(tied, { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        async (values, capacity, cells) => {
          const sorted = equiDepthEdges(Float64Array.from(values), cells)
          expect(await edgesInPasses(scanOf(values, 7), cells, capacity)).toEqual(sorted)
        },
      ),
      { seed: 9, numRuns: 60 },
    )
  })

  test('refuse a column that changes between passes', async () => {
    let pass = 0
    const scan: Scan = async function* () {
      yield Float64Array.of(1, 2, ...(pass++ === 0 ? [3] : []))
    }
    await expect(edgesInPasses(scan, 4, 10)).rejects.toThrow('changed between two passes')
  })
})

describe('equi-depth edges', () => {
  test('give every cell less than twice its share, unless one value fills it', () => {
    fc.assert(
      fc.property(
        fc.array(tied, { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 50 }),
        (values, cells) => {
          const edges = equiDepthEdges(Float64Array.from(values), cells)
          expect(edges.length).toBeLessThanOrEqual(2 * cells + 1)
          expect(edges[0]).toBe(Math.min(...values) + 0)
          for (const [i, edge] of edges.entries()) {
            const held = values.filter((v) => v >= edge && v < (edges[i + 1] ?? Infinity))
            const alone = held.every((v) => v === edge)
            expect(alone || held.length < (2 * values.length) / cells).toBe(true)
          }
        },
      ),
      { seed: 3, numRuns: 300 },
    )
  })
})
