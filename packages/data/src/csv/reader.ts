import type { ByteSource } from '../byte-source.ts'
import { DataError, quoteValue } from '../error.ts'
import type { TextKernels } from '../kernels/text-kernels.ts'
import { MAX_CELLS, MAX_COLUMNS } from '../limits.ts'
import type { Table } from '../table.ts'
import { openBlocks } from '../text/blocks.ts'
import { ESCAPED, cellText, createCells, shapeOfCells } from '../text/cells.ts'
import { slowNumber } from '../text/decimal.ts'
import { startOfText } from '../text/encoding.ts'
import type { Position } from '../text/position.ts'
import type { TextOptions } from '../text/text-options.ts'
import { type Scanner, textTable } from '../text/text-table.ts'
import { detectDelimiter, headerWidth } from './dialect.ts'
import { scanRecords } from './scan.ts'

/** Never in a column's name, always in a binary file: C0 but tab, line feed and carriage return. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/

interface Header {
  readonly names: readonly string[]
  readonly delimiter: number
  /** Where the first record of data begins. */
  readonly offset: number
  readonly line: number
}

/** CSV or TSV with a header (RFC 4180, LF or CRLF, UTF-8 with or without a mark; comma, tab, semicolon or bar). */
export async function openCsv(source: ByteSource, tabs: boolean, options: TextOptions): Promise<Table> {
  const header = await readHeader(source, tabs, options)
  const { name } = source
  return textTable({
    source,
    format: header.delimiter === 0x09 ? 'tsv' : 'csv',
    names: header.names,
    options,
    shape: shapeOfCells('csv', name, header.names.length, MAX_CELLS),
    createScanner: (kernels, begun = false) => createScanner(header, kernels, begun),
    openBlocks: (part, blockBytes, place) => openBlocks(part, { gzip: options.gzip, blockBytes }, place),
  })
}

function createScanner(header: Header, kernels: TextKernels, inMiddle: boolean): Scanner {
  const at: Position = inMiddle ? { offset: 0, line: 1 } : { offset: header.offset, line: header.line }
  let begun = inMiddle
  return {
    scan(bytes, final) {
      kernels.load(bytes)
      if (!begun && bytes.length < header.offset) return 0
      begun = true
      kernels.csv(at, header.delimiter)
      scanRecords(bytes, at, final, header.delimiter, kernels.cells)
      const consumed = at.offset
      at.offset = 0
      return consumed
    },
    place: () => `${kernels.cells.name}:${at.line}`,
  }
}

async function readHeader(source: ByteSource, tabs: boolean, options: TextOptions): Promise<Header> {
  const blocks = openBlocks(source, options, () => `${source.name}:1`)
  try {
    for (;;) {
      const { bytes, final } = await blocks.next(0)
      const header = scanHeader(source.name, bytes, final, tabs)
      if (header !== undefined) return header
    }
  } finally {
    await blocks.close()
  }
}

function scanHeader(name: string, bytes: Uint8Array, final: boolean, tabs: boolean): Header | undefined {
  const at: Position = { offset: startOfText(name, bytes), line: 1 }
  while (bytes[at.offset] === 0x0a || bytes[at.offset] === 0x0d) if (bytes[at.offset++] === 0x0a) at.line++
  if (at.offset >= bytes.length) {
    if (!final) return undefined
    throw new DataError('empty', name, 'holds no header and no rows')
  }
  const sample = bytes.subarray(at.offset)
  const delimiter = tabs ? 0x09 : detectDelimiter(sample).charCodeAt(0)
  const width = headerWidth(sample, delimiter)
  if (width > MAX_COLUMNS)
    throw new DataError('too-large', name, `has ${width} columns, at most ${MAX_COLUMNS} are read`)
  const { line } = at
  const cells = { ...createCells(shapeOfCells('csv', name, width, 1)), bytes }
  scanRecords(bytes, at, final, delimiter, cells)
  if (cells.rows === 0) return undefined
  const names = Array.from({ length: width }, (_, i) => {
    const text = cellText(cells, i)
    return cells.tags[i] === ESCAPED ? text.replaceAll('""', '"') : text
  })
  checkNames(`${name}:${line}`, names)
  return { names, delimiter, offset: at.offset, line: at.line }
}

function checkNames(place: string, names: readonly string[]): void {
  const seen = new Map<string, number>()
  for (const [i, name] of names.entries()) {
    if (CONTROL.test(name))
      throw new DataError('corrupt', place, 'the header holds control characters; is this text?')
    if (name.includes('\r')) {
      throw new DataError('corrupt', place, 'lines end in bare carriage returns; convert them to line feeds')
    }
    const first = seen.get(name)
    if (first !== undefined) {
      throw new DataError(
        'corrupt',
        place,
        `the header names ${quoteValue(name)} twice, in cells ${first + 1} and ${i + 1}`,
      )
    }
    seen.set(name, i)
  }
  const numbers = names.map(slowNumber)
  if (numbers.every((value) => value !== undefined) && !numbers.every(Number.isSafeInteger)) {
    throw new DataError(
      'corrupt',
      place,
      'the first line holds only numbers; a header with the column names is required',
    )
  }
}
