import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../error.ts'
import { MAX_FOOTER_BYTES } from '../limits.ts'
import { readRange } from '../range.ts'
import { type SchemaElement, schemaElement } from './schema.ts'
import { createThrift, type Thrift } from './thrift.ts'

/** What the reader needs of FileMetaData (parquet-format/src/main/thrift/parquet.thrift). */
export interface Footer {
  readonly schema: readonly SchemaElement[]
  readonly rows: number
  readonly rowGroups: readonly RowGroup[]
}

export interface RowGroup {
  readonly rows: number
  readonly chunks: readonly ColumnChunk[]
}

export interface ColumnChunk {
  readonly type: number
  readonly codec: number
  readonly values: number
  readonly offset: number
  readonly byteLength: number
  /** Little-endian, of the columns the writer kept statistics of. */
  readonly min?: Uint8Array
  readonly max?: Uint8Array
}

/** Length of the footer, and the magic. */
const TAIL_BYTES = 8
const MAGIC = 0x31524150
const ENCRYPTED_MAGIC = 0x45524150

/** The footer of a Parquet file. DataError `truncated`, `corrupt`, `unsupported` (encrypted), `too-large`. */
export async function readFooter(source: ByteSource): Promise<Footer> {
  const { name, byteLength } = source
  if (byteLength < TAIL_BYTES + 4)
    throw new DataError('truncated', name, `${byteLength} bytes are no Parquet file`)
  const tail = await source.read(byteLength - TAIL_BYTES, TAIL_BYTES)
  const view = new DataView(tail.buffer, tail.byteOffset, TAIL_BYTES)
  const magic = view.getUint32(4, true)
  if (magic === ENCRYPTED_MAGIC)
    throw new DataError('unsupported', name, 'is Parquet with an encrypted footer')
  if (magic !== MAGIC) {
    throw new DataError(
      'truncated',
      name,
      'does not end as a Parquet file; was it written or downloaded whole?',
    )
  }
  const length = view.getUint32(0, true)
  const what = 'its footer'
  if (length > byteLength - TAIL_BYTES - 4) {
    throw new DataError('corrupt', name, `${what} claims ${length} bytes of the file's ${byteLength}`)
  }
  const offset = byteLength - TAIL_BYTES - length
  const bytes = await readRange(source, { offset, length, what, cap: MAX_FOOTER_BYTES })
  return parseFooter(bytes, name)
}

function parseFooter(bytes: Uint8Array, where: string): Footer {
  const thrift = createThrift(bytes, 0, where)
  const schema: SchemaElement[] = []
  const rowGroups: RowGroup[] = []
  let rows = -1
  let encrypted = false
  thrift.struct((id, wire) => {
    if (id === 2) thrift.list(wire, (type) => schema.push(schemaElement(thrift, type)))
    else if (id === 3) rows = thrift.int(wire)
    else if (id === 4) thrift.list(wire, (type) => rowGroups.push(rowGroup(thrift, type, where)))
    else if (id === 8) {
      encrypted = true
      return false
    } else return false
    return true
  })
  if (encrypted) throw new DataError('unsupported', where, 'is Parquet with encrypted columns')
  const total = rowGroups.reduce((sum, group) => sum + group.rows, 0)
  if (rows < 0 || total !== rows) {
    throw new DataError('corrupt', where, `the footer counts ${rows} rows, its row groups ${total}`)
  }
  return { schema, rows, rowGroups }
}

function rowGroup(thrift: Thrift, wire: number, where: string): RowGroup {
  const chunks: ColumnChunk[] = []
  let rows = -1
  thrift.structField(wire, (id, field) => {
    if (id === 1) thrift.list(field, (type) => chunks.push(columnChunk(thrift, type, where)))
    else if (id === 3) rows = thrift.int(field)
    else return false
    return true
  })
  if (rows < 0) throw new DataError('corrupt', where, 'a row group has no row count')
  return { rows, chunks }
}

function columnChunk(thrift: Thrift, wire: number, where: string): ColumnChunk {
  let chunk: ColumnChunk | undefined
  let elsewhere = false
  thrift.structField(wire, (id, field) => {
    if (id === 1) elsewhere = thrift.text(field) !== ''
    else if (id === 3) chunk = columnMetadata(thrift, field)
    else return false
    return true
  })
  if (elsewhere) throw new DataError('unsupported', where, 'keeps column chunks in other files')
  if (chunk === undefined)
    throw new DataError('unsupported', where, 'has a column chunk without metadata (encrypted?)')
  return chunk
}

function columnMetadata(thrift: Thrift, wire: number): ColumnChunk {
  let type = -1
  let codec = -1
  let values = -1
  let byteLength = -1
  let data = -1
  let dictionary = 0
  let statistics: { min?: Uint8Array; max?: Uint8Array } = {}
  thrift.structField(wire, (id, field) => {
    if (id === 1) type = thrift.int(field)
    else if (id === 4) codec = thrift.int(field)
    else if (id === 5) values = thrift.int(field)
    else if (id === 7) byteLength = thrift.int(field)
    else if (id === 9) data = thrift.int(field)
    else if (id === 11) dictionary = thrift.int(field)
    else if (id === 12) statistics = readStatistics(thrift, field)
    else return false
    return true
  })
  // Some writers say 0 for "no dictionary", some point behind the data.
  const offset = dictionary > 0 && dictionary < data ? dictionary : data
  return { type, codec, values, offset, byteLength, ...statistics }
}

function readStatistics(thrift: Thrift, wire: number): { min?: Uint8Array; max?: Uint8Array } {
  const found: { min?: Uint8Array; max?: Uint8Array } = {}
  thrift.structField(wire, (id, field) => {
    // 1 and 2 are the deprecated pair, compared as signed; right for signed integers, which is all they serve here.
    if (id === 5) found.max = thrift.binary(field)
    else if (id === 6) found.min = thrift.binary(field)
    else if (id === 1 && found.max === undefined) found.max = thrift.binary(field)
    else if (id === 2 && found.min === undefined) found.min = thrift.binary(field)
    else return false
    return true
  })
  return found
}
