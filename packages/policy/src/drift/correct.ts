import { benjaminiHochberg, benjaminiYekutieli, holm } from '@mlops-actions/stats'
import type { DriftSettings } from './settings.ts'
import type { DriftTrial } from './trial.ts'

type Correction = DriftSettings['correction']

const corrections: Readonly<
  Record<Correction, { name: string; adjust(p: readonly number[]): readonly number[] }>
> = {
  bh: { name: 'Benjamini-Hochberg', adjust: benjaminiHochberg },
  by: { name: 'Benjamini-Yekutieli', adjust: benjaminiYekutieli },
  holm: { name: 'Holm', adjust: holm },
  none: { name: 'no correction', adjust: (p) => p },
}

/** Adjusted p-values of all tests of a run, in their order. */
export function correct(p: readonly number[], correction: Correction): readonly number[] {
  return corrections[correction].adjust(p)
}

/** How often a run over data that have not moved gives an alarm, in words. */
export function falseAlarmBudget(
  { alpha, correction }: DriftSettings,
  trials: readonly DriftTrial[],
): string {
  const tests = trials.length
  // Under no drift at all, the false discovery rate is the chance of any alarm.
  const chance = correction === 'none' ? 1 - (1 - alpha) ** tests : alpha
  const how = `${corrections[correction].name} over ${tests} tests at ${Number(alpha.toPrecision(3))}`
  const windows = Math.max(...trials.map((trial) => trial.windows ?? 0), 0)
  const basis = windows === 0 ? 'if rows are independent' : `learnt from ${windows} windows of the reference`
  return `at most 1 run in ${runs(chance)} over unchanged data (${how}), ${basis}`
}

function runs(chance: number): string {
  return chance === 0 ? 'any number' : String(Math.max(1, Math.round(1 / chance)))
}
