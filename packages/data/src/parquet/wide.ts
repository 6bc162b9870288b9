import type { ByteSource } from '../byte-source.ts'
import { BATCH_ROWS } from '../limits.ts'
import { openColumn } from './column-reader.ts'
import type { Footer, RowGroup } from './footer.ts'
import type { Readable } from './meaning.ts'
import { INT64, type Leaf } from './schema.ts'

/**
 * Whether a 64-bit integer column leaves the range a double holds exactly, so that its kind is known before the first
 * batch. The statistics of the row groups say; where a writer kept none, the column itself is read until one is found.
 */
export async function isWide(
  source: ByteSource,
  footer: Footer,
  leaf: Leaf,
  where: (group: number) => string,
): Promise<boolean> {
  const { logical } = leaf
  if (leaf.type !== INT64 || (logical.is !== 'none' && logical.is !== 'integer' && logical.is !== 'null'))
    return false
  const signed = logical.is !== 'integer' || logical.signed
  let unknown = false
  for (const group of footer.rowGroups) {
    const verdict = wideByStatistics(group, leaf, signed)
    if (verdict === true) return true
    unknown ||= verdict === undefined
  }
  if (!unknown) return false
  for (const [index, group] of footer.rowGroups.entries()) {
    if (wideByStatistics(group, leaf, signed) !== undefined) continue
    if (await wideByValues(source, group, leaf, signed, where(index))) return true
  }
  return false
}

function wideByStatistics(group: RowGroup, leaf: Leaf, signed: boolean): boolean | undefined {
  if (group.rows === 0) return false
  const chunk = group.chunks[leaf.chunk]
  if (chunk?.min?.length !== 8 || chunk.max?.length !== 8) return undefined
  return [chunk.min, chunk.max].some((bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, 8)
    return !Number.isSafeInteger(Number(signed ? view.getBigInt64(0, true) : view.getBigUint64(0, true)))
  })
}

async function wideByValues(
  source: ByteSource,
  group: RowGroup,
  leaf: Leaf,
  signed: boolean,
  where: string,
): Promise<boolean> {
  const chunk = group.chunks[leaf.chunk]
  if (chunk === undefined) return false
  const meaning: Readable = { kind: 'bigint', signed }
  const reader = openColumn(source, leaf, meaning, chunk, where)
  for (let done = 0; done < group.rows; done += BATCH_ROWS) {
    const column = await reader.read(Math.min(BATCH_ROWS, group.rows - done))
    if (column.kind === 'bigint' && column.values.some((value) => !Number.isSafeInteger(Number(value))))
      return true
  }
  return false
}
