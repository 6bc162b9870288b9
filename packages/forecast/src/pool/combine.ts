import type { MemberName } from '../models/member.ts'
import { type Fold, scaledError } from './backtest.ts'

/** Shares of the members in the combined forecast, each > 0, summing to 1. */
export type Weights = ReadonlyMap<MemberName, number>

/**
 * Weights fall with this power of the error. Tried 2 to 12 on three public traces: 3 to 8 differ by 1 %, choosing the
 * one best member (an infinite power) is 4 to 9 % worse.
 */
const SHARPNESS = 4
/** Errors below this, in MASE, are equally good; it keeps the weight of a perfect member finite. */
const PERFECT = 1e-3
/** A member absent from more rehearsals than this (it needs more history) has no say. */
const LEAST_PRESENCE = 0.5

/** Mean MASE of each member over the folds it took part in. */
export function lossesOf(folds: readonly Fold[]): ReadonlyMap<MemberName, number> {
  const losses = new Map<MemberName, number[]>()
  for (const fold of folds) {
    for (const [name, forecast] of fold.forecasts) {
      losses.set(name, [...(losses.get(name) ?? []), scaledError(fold, forecast)])
    }
  }
  return new Map(
    [...losses]
      .filter(([, all]) => all.length >= LEAST_PRESENCE * folds.length)
      .map(([name, all]) => [name, all.reduce((sum, one) => sum + one, 0) / all.length]),
  )
}

/**
 * Weights by recent loss; who does worse than "as yesterday" is out. Without folds all weigh the same.
 * @param names the members that can forecast now
 */
export function weightsOf(folds: readonly Fold[], names: readonly MemberName[]): Weights {
  const losses = lossesOf(folds)
  const naive = losses.get('naive-day') ?? Infinity
  const raw = names.map((name): readonly [MemberName, number] => {
    const loss = losses.get(name)
    if (folds.length === 0) return [name, 1]
    if (loss === undefined || loss > naive) return [name, 0]
    return [name, Math.max(loss, PERFECT) ** -SHARPNESS]
  })
  const total = raw.reduce((sum, [, weight]) => sum + weight, 0)
  return new Map(raw.filter(([, weight]) => weight > 0).map(([name, weight]) => [name, weight / total]))
}

/** The weighted mean of forecasts; each member of `weights` is among them. */
export function combined(forecasts: ReadonlyMap<MemberName, Float64Array>, weights: Weights): Float64Array {
  const [first] = forecasts.values()
  const out = new Float64Array(first?.length ?? 0)
  for (const [name, weight] of weights) {
    const values = forecasts.get(name)!
    for (let h = 0; h < out.length; h++) out[h] = out[h]! + weight * values[h]!
  }
  return out
}

/** A fold with the combined forecast made by weights that never saw it, nor any hour of it. */
export interface Rehearsal extends Fold {
  readonly combined: Float64Array
}

/** Each fold as it would have gone: its weights come from the folds that share no hour with it. */
export function rehearsals(folds: readonly Fold[]): readonly Rehearsal[] {
  return folds.map((fold) => {
    const others = folds.filter(({ origin }) => Math.abs(origin - fold.origin) >= fold.actual.length)
    const weights = weightsOf(others, [...fold.forecasts.keys()])
    return { ...fold, combined: combined(fold.forecasts, weights) }
  })
}
