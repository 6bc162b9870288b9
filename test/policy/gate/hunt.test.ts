import { expect, it } from 'vitest'
import { seededRandom } from '@mlops-actions/stats'
import { columnsOf, judge } from './gate.ts'

interface Row {
  readonly country: string
  readonly device: string
  readonly age: number
  readonly right: readonly [candidate: boolean, baseline: boolean]
}

/** Predictions that are right or wrong as the rows say; the truth is always 1. */
async function judgeRows(rows: readonly Row[], rule: string) {
  const csv = (side: 0 | 1): string =>
    [
      'id,y,p,country,device,age',
      ...rows.map(
        ({ country, device, age, right }, i) =>
          `r${i},${i % 2},${(i % 2 === 1) === right[side] ? 0.9 : 0.1},${country},${device},${age}`,
      ),
    ].join('\n')
  const model = `
task: binary
data: { id: id, label: y, score: p }
gate:
  rules:
    - { ${rule} }`
  return judge({ model, candidate: await columnsOf(csv(0)), baseline: await columnsOf(csv(1)) })
}

/** 4,000 rows with four countries and three devices; `harm` says what the candidate loses where. */
function rows(seed: number, harm: (row: Omit<Row, 'right'>) => number): readonly Row[] {
  const random = seededRandom(seed)
  return Array.from({ length: 4_000 }, () => {
    const row = {
      country: ['DE', 'FR', 'IT', 'ES'][random.integer(4)]!,
      device: ['ios', 'android', 'web'][random.integer(3)]!,
      age: 18 + random.integer(60),
    }
    const baseline = random.next() < 0.85
    const flips = random.next() < 0.2
    const candidate = random.next() < harm(row) ? false : flips ? random.next() < 0.85 : baseline
    return { ...row, right: [candidate, baseline] as const }
  })
}

const HUNT = 'hunt: [country, device, age], metric: accuracy, versus: baseline, margin: 0.05'

it('finds the one slice that is harmed, though nobody named it', async () => {
  const planted = rows(1, ({ country, device }) => (country === 'DE' && device === 'ios' ? 0.35 : 0))
  const { findings, verdict } = await judgeRows(planted, HUNT)
  expect(verdict).toBe('fail')
  expect(findings[0]!.slice).toEqual({ country: 'DE', device: 'ios' })
  expect(findings[0]!.id).toBe('accuracy.hunt[country=DE,device=ios]')
  expect(findings[0]!.improvement!.interval!.high).toBeLessThan(-0.05)
  expect(findings[0]!.reason).toContain('slices compared, corrected by Benjamini-Hochberg')
})

it('cuts quantities at their quartiles', async () => {
  const { findings } = await judgeRows(
    rows(2, ({ age }) => (age >= 65 ? 0.4 : 0)),
    `${HUNT}, depth: 1`,
  )
  expect(findings[0]!.slice!['age']).toMatch(/^from 6\d$/)
})

it('says how many slices it looked at when none is harmed', async () => {
  const { findings } = await judgeRows(
    rows(3, () => 0),
    HUNT,
  )
  expect(findings).toHaveLength(1)
  expect(findings[0]).toMatchObject({ status: 'pass', kind: 'slice-hunt' })
  expect(findings[0]!.reason).toMatch(/^\d+ slices compared.*none is proven worse.*the lowest is/)
})

it('finds nothing in a model beside an equally good one: 40 hunts, at most 4 alarms at 5 %', async () => {
  let alarms = 0
  for (let seed = 10; seed < 50; seed++) {
    const { verdict } = await judgeRows(
      rows(seed, () => 0),
      HUNT.replace('0.05', '0'),
    )
    if (verdict !== 'pass') alarms++
  }
  expect(alarms).toBeLessThanOrEqual(4)
}, 60_000)

it('without a baseline, a column or rows enough it is not green', async () => {
  const some = rows(4, () => 0)
  expect((await judgeRows(some, HUNT.replace('age', 'income'))).findings[0]!.status).toBe('error')
  expect((await judgeRows(some.slice(0, 90), HUNT)).findings[0]!.status).toBe('inconclusive')
  const model = `task: binary\ndata: { id: id, label: y, score: p }\ngate: { rules: [ { ${HUNT} } ] }`
  const alone = judge({ model, candidate: await columnsOf('id,y,p,country,device,age\na,1,0.9,DE,ios,3\n') })
  expect(alone.findings[0]).toMatchObject({ status: 'error', outcome: 'fail' })
})

it('an unknown metric and a column named twice are refused', async () => {
  await expect(
    judgeRows(
      rows(5, () => 0),
      HUNT.replace('accuracy', 'acuracy'),
    ),
  ).rejects.toThrow('did you mean')
  await expect(
    judgeRows(
      rows(5, () => 0),
      HUNT.replace('device', 'country'),
    ),
  ).rejects.toThrow('twice')
})

it('the negative flip rate counts what the baseline had right', async () => {
  const some = rows(6, () => 0.1)
  const broken = some.filter(({ right: [candidate, baseline] }) => baseline && !candidate).length
  const { findings } = await judgeRows(some, 'metric: negative_flip_rate, max: 0.2')
  expect(findings[0]!.candidate!.value).toBeCloseTo(broken / some.length, 12)
  expect(findings[0]!.status).toBe('pass')
  expect((await judgeRows(some, 'metric: negative_flip_rate, max: 0.05')).findings[0]!.status).toBe('fail')
})
