import { DataError } from '../error.ts'
import { createThrift, type Thrift } from './thrift.ts'

interface Common {
  /** Bytes of the header itself. */
  readonly headerBytes: number
  readonly compressed: number
  readonly uncompressed: number
  /** Of the compressed bytes, where the writer took it. */
  readonly crc?: number
}

export type PageHeader =
  | (Common & { readonly is: 'dictionary'; readonly values: number; readonly encoding: number })
  | (Common & {
      readonly is: 'v1'
      readonly values: number
      readonly encoding: number
      readonly levels: number
    })
  | (Common & {
      readonly is: 'v2'
      readonly values: number
      readonly nulls: number
      readonly encoding: number
      readonly definitionBytes: number
      readonly repetitionBytes: number
      readonly isCompressed: boolean
    })
  | (Common & { readonly is: 'index' })

interface Counts {
  values: number
  nulls: number
  encoding: number
  levels: number
  definitionBytes: number
  repetitionBytes: number
  isCompressed: boolean
}

/** The page header at the head of `bytes`. DataError `truncated` when they end within it, `corrupt`. */
export function readPageHeader(bytes: Uint8Array, where: string): PageHeader {
  const thrift = createThrift(bytes, 0, where)
  let type = -1
  let compressed = -1
  let uncompressed = -1
  let crc: number | undefined
  const counts: Counts = {
    values: -1,
    nulls: 0,
    encoding: -1,
    levels: 3,
    definitionBytes: 0,
    repetitionBytes: 0,
    isCompressed: true,
  }
  thrift.struct((id, wire) => {
    if (id === 1) type = thrift.int(wire)
    else if (id === 2) uncompressed = thrift.int(wire)
    else if (id === 3) compressed = thrift.int(wire)
    else if (id === 4) crc = thrift.int(wire) >>> 0
    else if (id === 5) dataPage(thrift, wire, counts)
    else if (id === 7) dictionaryPage(thrift, wire, counts)
    else if (id === 8) dataPageV2(thrift, wire, counts)
    else return false
    return true
  })
  if (compressed < 0 || uncompressed < 0)
    throw new DataError('corrupt', where, 'a page header lacks its sizes')
  const common = {
    headerBytes: thrift.offset(),
    compressed,
    uncompressed,
    ...(crc === undefined ? {} : { crc }),
  }
  if (type === 1) return { ...common, is: 'index' }
  if (counts.values < 0 || counts.encoding < 0)
    throw new DataError('corrupt', where, 'a page header lacks its counts')
  if (type === 0) return { ...common, is: 'v1', ...counts }
  if (type === 2) return { ...common, is: 'dictionary', ...counts }
  if (type === 3) return { ...common, is: 'v2', ...counts }
  throw new DataError('unsupported', where, `a page of type ${type}`)
}

function dataPage(thrift: Thrift, wire: number, counts: Counts): void {
  thrift.structField(wire, (id, field) => {
    if (id === 1) counts.values = thrift.int(field)
    else if (id === 2) counts.encoding = thrift.int(field)
    else if (id === 3) counts.levels = thrift.int(field)
    else return false
    return true
  })
}

function dictionaryPage(thrift: Thrift, wire: number, counts: Counts): void {
  thrift.structField(wire, (id, field) => {
    if (id === 1) counts.values = thrift.int(field)
    else if (id === 2) counts.encoding = thrift.int(field)
    else return false
    return true
  })
}

function dataPageV2(thrift: Thrift, wire: number, counts: Counts): void {
  thrift.structField(wire, (id, field) => {
    if (id === 1) counts.values = thrift.int(field)
    else if (id === 2) counts.nulls = thrift.int(field)
    else if (id === 4) counts.encoding = thrift.int(field)
    else if (id === 5) counts.definitionBytes = thrift.int(field)
    else if (id === 6) counts.repetitionBytes = thrift.int(field)
    else if (id === 7) counts.isCompressed = thrift.bool(field)
    else return false
    return true
  })
}
