import type { ColumnSample } from '../column-sample.ts'
import type { DriftTrial } from '../trial.ts'
import { nullEffects } from './null-effects.ts'
import { calibratedPValue } from './p-value.ts'

/** Fewer windows say nothing about how far apart they lie. */
export const LEAST_WINDOWS = 8

/**
 * The same test with a p-value that knows of weekends and weather: how often windows of the reference lie as far from the
 * rest of it as the current data do. A test whose windows are too few keeps p = 1: it cannot say anything.
 */
export function calibrated(
  trial: DriftTrial,
  reference: ColumnSample,
  windows: readonly ColumnSample[],
): DriftTrial {
  const effects = nullEffects(trial, reference, windows).filter((one) => Number.isFinite(one))
  if (effects.length < LEAST_WINDOWS) return { ...trial, pValue: 1, windows: effects.length }
  const distance = trial.kind === 'column-drift'
  return { ...trial, pValue: calibratedPValue(trial.effect, effects, distance), windows: effects.length }
}
