import { readFileSync } from 'node:fs'
import * as stats from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'
import { goldenCall } from './golden-calls.ts'

interface Case {
  readonly fn: string
  readonly args: readonly unknown[]
  readonly expect: unknown
  readonly source: string
  readonly tolerance?: number
}

interface Golden {
  readonly versions: Readonly<Record<string, string>>
  /** Of the first family only. */
  readonly generator?: Readonly<Record<string, readonly number[]>>
  readonly data: Readonly<Record<string, readonly number[]>>
  readonly cases: readonly Case[]
}

function read(name: string): Golden {
  return JSON.parse(readFileSync(new URL(`../golden/stats/${name}.json`, import.meta.url), 'utf8')) as Golden
}

const first = read('golden')
/** One file a family; each generator stands beside its file. */
const families: Readonly<Record<string, Golden>> = {
  golden: first,
  ranks: read('ranks'),
  distances: read('distances'),
  metrics: read('metrics'),
  sequential: read('sequential'),
  multivariate: read('multivariate'),
  performance: read('performance'),
  anytime: read('anytime'),
  further: read('further'),
  proc: read('proc'),
  stream: read('stream'),
}
const DEFAULT_TOLERANCE = 1e-9

/** JSON has no NaN or Infinity, and shared arrays are named instead of repeated. */
function revive(value: unknown, data: Golden['data']): unknown {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value)
  if (Array.isArray(value)) return value.map((item) => revive(item, data))
  if (typeof value !== 'object' || value === null) return value
  if ('data' in value) return data[value.data as string]!
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item, data)]))
}

/** Every number the reference gives must be there and close; keys it does not give are ours to add. */
function differences(actual: unknown, wanted: unknown, tolerance: number, path: string): string[] {
  if (typeof wanted === 'number') {
    if (typeof actual !== 'number') return [`${path}: ${String(actual)} is not a number`]
    if (Object.is(actual, wanted) || actual === wanted) return []
    const gap = Math.abs(actual - wanted) / Math.max(Math.abs(wanted), 1e-300)
    // An exact zero of the reference is met by rounding noise.
    const close = wanted === 0 ? Math.abs(actual) <= 1e-12 : gap <= tolerance
    return close ? [] : [`${path}: ${actual} instead of ${wanted}, off by ${gap}`]
  }
  if (Array.isArray(wanted)) {
    const list = actual as ArrayLike<unknown>
    if (list.length !== wanted.length) return [`${path}: ${list.length} values instead of ${wanted.length}`]
    return wanted.flatMap((item, i) => differences(list[i], item, tolerance, `${path}[${i}]`))
  }
  return Object.entries(wanted as Record<string, unknown>).flatMap(([key, item]) =>
    differences((actual as Record<string, unknown>)[key], item, tolerance, `${path}.${key}`),
  )
}

describe.each(Object.entries(families))('%s: number by number against independent libraries', (_, family) => {
  for (const fn of new Set(family.cases.map(({ fn }) => fn))) {
    const cases = family.cases.filter((known) => known.fn === fn)
    it(`${fn}: ${cases.length} case(s), ${[...new Set(cases.map(({ source }) => source))].join('; ')}`, () => {
      const call = goldenCall(fn)
      const wrong = cases.flatMap(({ args, expect: wanted, tolerance = DEFAULT_TOLERANCE }) =>
        differences(
          call(...args.map((arg) => revive(arg, family.data))),
          revive(wanted, family.data),
          tolerance,
          `${fn}(${JSON.stringify(args).slice(0, 120)})`,
        ),
      )
      expect(wrong).toEqual([])
    })
  }

  it('names the versions it was generated with', () => {
    expect(Object.keys(family.versions)).toEqual(
      expect.arrayContaining('R' in family.versions ? ['R'] : ['numpy', 'python']),
    )
  })
})

describe('the comparison and the generator', () => {
  it('compares: a wrong number, a missing key and a short list are noticed', () => {
    expect(differences(1.000001, 1, 1e-9, 'x')).toHaveLength(1)
    expect(differences({}, { a: 1 }, 1e-9, 'x')).toHaveLength(1)
    expect(differences([1], [1, 2], 1e-9, 'x')).toHaveLength(1)
    expect(differences(Number.NaN, 1, 1e-9, 'x')).toHaveLength(1)
  })

  it('draws the very bits of xoshiro128**', () => {
    for (const [seed, wanted] of Object.entries(first.generator ?? {})) {
      const random = stats.seededRandom(Number(seed))
      expect(wanted.map(() => random.bits())).toEqual(wanted)
    }
  })

  it('scatters as it draws one by one', () => {
    for (const length of [1, 7, 1_000]) {
      const [one, many] = [stats.seededRandom(5), stats.seededRandom(5)]
      const [wanted, counts] = [new Uint32Array(length), new Uint32Array(length)]
      for (let i = 0; i < length; i++) wanted[one.integer(length)]!++
      many.scatter(counts)
      expect(counts).toEqual(wanted)
      expect(many.bits()).toBe(one.bits())
    }
  })
})
