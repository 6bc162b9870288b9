import { readdirSync, readFileSync } from 'node:fs'
import * as stats from '@mlops-actions/stats'
import { expect, it } from 'vitest'

const bench = new URL('../../bench/', import.meta.url)

interface Result {
  readonly figures: Readonly<Record<string, number>>
  readonly targets: Readonly<Record<string, number>>
  readonly met: boolean
}

function result(name: string): Result {
  return JSON.parse(readFileSync(new URL(`results/${name}.json`, bench), 'utf8')) as Result
}

it('every interval, sequence, band and mixture is simulated: its coverage is measured, not believed', () => {
  const simulate = new URL('simulate/', bench)
  const code = readdirSync(simulate)
    .map((file) => readFileSync(new URL(file, simulate), 'utf8'))
    .join('\n')
  const claims = Object.keys(stats).filter((name) =>
    /(Interval|Sequence|Band|Mixture|Bound|Threshold)$/.test(name),
  )
  expect(claims.length).toBeGreaterThan(20)
  const unseen = claims.filter((name) => !code.includes(`${name}(`) && !code.includes(`${name},`))
  // The beta-binomial mixture is what rateConfidenceSequence and the quantile sequence are made of.
  expect(unseen).toEqual(['betaBinomialMixture'])
})

it.each(['intervals', 'sequential'])(
  '%s: the committed figures keep their targets, each with its own bounds',
  (name) => {
    const { figures, targets, met } = result(name)
    expect(met).toBe(true)
    for (const [figure, most] of Object.entries(targets)) expect(figures[figure]).toBeLessThanOrEqual(most)
    const bounded = Object.keys(figures).filter((figure) => figure.endsWith('Low'))
    expect(bounded.length).toBeGreaterThan(15)
    for (const low of bounded) {
      const rate = figures[low.slice(0, -'Low'.length)]!
      expect(figures[low]).toBeLessThanOrEqual(rate)
      expect(figures[low.replace(/Low$/, 'High')]).toBeGreaterThanOrEqual(rate)
    }
  },
)
