import { quoteValue } from '@mlops-actions/data'
import type { ThresholdRule } from '../schema/gate.ts'
import type { Sample } from './evidence/sample.ts'
import type { Group } from './evidence/group.ts'
import { error, inconclusive, refusal } from './problem.ts'
import type { Result } from './problem.ts'
import { enough } from './support.ts'

/** More slices than this are ids, not groups. */
const MOST_SLICES = 1_000

export type SliceSpec = NonNullable<ThresholdRule['slices']>

/** A part of the rows that a rule is asked of. */
export interface Part {
  readonly slice?: Readonly<Record<string, string>>
  readonly sliceLabel?: string
  readonly sample: Result<Sample>
}

export interface Parts {
  readonly parts: readonly Part[]
  /** What was left out, for the reader to know. */
  readonly notes: readonly string[]
}

/** The slices a rule asks for, out of the groups that its columns make. */
export function cutSlices(
  slices: SliceSpec,
  groups: readonly Group[],
  minSupport: number,
  sampleOf: (group: Group) => Sample,
): Parts {
  const columns = Object.keys(slices)
  if (groups.length > MOST_SLICES && Object.values(slices).includes('*')) {
    const reason = `${columns.map(quoteValue).join(' by ')} makes ${groups.length} slices, expected at most ${MOST_SLICES}`
    return { parts: [{ sample: error(reason, 'List the values that matter instead of `*`.') }], notes: [] }
  }
  const parts: Part[] = []
  let [small, smallRows] = [0, 0]
  for (const wanted of wantedValues(slices, groups)) {
    const found = groups.find(({ values }) => values.every((value, i) => value === wanted[i]))
    const named = Object.fromEntries(columns.map((column, i) => [column, wanted[i]!]))
    const label = sliceLabel(named)
    const head = { slice: named, sliceLabel: label }
    const starred = Object.values(slices).includes('*')
    if (!found) {
      const { problem } = refusal(
        'error',
        'missing_slice',
        `no row has ${label}`,
        'Take the slice out of the policy, or find out why its rows are gone.',
      )
      parts.push({ ...head, sample: { ok: false, problem } })
    } else if (starred && found.rows.length < minSupport) {
      small++
      smallRows += found.rows.length
    } else {
      parts.push({ ...head, sample: enough(found.rows.length, minSupport, () => sampleOf(found)) })
    }
  }
  const by = columns.join(' by ')
  const notes =
    small === 0
      ? []
      : [
          `not judged for having fewer than ${minSupport} rows: ${small} of the slices by ${by} (${smallRows} rows in all)`,
        ]
  if (parts.length > 0) return { parts, notes }
  return {
    parts: [{ sample: inconclusive(`no slice of ${by} has the ${minSupport} rows asked for`) }],
    notes,
  }
}

/** Every combination asked for; `*` stands for the values that occur together with the rest. */
function wantedValues(slices: SliceSpec, groups: readonly Group[]): readonly (readonly string[])[] {
  const specs = Object.values(slices).map((values) =>
    values === '*' ? values : [...new Set(values.map(String))],
  )
  const named = specs.filter((values) => values !== '*')
  if (named.length === specs.length) return product(named)
  const occurring = groups
    .map(({ values }) => values)
    .filter((values) => specs.every((spec, i) => spec === '*' || spec.includes(values[i]!)))
  const absent = specs.flatMap((spec, i) =>
    spec === '*'
      ? []
      : spec
          .filter((value) => !groups.some(({ values }) => values[i] === value))
          .map((value) => specs.map((_, j) => (j === i ? value : '*'))),
  )
  return [...occurring, ...absent].sort((a, b) => compareTexts(a.join('\0'), b.join('\0')))
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function product(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lists.reduce<readonly (readonly string[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  )
}

/** `country=DE,device=ios`: how ids name a slice. */
export function sliceLabel(slice: Readonly<Record<string, string>>): string {
  return Object.entries(slice)
    .map(([column, value]) => `${shownName(column)}=${shownName(value)}`)
    .join(',')
}

/** Names as ids show them: plain where they are plain, quoted where they could be mistaken for something else. */
function shownName(name: string): string {
  return /^[\w .:+/@-]{1,60}$/.test(name) ? name : quoteValue(name)
}
