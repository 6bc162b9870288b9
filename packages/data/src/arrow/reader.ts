import { randomInt } from 'node:crypto'
import type { ByteSource } from '../byte-source.ts'
import { DataError, quoteValue } from '../error.ts'
import { BATCH_ROWS } from '../limits.ts'
import { notesOf, projectFields, STRUCT } from '../project.ts'
import type { Batch, Table } from '../table.ts'
import { createInterner, type Interner } from '../text/interner.ts'
import { openCodedVector } from './coded-vector.ts'
import { type Block, type Contents, readContents } from './contents.ts'
import { type Dictionary, emptyDictionary, readDictionary } from './dictionary.ts'
import { placeColumns } from './layout.ts'
import { meaningOf, type Readable } from './meaning.ts'
import { type Message, type RecordBatch, readMessage } from './message.ts'
import { type ArrowField, leavesOf, structsOf } from './schema.ts'
import { type ColumnContext, openVector, type Vector } from './vector.ts'
import { findWide } from './wide.ts'

interface ArrowColumn {
  readonly field: ArrowField
  /** Its place among the leaves of the file. */
  readonly index: number
  readonly meaning: Readable
}

/**
 * Arrow IPC, file or stream. Opening reads the schema, the metadata of every batch, and the 64-bit integer columns, whose
 * size nothing else tells. The fields of structs are columns called by their path. Lists, unions and types
 * without a counterpart are not among `fields`, which `notes` tell; naming one is a DataError `unsupported`.
 */
export async function openArrow(source: ByteSource, maxRows: number): Promise<Table> {
  const { name } = source
  const contents = await readContents(source)
  if (contents.rows > maxRows)
    throw new DataError('too-large', name, `holds ${contents.rows} rows, ${maxRows} are allowed`)
  const wide = await findWide(source, contents)
  const columns: ArrowColumn[] = []
  const refused = new Map(structsOf(contents.fields).map((struct) => [struct, STRUCT]))
  const seen = new Set(refused.keys())
  for (const [index, field] of leavesOf(contents.fields).entries()) {
    const meaning = meaningOf(field, wide.has(field.name))
    if (seen.has(field.name)) refused.set(field.name, 'is named twice in the schema, so it is not read')
    else if (meaning.kind === 'unsupported') refused.set(field.name, meaning.why)
    else columns.push({ field, index, meaning })
    seen.add(field.name)
  }
  const fields = columns.map(({ field, meaning }) => ({
    name: field.name,
    kind: meaning.kind,
    nullable: field.nullable,
    ...(field.type.is === 'null' ? { unseen: true as const } : {}),
  }))
  return {
    format: 'arrow',
    name,
    fields,
    notes: notesOf(refused),
    rowCount: contents.rows,
    batches(options) {
      const explain = (column: string) => {
        const why = refused.get(column)
        return why === undefined
          ? undefined
          : new DataError('unsupported', name, `column ${quoteValue(column)} ${why}`)
      }
      const indexes = projectFields(name, fields, options?.columns, explain)
      return readBatches(
        source,
        contents,
        indexes.map((i) => columns[i]!),
      )
    },
    close: () => source.close(),
  }
}

async function* readBatches(
  source: ByteSource,
  contents: Contents,
  columns: readonly ArrowColumn[],
): AsyncGenerator<Batch> {
  const dictionaries = new Map<number, Dictionary>()
  const interner = createInterner(randomInt(2 ** 31))
  for (const [number, block] of contents.blocks.entries()) {
    const holder = columns.find(({ field }) => field.dictionary?.id === block.id)
    if (block.is === 'dictionary' && holder === undefined) continue
    if (block.rows === 0 && block.is === 'batch') continue
    const message = await reread(source, block)
    if (message.is === 'dictionary') {
      const context = contextOf(source, holder!, interner, number)
      const before = message.delta ? dictionaries.get(block.id) : undefined
      dictionaries.set(block.id, await loadDictionary(source, message, holder!, context, before))
    } else if (message.is === 'batch') {
      const vectors = await openColumns(source, contents, message, columns, dictionaries, interner, number)
      yield* readRows(message.batch, vectors)
    }
  }
}

async function* readRows(batch: RecordBatch, vectors: readonly Vector[]): AsyncGenerator<Batch> {
  for (let done = 0; done < batch.rows; done += BATCH_ROWS) {
    const rows = Math.min(BATCH_ROWS, batch.rows - done)
    const columns = []
    for (const vector of vectors) columns.push(await vector.read(rows))
    yield { rows, columns }
  }
}

async function openColumns(
  source: ByteSource,
  contents: Contents,
  message: Extract<Message, { is: 'batch' }>,
  columns: readonly ArrowColumn[],
  dictionaries: ReadonlyMap<number, Dictionary>,
  interner: Interner,
  number: number,
): Promise<readonly Vector[]> {
  const { batch, version } = message
  const places = placeColumns(contents.fields, batch, version, `${source.name}, batch ${number}`)
  const vectors: Vector[] = []
  for (const column of columns) {
    const context = contextOf(source, column, interner, number)
    const place = places[column.index]!
    const encoding = column.field.dictionary
    if (encoding === undefined) vectors.push(await openVector(source, batch, place, context))
    else {
      const dictionary = dictionaries.get(encoding.id) ?? emptyDictionary(context)
      vectors.push(await openCodedVector(source, batch, place, encoding, dictionary, context))
    }
  }
  return vectors
}

async function loadDictionary(
  source: ByteSource,
  { batch, version }: Extract<Message, { is: 'dictionary' }>,
  { field }: ArrowColumn,
  context: ColumnContext,
  before: Dictionary | undefined,
): Promise<Dictionary> {
  // Its one column is of the dictionary's type, and not coded again.
  const [place] = placeColumns([{ ...field, dictionary: undefined }], batch, version, context.where)
  return readDictionary(source, batch, place!, context, before)
}

/** The message seen when the file was opened. DataError `corrupt` when the file has changed since. */
async function reread(source: ByteSource, block: Block): Promise<Message> {
  const message = await readMessage(source, block.offset)
  if (message?.is !== block.is || message.batch.rows !== block.rows)
    throw new DataError('corrupt', source.name, 'changed while it was read')
  return message
}

function contextOf(
  source: ByteSource,
  { field, meaning }: ArrowColumn,
  interner: Interner,
  number: number,
): ColumnContext {
  const where = `${source.name}, column ${quoteValue(field.name)}, message ${number}`
  return { name: field.name, meaning, interner, where }
}
