import type { ByteSource } from '../byte-source.ts'
import { BATCH_ROWS } from '../limits.ts'
import type { Contents } from './contents.ts'
import { type ColumnPlace, placeColumns } from './layout.ts'
import { type RecordBatch, readMessage } from './message.ts'
import { type ArrowField, leavesOf } from './schema.ts'
import { readPresence, readWithin } from './validity.ts'
import { holdsWide, wordsOf } from './values.ts'
import { openBuffers, readAligned } from './vector.ts'

/**
 * Names of the 64-bit integer columns that leave the range a double holds exactly, so that their kind is known before
 * the first batch. Arrow keeps no statistics: these columns are read through until such a value is found.
 */
export async function findWide(source: ByteSource, contents: Contents): Promise<ReadonlySet<string>> {
  const wide = new Set<string>()
  const fields = leavesOf(contents.fields)
  const open = (field: ArrowField) =>
    field.type.is === 'int' && field.type.bits === 64 && !wide.has(field.name)
  for (const [number, block] of contents.blocks.entries()) {
    const wanted = fields.filter(
      (field) =>
        open(field) &&
        (block.is === 'batch' ? field.dictionary === undefined : field.dictionary?.id === block.id),
    )
    if (wanted.length === 0) continue
    const message = await readMessage(source, block.offset)
    if (message === undefined || message.is === 'schema' || message.is === 'other') continue
    const where = `${source.name}, ${block.is} ${number}`
    const { batch, version } = message
    if (block.is === 'batch') {
      const places = placeColumns(contents.fields, batch, version, where)
      for (const field of wanted)
        if (await isWide(source, batch, places[fields.indexOf(field)]!, field, where)) wide.add(field.name)
    } else {
      for (const field of wanted) {
        const [place] = placeColumns([{ ...field, dictionary: undefined }], batch, version, where)
        if (await isWide(source, batch, place!, field, where)) wide.add(field.name)
      }
    }
  }
  return wide
}

async function isWide(
  source: ByteSource,
  batch: RecordBatch,
  place: ColumnPlace,
  { type }: ArrowField,
  where: string,
): Promise<boolean> {
  const [bitmap, data] = await openBuffers(source, batch, place.buffers, where)
  const around = await openBuffers(source, batch, place.around, where)
  const signed = type.is === 'int' && type.signed
  for (let from = 0; from < batch.rows; from += BATCH_ROWS) {
    const rows = Math.min(BATCH_ROWS, batch.rows - from)
    const { validity } = await readWithin(await readPresence(bitmap!, from, rows), around, from, rows)
    if (holdsWide(wordsOf(await readAligned(data!, from, rows, 8)), signed, validity)) return true
  }
  return false
}
