import type { ReportKind } from '../document.ts'

/** What the two sides of a comparison are called where it was made. */
export interface Sides {
  readonly candidate: string
  readonly baseline: string
}

const models: Sides = { candidate: 'Candidate', baseline: 'Baseline' }

const sides: Readonly<Record<ReportKind, Sides>> = {
  validation: models,
  registration: models,
  promotion: models,
  rollout: { candidate: 'Canary', baseline: 'Stable' },
  drift: { candidate: 'Current', baseline: 'Reference' },
  scaling: { candidate: 'Forecast', baseline: 'Seasonal naive' },
}

export function sidesOf(kind: ReportKind): Sides {
  return sides[kind]
}
