import { seededRandom } from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'
import {
  equalRankingInference,
  newcombeAucInference,
  normalInference,
} from '../../../packages/policy/src/gate/inference/auc.ts'
import { blockInference } from '../../../packages/policy/src/gate/inference/blocks.ts'
import { bootstrapInference } from '../../../packages/policy/src/gate/inference/bootstrap.ts'
import {
  below,
  complemented,
  type Inference,
  negated,
} from '../../../packages/policy/src/gate/inference/inference.ts'
import { tangoInference, wilsonInference } from '../../../packages/policy/src/gate/inference/proportion.ts'
import { poisson } from '../../../packages/policy/src/gate/inference/resample.ts'
import { studentInference } from '../../../packages/policy/src/gate/inference/student.ts'

const skewed = Float64Array.from({ length: 80 }, (_, i) => (i / 40) ** 2)
const mean = skewed.reduce((sum, one) => sum + one, 0) / skewed.length

const inferences: Readonly<Record<string, Inference>> = {
  wilson: wilsonInference(83, 88),
  tango: tangoInference(12, 2, 50),
  'tango where no row differs': tangoInference(0, 0, 200),
  student: studentInference(mean, skewed, 'student-t'),
  normal: normalInference(0.8, 0.03, 100, 'delong'),
  'newcombe inside': newcombeAucInference(0.9, 40, 60),
  negated: negated(wilsonInference(83, 88)),
  complemented: complemented(wilsonInference(83, 88)),
}

describe('an interval and its p-value are one statement', () => {
  const levels = [0.8, 0.9, 0.95, 0.99, 0.999]
  it.each(Object.entries(inferences))('%s', (_, inference) => {
    for (const level of levels) {
      const { low, high } = inference.interval(level)
      expect(low).toBeLessThan(high)
      expect(inference.above(low)).toBeCloseTo((1 - level) / 2, 6)
      expect(below(inference, high)).toBeCloseTo((1 - level) / 2, 6)
    }
  })

  it('bootstrap, to the rank: an end beyond a bound if and only if p is within the tail', () => {
    const random = seededRandom(9)
    const replicates = Float64Array.from({ length: 999 }, () => Math.exp(random.next() + random.next()) - 2)
    for (const acceleration of [undefined, 0, 0.05, -0.05]) {
      const inference = bootstrapInference(0.8, 100, replicates, acceleration)
      for (let i = 0; i < 500; i++) {
        const alpha = 0.001 + 0.4 * random.next()
        const bound = -1.5 + 5 * random.next()
        const { low } = inference.interval(1 - 2 * alpha)
        expect(low > bound).toBe(inference.above(bound) <= alpha)
      }
    }
  })
})

describe('certainty is never had for nothing', () => {
  it('a perfect AUC on few rows has a wide interval, on many a narrow one', () => {
    const few = newcombeAucInference(1, 10, 10).interval(0.9)
    const many = newcombeAucInference(1, 1000, 1000).interval(0.9)
    expect(few.high).toBe(1)
    expect(few.low).toBeLessThan(0.92)
    expect(many.low).toBeGreaterThan(0.995)
    const equal = equalRankingInference(0, 10, 10).interval(0.9)
    expect(equal.low).toBeCloseTo(few.low - 1, 12)
    expect(equal.high).toBeCloseTo(1 - few.low, 12)
  })

  it('an end that lies in a tail thinner than one replicate is open', () => {
    const replicates = Float64Array.from({ length: 199 }, (_, i) => i)
    const { low, high } = bootstrapInference(99, 100, replicates, undefined).interval(1 - 2 * 0.004)
    expect([low, high]).toEqual([-Infinity, Infinity])
    expect(bootstrapInference(99, 100, replicates, undefined).above(-5)).toBeCloseTo(1 / 200, 12)
  })

  it('a class too rare for every block gives no block inference', () => {
    const rare = (rows: Uint32Array): number => (rows.some((row) => row < 20) ? 1 : Number.NaN)
    expect(blockInference(1, 10_000, rare, 1)).toBeUndefined()
  })
})

describe('Poisson draws', () => {
  it.each([0.3, 1, 5, 9.9, 10.1, 30, 400, 1e6])(
    'mean %d: mean, variance and their share at or under the mean',
    (mu) => {
      const random = seededRandom(77)
      const n = 20_000
      const draws = Float64Array.from({ length: n }, () => poisson(mu, random))
      const average = draws.reduce((sum, one) => sum + one, 0) / n
      const variance = draws.reduce((sum, one) => sum + (one - average) ** 2, 0) / (n - 1)
      // Four standard errors: of the mean sqrt(mu/n), of the variance sqrt((2 mu^2 + mu)/n).
      expect(Math.abs(average - mu)).toBeLessThan(4 * Math.sqrt(mu / n))
      expect(Math.abs(variance - mu)).toBeLessThan(4 * Math.sqrt((2 * mu * mu + mu) / n))
      expect(draws.every((one) => Number.isInteger(one) && one >= 0)).toBe(true)
    },
  )

  it('follows its distribution where the two methods meet', () => {
    for (const mu of [9.5, 10.5]) {
      const random = seededRandom(78)
      const n = 50_000
      const seen = new Float64Array(40)
      for (let i = 0; i < n; i++) seen[Math.min(39, poisson(mu, random))]!++
      let probability = Math.exp(-mu)
      let chiSquare = 0
      let cells = 0
      for (let k = 0; k < 39; k++) {
        if (n * probability >= 5) {
          chiSquare += (seen[k]! - n * probability) ** 2 / (n * probability)
          cells++
        }
        probability *= mu / (k + 1)
      }
      // The 99.99 % point of chi-square with 25 degrees of freedom is 60.
      expect(cells).toBeLessThanOrEqual(26)
      expect(chiSquare).toBeLessThan(60)
    }
  })
})
