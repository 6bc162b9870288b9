import { quoteValue } from '@mlops-actions/data'
import type { ThresholdRule } from '../schema/gate.ts'
import type { Evidence } from './evidence/evidence.ts'
import { groupRows } from './evidence/group.ts'
import type { Group } from './evidence/group.ts'
import { subsample, wholeSample } from './evidence/sample.ts'
import type { Sample } from './evidence/sample.ts'
import { refusal } from './problem.ts'
import type { GateSettings } from './settings.ts'
import { cutSlices } from './slices.ts'
import type { Parts } from './slices.ts'
import { DEFAULT_MIN_SUPPORT, enough } from './support.ts'

/** The evidence, ready to be cut: rules that ask for the same slice share one copy of its rows. */
export interface Bench {
  readonly evidence: Evidence
  readonly settings: GateSettings
  /** The parts of the rows that a rule speaks of: all of them, or slices. */
  parts(rule: Pick<ThresholdRule, 'slices' | 'min_support'>): Parts
}

export function createBench(evidence: Evidence, settings: GateSettings): Bench {
  const whole = wholeSample(evidence)
  const groupings = new Map<string, readonly Group[]>()
  const samples = new Map<Group, Sample>()
  const groupsBy = (columns: readonly string[]): readonly Group[] => {
    const key = columns.join('\0')
    const known = groupings.get(key)
    if (known) return known
    const groups = groupRows(
      columns.map((name) => evidence.slices.get(name)!),
      evidence.rows,
    )
    groupings.set(key, groups)
    return groups
  }
  const sampleOf = (group: Group): Sample => {
    const sample = samples.get(group) ?? subsample(whole, group.rows)
    samples.set(group, sample)
    return sample
  }
  return {
    evidence,
    settings,
    parts({ slices, min_support: minSupport = DEFAULT_MIN_SUPPORT }) {
      if (!slices) return { parts: [{ sample: enough(whole.n, minSupport, () => whole) }], notes: [] }
      const columns = Object.keys(slices)
      const missing = columns.find((name) => !evidence.slices.has(name))
      if (missing !== undefined) {
        const reason = `the candidate's file has no column ${quoteValue(missing)} to cut by`
        return { parts: [{ sample: refusal('error', 'missing_slice', reason) }], notes: [] }
      }
      return cutSlices(slices, groupsBy(columns), minSupport, sampleOf)
    },
  }
}
