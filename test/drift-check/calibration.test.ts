import { describe, expect, it } from 'vitest'
import { flights, policy, reportOf, run, world } from './drift.ts'

/** Days of flights with the moment of each: the distance of a whole day moves by its weather. */
function dated(first: number, days: number, shift: (day: number) => number): string {
  const lines = ['ts,distance,origin']
  for (let day = first; day < first + days; day++) {
    const rows = flights(day, { rows: 300, shift: shift(day) })
      .trimEnd()
      .split('\n')
      .slice(1)
    const date = new Date(Date.UTC(2026, 0, day)).toISOString()
    lines.push(...rows.map((row) => `${date},${row.split(',').slice(1).join(',')}`))
  }
  return `${lines.join('\n')}\n`
}

/** Good days and bad days, up to a deviation apart. */
const weather = (day: number): number => ((day * 7_919) % 11) / 10

const CALIBRATED = '{ calibrate: { time: ts }, false_alarms: 1 per 3 months, every: 1d, exclude: [ts] }'
const ready = (drift: string, current: string, reference = dated(1, 30, weather)) =>
  world({ files: { 'mlops.yml': policy(drift), 'reference.csv': reference, 'current.csv': current } })

describe('calibrated by the days of the reference', () => {
  it('an ordinary bad day is no alarm; rows taken as independent call it one', async () => {
    const current = dated(60, 1, () => 0.95)
    const runtime = ready(CALIBRATED, current)
    expect((await run(runtime)).ok).toBe(true)
    expect(JSON.stringify(reportOf(runtime).facts)).toContain('learnt from 30 windows of the reference')
    expect((await run(ready('{ exclude: [ts] }', current))).ok).toBe(false)
  })

  it('a day like none before is one', async () => {
    expect(
      (
        await run(
          ready(
            CALIBRATED,
            dated(60, 1, () => 6),
          ),
        )
      ).ok,
    ).toBe(false)
  })

  it.each([
    ['a reference of three days', dated(1, 3, weather), 'holds 3 windows of 1 block like the current data'],
    ['a reference without the column', flights(1), 'has no column "ts" to calibrate by'],
  ])('%s cannot be calibrated by, and says so', async (_, reference, message) => {
    await expect(run(ready(CALIBRATED, dated(60, 1, weather), reference))).rejects.toThrow(message)
  })

  it('a column that holds no times is refused', async () => {
    const drift = CALIBRATED.replace('time: ts', 'time: distance')
    await expect(run(ready(drift, dated(60, 1, weather)))).rejects.toThrow('holds numbers, not times')
  })
})
