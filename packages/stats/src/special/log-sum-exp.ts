import type { Numbers } from '../check.ts'

/** log(sum of exp(x)) without overflow; -Infinity for no values or only -Infinity. NaN in, NaN out. */
export function logSumExp(values: Numbers): number {
  let peak = -Infinity
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) return Number.NaN
    if (values[i]! > peak) peak = values[i]!
  }
  if (!Number.isFinite(peak)) return peak
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i]! - peak)
  return peak + Math.log(sum)
}
