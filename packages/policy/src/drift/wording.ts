import { quoteValue } from '@mlops-actions/data'
import { number } from '../gate/wording.ts'

export { number }

/** 0.1234 as `12.3 %`; small shares keep a digit that tells them from none. */
export function percent(share: number): string {
  const value = share * 100
  if (value === 0) return '0 %'
  return value < 0.1 ? `${Number(value.toPrecision(1))} %` : `${Number(value.toFixed(1))} %`
}

export function pText(p: number): string {
  return p === 0 ? 'p < 1e-300' : p < 1e-4 ? `p = ${p.toExponential(0)}` : `p = ${Number(p.toPrecision(2))}`
}

/** A column name or category as sentences show it: quoted, controls escaped, cut. */
export const quoted = quoteValue
