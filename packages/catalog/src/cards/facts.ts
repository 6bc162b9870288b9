import type { Evidence, VersionRecord } from '@mlops-actions/registry'
import { z } from 'zod'

/** What the cards of a version are made from: its record and the reports attached at registration. */
export interface CardFacts {
  readonly record: VersionRecord
  readonly evidence: readonly Evidence[]
  /** `binary`, `multiclass` or `regression`, as the policy says. */
  readonly task: string
  readonly owner?: string | undefined
  /** Where the record is; never with credentials. */
  readonly uri: string
}

/** A number measured on the model, with its slice and interval where they are known. */
export interface Metric {
  readonly name: string
  readonly value: number
  readonly n?: number
  readonly slice?: string
  readonly low?: number
  readonly high?: number
  readonly level?: number
  /** Digest of the report it stands in; absent for one that was given. */
  readonly report?: string
}

/** Metrics of the record, then those the newest validation report measured. One a metric and slice. */
export function metricsOf({ record, evidence }: Pick<CardFacts, 'record' | 'evidence'>): readonly Metric[] {
  const given = Object.entries(record.metrics ?? {}).map(([name, value]): Metric => ({ name, value }))
  const newest = evidence.filter(({ kind }) => kind === 'validation').at(-1)
  const measured = newest ? findingsIn(newest).flatMap((finding) => measuredIn(finding, newest.digest)) : []
  const seen = new Set<string>()
  return [...given, ...measured].filter(({ name, slice }) => {
    const key = JSON.stringify([name, slice])
    return !seen.has(key) && seen.add(key)
  })
}

/** As evidence is read: a later version of the report may say more, and what it says otherwise is no metric here. */
const finding = z.looseObject({
  id: z.string(),
  slice: z.record(z.string(), z.string()).optional(),
  candidate: z.looseObject({
    value: z.number(),
    n: z.number(),
    interval: z.looseObject({ low: z.number(), high: z.number(), level: z.number() }).optional(),
  }),
})

function findingsIn({ bytes }: Evidence): readonly z.infer<typeof finding>[] {
  const report = z
    .looseObject({ findings: z.array(z.unknown()) })
    .safeParse(JSON.parse(new TextDecoder().decode(bytes)))
  if (!report.success) return []
  return report.data.findings.flatMap((item) => {
    const read = finding.safeParse(item)
    return read.success ? [read.data] : []
  })
}

function measuredIn({ id, candidate, slice }: z.infer<typeof finding>, report: string): readonly Metric[] {
  const { value, n, interval } = candidate
  // `recall.not-worse[origin=ORD]` is a rule about recall.
  const name = id.replace(/\[.*$/, '').split('.')[0]!
  return [
    {
      name,
      value,
      n,
      ...(slice === undefined
        ? {}
        : {
            slice: Object.entries(slice)
              .map(([key, part]) => `${key}=${part}`)
              .join(', '),
          }),
      ...(interval === undefined ? {} : { low: interval.low, high: interval.high, level: interval.level }),
      report,
    },
  ]
}

/** Names of hyperparameters with their values as text, nested ones joined by dots. */
export function paramsOf({ lineage: { params } }: VersionRecord): readonly (readonly [string, string])[] {
  return flatten('', params).slice(0, 1000)
}

function flatten(prefix: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [[prefix, textOf(value)]]
  if (Array.isArray(value)) return [[prefix, JSON.stringify(value)]]
  return Object.entries(value).flatMap(([key, item]) =>
    flatten(prefix === '' ? key : `${prefix}.${key}`, item),
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The format people would name first: not the description of a package, but what is in it. */
export function mainFormat({ packaging = [] }: VersionRecord): string | undefined {
  const described = ['mlflow', 'bentoml', 'mlserver', 'triton', 'torchserve']
  return (packaging.find(({ format }) => !described.includes(format)) ?? packaging[0])?.format
}
