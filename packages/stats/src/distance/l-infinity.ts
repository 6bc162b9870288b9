import type { Numbers } from '../check.ts'
import { requireShares } from './shares.ts'

/**
 * The largest |p - q| of any category: TFDV's and Vertex AI's L-infinity. Counts or shares.
 * Source: tensorflow_data_validation/anomalies/metrics.cc, 2026-06.
 */
export function lInfinity(p: Numbers, q: Numbers): number {
  const [a, b] = requireShares('lInfinity', p, q)
  return a.reduce((largest, share, k) => Math.max(largest, Math.abs(share - b[k]!)), 0)
}
