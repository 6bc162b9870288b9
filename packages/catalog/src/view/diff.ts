import type { Dataset, VersionRecord } from '@mlops-actions/registry'
import { type Metric, metricsOf, paramsOf } from '../cards/facts.ts'
import type { CatalogVersion } from './catalog.ts'

/** One thing that differs between two versions; undefined on the side that lacks it. */
export interface Difference {
  readonly part: 'params' | 'metrics' | 'data' | 'code' | 'environment' | 'files'
  readonly name: string
  readonly from: string | undefined
  readonly to: string | undefined
  /** to - from, where both are numbers. */
  readonly change?: number
}

/** What differs between two versions of a model, part by part, names in order. What is equal is left out. */
export function diffVersions(from: CatalogVersion, to: CatalogVersion): readonly Difference[] {
  const [a, b] = [from.record, to.record]
  return [
    ...differing('params', paramsOf(a), paramsOf(b)),
    ...differing('metrics', metricEntries(metricsOf(from)), metricEntries(metricsOf(to))),
    ...differing('data', a.lineage.data.map(dataEntry), b.lineage.data.map(dataEntry)),
    ...differing('code', codeEntries(a), codeEntries(b)),
    ...differing('environment', environmentEntries(a), environmentEntries(b)),
    ...differing('files', fileEntries(a), fileEntries(b)),
  ]
}

type Entry = readonly [name: string, value: string]

function differing(
  part: Difference['part'],
  from: readonly Entry[],
  to: readonly Entry[],
): readonly Difference[] {
  const [left, right] = [new Map(from), new Map(to)]
  return [...new Set([...left.keys(), ...right.keys()])]
    .sort()
    .map((name) => ({ part, name, from: left.get(name), to: right.get(name) }))
    .filter((item) => item.from !== item.to)
    .map((item) => {
      const change = numeric(item.to) - numeric(item.from)
      return Number.isFinite(change) ? { ...item, change } : item
    })
}

function numeric(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text)
}

function metricEntries(metrics: readonly Metric[]): readonly Entry[] {
  return metrics.map(({ name, slice, value }) => [
    slice === undefined ? name : `${name} (${slice})`,
    String(value),
  ])
}

function dataEntry(item: Dataset): Entry {
  return [item.name, 'id' in item ? `${item.kind} ${item.id}` : `${item.kind} ${item.digest}`]
}

function codeEntries({ lineage: { code } }: VersionRecord): readonly Entry[] {
  if (!code) return []
  return [
    ['commit', `${code.commit}${code.dirty ? ' with changes' : ''}`],
    ...(code.repository === undefined ? [] : [['repository', code.repository] as const]),
  ]
}

function environmentEntries({ lineage: { lock, image } }: VersionRecord): readonly Entry[] {
  return [
    ...(lock ? [['lock', `${lock.path} ${lock.digest}`] as const] : []),
    ...(image ? [['image', `${image.name}@${image.digest}`] as const] : []),
  ]
}

function fileEntries({ files, fileName }: VersionRecord): readonly Entry[] {
  return files.map(({ path, digest, byteLength }) => [
    path === '.' ? (fileName ?? path) : path,
    `${byteLength} bytes ${digest}`,
  ])
}
