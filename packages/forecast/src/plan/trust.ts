import type { Accuracy } from '../forecast.ts'

/** Whether the forecast may move anything. */
export interface Trust {
  readonly skill: 'better' | 'loses'
  readonly coverage: 'held' | 'missed' | 'unknown'
  readonly trusted: boolean
}

/** A combined forecast within this of the better naive one has not lost: it may be that naive one. */
const TIE = 1.01
/** Coverage may fall short of its level by this much: 14 days of hours that resemble each other are not many. */
export const COVERAGE_SLACK = 0.05

/** A forecast that loses to "as yesterday" or "as last week", or whose bound did not hold, moves nothing. */
export function trustIn(accuracy: Accuracy, level: number): Trust {
  const skill = accuracy.combined <= TIE * accuracy.naive ? 'better' : 'loses'
  const coverage = Number.isNaN(accuracy.coverage)
    ? 'unknown'
    : accuracy.coverage >= level - COVERAGE_SLACK
      ? 'held'
      : 'missed'
  return { skill, coverage, trusted: skill === 'better' && coverage === 'held' }
}
