import { UserError } from '@mlops-actions/core'
import type { RolloutPlan, Split } from '@mlops-actions/rollout'
import { type Document, isMap, isScalar, isSeq, parseAllDocuments, type Scalar } from 'yaml'
import type { YamlPath } from './yaml-path.ts'

/** Where the weights stand in a file, and which names the arms have there. */
export interface WeightsPlace {
  readonly file: string
  readonly path: YamlPath
  readonly arms: RolloutPlan['arms']
}

/**
 * The weights in a YAML file. At the path stands either a map from arm to weight (`blue: 90`) or a list of items with
 * `name` and `weight`, as HTTPRoute's backendRefs and Traefik's services have it.
 * @throws UserError `bad-weights-file` naming what is missing
 */
export function readSplit(text: string, place: WeightsPlace): Split {
  const { stable, canary } = weightNodes(parse(text, place), place)
  const weights = { stable: weightOf(stable, place), canary: weightOf(canary, place) }
  const total = weights.stable + weights.canary
  if (total === 0) throw wrong(place, 'both weights are 0')
  const share = (100 * weights.canary) / total
  return { stable: 100 - share, canary: share }
}

/** The file with other weights and every comment, order and quote as it was. */
export function writeSplit(text: string, split: Split, place: WeightsPlace): string {
  const documents = parse(text, place)
  const { stable, canary } = weightNodes(documents, place)
  // Edited in the text, not printed anew: a reviewer's diff shows two numbers and nothing else.
  return [
    { node: stable, weight: split.stable },
    { node: canary, weight: split.canary },
  ]
    .map(({ node, weight }) => ({ range: rangeOf(node, place), weight }))
    .sort((a, b) => b.range.start - a.range.start)
    .reduce(
      (edited, { range, weight }) =>
        edited.slice(0, range.start) + String(Math.round(weight)) + edited.slice(range.end),
      text,
    )
}

function parse(text: string, place: WeightsPlace): readonly Document[] {
  const documents = parseAllDocuments(text)
  if ('empty' in documents || documents.length === 0) throw wrong(place, 'is empty')
  const error = documents.flatMap((document) => document.errors)[0]
  if (error) throw wrong(place, `is not YAML: ${error.message.split('\n', 1)[0] ?? ''}`)
  return documents
}

/** Of several documents in one file, the path must fit exactly one. */
function weightNodes(
  documents: readonly Document[],
  place: WeightsPlace,
): { readonly stable: Scalar; readonly canary: Scalar } {
  const found = documents.flatMap((document) => {
    const stable = armNode(document, place.arms.stable, place)
    const canary = armNode(document, place.arms.canary, place)
    return stable && canary ? [{ stable, canary }] : []
  })
  const [only, ...others] = found
  if (!only) {
    throw wrong(
      place,
      `has no weights of ${place.arms.stable} and ${place.arms.canary} at ${pathText(place.path)}`,
    )
  }
  if (others.length > 0)
    throw wrong(place, `has ${found.length} documents with weights at ${pathText(place.path)}`)
  return only
}

function armNode(document: Document, arm: string, place: WeightsPlace): Scalar | undefined {
  const node = document.getIn(place.path, true)
  if (isMap(node)) {
    const weight = node.get(arm, true)
    return isScalar(weight) ? weight : undefined
  }
  if (!isSeq(node)) return undefined
  const items = node.items.filter((item) => isMap(item) && item.get('name') === arm)
  const [item] = items
  if (items.length !== 1 || !isMap(item)) return undefined
  const weight = item.get('weight', true)
  return isScalar(weight) ? weight : undefined
}

function weightOf(node: Scalar, place: WeightsPlace): number {
  const { value } = node
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  throw wrong(place, `holds a weight that is no number >= 0 at ${pathText(place.path)}`)
}

function rangeOf(node: Scalar, place: WeightsPlace): { readonly start: number; readonly end: number } {
  if (!node.range) throw wrong(place, 'holds a weight that has no place in the text')
  return { start: node.range[0], end: node.range[1] }
}

function pathText(path: YamlPath): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '')
}

function wrong(place: WeightsPlace, what: string): UserError {
  return new UserError('bad-weights-file', `${place.file}: ${what}`, {
    remedy: 'at gitops-path stands a map from arm to weight, or a list of items with name and weight',
  })
}
