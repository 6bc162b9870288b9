import { describe, expect, it } from 'vitest'
import { memorySource, openTable, readColumns } from '@mlops-actions/data'
import { judgeDrift, parsePolicy, sampleOf, windowSamples, windowsOf } from '@mlops-actions/policy'
import { seededRandom } from '@mlops-actions/stats'

const DAY = 86_400_000

interface World {
  /** Added to every value of a day. */
  readonly weather: (day: number, random: () => number) => number
  readonly perDay?: number
}

/** Days of rows: a time, a number that the day's weather moves, and a category that follows it. */
function days(seed: number, from: number, count: number, { weather, perDay = 150 }: World): string {
  const random = seededRandom(seed)
  const normal = (): number =>
    Math.sqrt(-2 * Math.log1p(-random.next())) * Math.cos(2 * Math.PI * random.next())
  const lines = ['ts,x,k']
  for (let day = from; day < from + count; day++) {
    const shift = weather(day, normal)
    for (let i = 0; i < perDay; i++) {
      const value = normal() + shift
      lines.push(
        `${new Date(day * DAY + i * 1_000).toISOString()},${value.toFixed(6)},${value > 0.5 ? 'a' : 'b'}`,
      )
    }
  }
  return `${lines.join('\n')}\n`
}

async function columnsOf(csv: string) {
  const table = await openTable(memorySource('m.csv', new TextEncoder().encode(csv)), { format: 'csv' })
  return readColumns(table, ['ts', 'x', 'k'])
}

async function judged(reference: string, current: string, options: { calibrate: boolean; spec?: string }) {
  const { drift } = parsePolicy(
    `version: 1\nmodels:\n  m:\n    task: binary\n    drift: { ${options.spec ?? 'alpha: 0.05, min_rows: 100'} }\n`,
    'mlops.yml',
  ).model().policy
  const [before, after] = [await columnsOf(reference), await columnsOf(current)]
  const windows = windowsOf(before.get('ts')!, after.get('ts')!, DAY)
  const names = ['x', 'k']
  return judgeDrift({
    spec: drift!,
    reference: names.map((name) => sampleOf(before.get(name)!)),
    current: names.map((name) => sampleOf(after.get(name)!)),
    ...(options.calibrate
      ? {
          windows: new Map(names.map((name) => [name, windowSamples(before.get(name)!, windows, undefined)])),
        }
      : {}),
  })
}

/** How many of `runs` single days after forty days of the same weather give an alarm. */
async function alarms(world: World, runs: number, calibrate: boolean): Promise<number> {
  let count = 0
  for (let run = 0; run < runs; run++) {
    const reference = days(2 * run + 1, 20_000, 40, world)
    const current = days(2 * run + 2, 20_040 + (run % 7), 1, world)
    const spec = 'alpha: 0.05, numeric_threshold: 0.01, categorical_threshold: 0.01, min_rows: 100'
    if ((await judged(reference, current, { calibrate, spec })).verdict === 'fail') count++
  }
  return count
}

describe('alarms over data that have not moved', () => {
  const restless: World = { weather: (_, normal) => 0.3 * normal() }
  const weekly: World = { weather: (day, normal) => (day % 7 < 2 ? 0.5 : 0) + 0.1 * normal() }

  it('with a weather of days: rows taken as independent cry wolf, windows do not', async () => {
    expect(await alarms(restless, 30, false)).toBeGreaterThan(12)
    // 5 % of 30 is 1.5; six or more would be seen once in 300 such tests.
    expect(await alarms(restless, 30, true)).toBeLessThanOrEqual(5)
  }, 60_000)

  it('with weekends in the reference too', async () => {
    expect(await alarms(weekly, 30, true)).toBeLessThanOrEqual(5)
  }, 60_000)

  it('with independent rows as well', async () => {
    expect(await alarms({ weather: () => 0 }, 30, true)).toBeLessThanOrEqual(5)
  }, 60_000)
})

it('a shift well beyond the weather is still seen, and the report says what it was learnt from', async () => {
  const world: World = { weather: (_, normal) => 0.1 * normal() }
  const answer = await judged(days(1, 20_000, 40, world), days(2, 20_040, 1, { weather: () => 1 }), {
    calibrate: true,
  })
  expect(answer.verdict).toBe('fail')
  expect(answer.falseAlarms).toContain('learnt from 40 windows of the reference')
})

it('windows are as long as the current data, and half-empty ends are left out', async () => {
  const world: World = { weather: () => 0, perDay: 10 }
  const reference = `${days(1, 20_000, 30, world)}${new Date(20_030 * DAY).toISOString()},0,a\n`
  const [before, after] = [await columnsOf(reference), await columnsOf(days(2, 20_100, 3, world))]
  const windows = windowsOf(before.get('ts')!, after.get('ts')!, DAY)
  expect(windows).toMatchObject({ count: 10, blocks: 3 })
  expect(windowSamples(before.get('x')!, windows, undefined).map(({ rows }) => rows)).toEqual(
    Array(10).fill(30),
  )
})

it('a test that no window can vouch for says nothing', async () => {
  const world: World = { weather: () => 0 }
  const answer = await judged(days(1, 20_000, 3, world), days(2, 20_040, 1, { weather: () => 3 }), {
    calibrate: true,
  })
  expect(
    answer.findings.filter(({ kind }) => kind === 'column-drift').every(({ pValue }) => pValue === 1),
  ).toBe(true)
})

describe('a budget of false alarms', () => {
  it('is an error of each run', async () => {
    const world: World = { weather: () => 0 }
    const [reference, current] = [days(1, 20_000, 10, world), days(2, 20_040, 1, world)]
    const spec = 'false_alarms: 1 per 6 months, every: 1d'
    expect((await judged(reference, current, { calibrate: false, spec })).falseAlarms).toContain(
      '1 run in 183',
    )
    const weekly = 'false_alarms: 2 per year, every: 7d'
    expect((await judged(reference, current, { calibrate: false, spec: weekly })).falseAlarms).toContain(
      '1 run in 26',
    )
  })

  it.each([
    ['false_alarms: 1 per month', 'needs `every`'],
    ['every: 1d', 'with `false_alarms` only'],
    ['false_alarms: 1 per month, every: 1d, alpha: 0.01', 'either `alpha` or `false_alarms`'],
    ['false_alarms: seldom, every: 1d', 'such as `1 per 6 months`'],
  ])('%s is refused', (spec, message) => {
    expect(() =>
      parsePolicy(`version: 1\nmodels:\n  m:\n    task: binary\n    drift: { ${spec} }\n`, 'mlops.yml'),
    ).toThrow(message)
  })
})
