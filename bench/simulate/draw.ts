import { normalQuantile, type SeededRandom } from '@mlops-actions/stats'

/** A value of a distribution whose centre and quantiles are known. */
export type Draw = (random: SeededRandom) => number

export const normal: Draw = (random) => normalQuantile(Math.max(Number.MIN_VALUE, random.next()))
export const exponential: Draw = (random) => -Math.log1p(-random.next())
export const uniform: Draw = (random) => random.next() - 0.5
/** Student's t with 3 degrees of freedom: tails as heavy as errors of real models have. */
export const heavy: Draw = (random) => {
  const [a, b, c] = [normal(random), normal(random), normal(random)]
  return normal(random) / Math.sqrt((a * a + b * b + c * c) / 3)
}
/** Normal, rounded to half a deviation: ties everywhere, zero the commonest value. */
export const tied: Draw = (random) => Math.round(2 * normal(random)) / 2

export function sample(random: SeededRandom, n: number, draw: Draw): Float64Array {
  return Float64Array.from({ length: n }, () => draw(random))
}

/** Binomial(n, p) by the gaps between successes: quick for the small rates that matter here. */
export function binomial(random: SeededRandom, n: number, p: number): number {
  if (p === 0) return 0
  let [position, hits] = [0, -1]
  while (position <= n) {
    position += Math.floor(Math.log1p(-random.next()) / Math.log1p(-p)) + 1
    hits++
  }
  return hits
}
