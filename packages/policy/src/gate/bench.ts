import { quoteValue } from '@mlops-actions/data'
import type { Rule } from '../schema/gate.ts'
import type { Evidence, SliceColumn } from './evidence/evidence.ts'
import { subsample, wholeSample } from './evidence/sample.ts'
import type { Sample } from './evidence/sample.ts'
import type { Resampling } from './inference/resample.ts'
import { error, inconclusive, ok, refusal } from './problem.ts'
import type { Problem, Result } from './problem.ts'

/** Rows a slice needs before anything is said of it. */
export const DEFAULT_MIN_SUPPORT = 30
/** More slices than this are ids, not groups. */
const MOST_SLICES = 1_000

/** A part of the rows that a rule is asked of. */
export interface Part {
  readonly slice?: Readonly<Record<string, string>>
  readonly sliceLabel?: string
  readonly sample: Result<Sample>
}

/** The evidence, ready to be cut: rules that ask for the same slice share one copy of its rows. */
export interface Bench {
  readonly evidence: Evidence
  readonly resampling: Resampling
  readonly whole: Sample
  /** The parts a rule speaks of, and what was left out of `*` for being small. */
  parts(rule: Pick<Rule, 'slices' | 'min_support'>): {
    readonly parts: readonly Part[]
    readonly notes: readonly string[]
  }
}

type SliceSpec = NonNullable<Rule['slices']>

interface Group {
  readonly values: readonly string[]
  readonly rows: Uint32Array
  sample?: Sample
}

export function createBench(evidence: Evidence, resampling: Resampling): Bench {
  const whole = wholeSample(evidence)
  const groupings = new Map<string, readonly Group[]>()
  const groupsBy = (columns: readonly string[]): readonly Group[] => {
    const key = columns.join('\0')
    const groups =
      groupings.get(key) ??
      group(
        columns.map((name) => evidence.slices.get(name)!),
        evidence.rows,
      )
    groupings.set(key, groups)
    return groups
  }
  const sampleOf = (one: Group): Sample => (one.sample ??= subsample(whole, one.rows))
  return {
    evidence,
    resampling,
    whole,
    parts({ slices, min_support: minSupport = DEFAULT_MIN_SUPPORT }) {
      if (!slices) return { parts: [{ sample: enough(whole.n, minSupport, () => whole) }], notes: [] }
      const columns = Object.keys(slices)
      const missing = columns.find((name) => !evidence.slices.has(name))
      if (missing !== undefined) {
        const reason = `the candidate's file has no column ${quoteValue(missing)} to cut by`
        return { parts: [{ sample: refusal('error', 'missing_slice', reason) }], notes: [] }
      }
      return cut(slices, groupsBy(columns), minSupport, sampleOf)
    },
  }
}

function cut(
  slices: SliceSpec,
  groups: readonly Group[],
  minSupport: number,
  sampleOf: (group: Group) => Sample,
) {
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
    const label = columns.map((column, i) => `${shownName(column)}=${shownName(wanted[i]!)}`).join(',')
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

function enough(n: number, least: number, sample: () => Sample): Result<Sample> {
  if (n >= least) return ok(sample())
  return tooFew(n, least)
}

/** Fewer rows than the policy asks for before it believes anything. */
export function tooFew(n: number, least: number): { readonly ok: false; readonly problem: Problem } {
  return inconclusive(
    `${n} ${n === 1 ? 'row is' : 'rows are'} too few, ${least} are needed`,
    `Bring ${least - n} more rows, or lower \`min_support\` where so few rows may speak.`,
  )
}

/** Every combination asked for; `*` stands for the values that occur together with the rest. */
function wantedValues(slices: SliceSpec, groups: readonly Group[]): readonly (readonly string[])[] {
  const specs = Object.values(slices).map((values) => (values === '*' ? values : values.map(String)))
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

/** Rows by the combination of their values, in one pass and one counting sort. */
function group(columns: readonly SliceColumn[], rows: number): readonly Group[] {
  const codeOf = new Map<string, number>()
  const codes = new Uint32Array(rows)
  const firstRow: number[] = []
  const sizes: number[] = []
  const [only] = columns
  const single = columns.length === 1 ? only : undefined
  const dense = single ? new Int32Array(single.values.length).fill(-1) : undefined
  for (let row = 0; row < rows; row++) {
    let code =
      dense && single
        ? dense[single.codes[row]!]!
        : (codeOf.get(columns.map(({ codes }) => codes[row]).join(',')) ?? -1)
    if (code === -1) {
      code = sizes.length
      sizes.push(0)
      firstRow.push(row)
      if (dense && single) dense[single.codes[row]!] = code
      else codeOf.set(columns.map(({ codes }) => codes[row]).join(','), code)
    }
    sizes[code]!++
    codes[row] = code
  }
  const buckets = sizes.map((size) => new Uint32Array(size))
  const filled = new Uint32Array(sizes.length)
  for (let row = 0; row < rows; row++) {
    const code = codes[row]!
    buckets[code]![filled[code]!++] = row
  }
  return buckets.map((bucket, code) => ({
    rows: bucket,
    values: columns.map(({ codes, values }) => values[codes[firstRow[code]!]!]!),
  }))
}

/** Names as ids show them: plain where they are plain, quoted where they could be mistaken for something else. */
function shownName(name: string): string {
  return /^[\w .:+/@-]{1,60}$/.test(name) ? name : quoteValue(name)
}
