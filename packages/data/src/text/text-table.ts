import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../error.ts'
import { textKernelsFor } from '../kernels/load-text.ts'
import type { TextKernels } from '../kernels/text-kernels.ts'
import { typescriptTextKernels } from '../kernels/typescript-text.ts'
import type { TextShape } from '../kernels/wasm-text.ts'
import { TEXT_BLOCK_BYTES, TEXT_READ_BYTES } from '../limits.ts'
import { projectFields } from '../project.ts'
import { windowOf } from '../range.ts'
import type { Run } from '../run.ts'
import type { Batch, Format, Table } from '../table.ts'
import type { Blocks } from './blocks.ts'
import { buildColumn } from './build-column.ts'
import { createRunBuilder } from './build-runs.ts'
import { createCells } from './cells.ts'
import type { ColumnSpec } from './column-spec.ts'
import { inferColumn } from './infer.ts'
import { createMarkNulls } from './null-spellings.ts'
import { GROUP_BYTES, groupCountOf, neighboursOf, rangeOf, splitInQuotes, type TextRange } from './ranges.ts'
import type { TextOptions } from './text-options.ts'

/** One pass over a text: knows the grammar, and where it stands. */
export interface Scanner {
  /** Indexes whole records of `bytes` into the cells of its kernels; the bytes it is done with. */
  readonly scan: (bytes: Uint8Array, final: boolean) => number
  /** `file:line` of the record that comes next. */
  readonly place: () => string
}

export interface TextLayout {
  readonly source: ByteSource
  readonly format: Format
  /** Column names, in the order of the scanner's cells. */
  readonly names: readonly string[]
  readonly options: TextOptions
  readonly shape: TextShape
  /** @param begun In the middle of the text, behind its header. */
  readonly createScanner: (kernels: TextKernels, begun?: boolean) => Scanner
  /** @param blockBytes Read at a time. */
  readonly openBlocks: (source: ByteSource, blockBytes: number, place: () => string) => Blocks
  /** Why a column is not among `names`, when there is more to say than that it is missing. */
  readonly explainMissing?: (name: string) => DataError | undefined
}

/** A table over a text, its kinds inferred from the first block. */
export async function textTable(layout: TextLayout): Promise<Table> {
  const specs = await inferSpecs(layout)
  const fields = specs.map(({ name, kind, origin }) => ({
    name,
    kind,
    nullable: true,
    ...(origin === 'unseen' ? { unseen: true as const } : {}),
  }))
  const groupCount = groupCountOfLayout(layout)
  return {
    format: layout.format,
    name: layout.source.name,
    byteLength: layout.source.byteLength,
    fields,
    batches(options) {
      const indexes = projectFields(layout.source.name, fields, options?.columns, layout.explainMissing)
      return readBatches(layout, specs, indexes)
    },
    groupCount,
    runs({ columns, groups }) {
      const indexes = projectFields(layout.source.name, fields, columns, layout.explainMissing)
      return groups === undefined
        ? readRuns(layout, specs, indexes)
        : readGroups(layout, specs, indexes, groups, groupCount)
    },
    close: () => layout.source.close(),
  }
}

async function inferSpecs(layout: TextLayout): Promise<readonly ColumnSpec[]> {
  for (const name of Object.keys(layout.options.kinds)) {
    if (!layout.names.includes(name))
      projectFields(layout.source.name, layout.names.map(asField), [name], layout.explainMissing)
  }
  const cells = createCells(layout.shape)
  const scanner = layout.createScanner(typescriptTextKernels(cells))
  const markNulls = createMarkNulls(layout.source.name, layout.options.nulls ?? [])
  const { blockBytes = TEXT_BLOCK_BYTES } = layout.options
  const blocks = layout.openBlocks(layout.source, blockBytes, () => scanner.place())
  try {
    let consumed = 0
    let final = false
    while (cells.rows === 0 && !final) {
      const block = await blocks.next(consumed)
      final = block.final
      consumed = scanner.scan(block.bytes, final)
    }
    markNulls?.(cells)
    return layout.names.map((name, i) => inferColumn(cells, i, name, layout.options.kinds))
  } finally {
    await blocks.close()
  }
}

const asField = (name: string) => ({ name })

async function createKernels({ format, shape, source, options }: TextLayout): Promise<TextKernels> {
  // An array is one block: it would be copied whole for every batch.
  if (format === 'json') return typescriptTextKernels(createCells(shape))
  return options.kernels?.(shape) ?? textKernelsFor(source.byteLength, shape)
}

/**
 * Goes through the text, or a part of it; after each step the next rows are in the kernels' cells. DataError
 * `unsplittable` when the part does not end with a record.
 */
async function* readRows(
  layout: TextLayout,
  kernels: TextKernels,
  range?: TextRange,
): AsyncGenerator<number> {
  const { source } = layout
  const scanner = layout.createScanner(kernels, range !== undefined && !range.first)
  const part = range === undefined ? source : windowOf(source, range.start, range.end - range.start)
  const { maxRows, nulls = [], blockBytes = TEXT_READ_BYTES } = layout.options
  const blocks = layout.openBlocks(part, blockBytes, () => scanner.place())
  const markNulls = createMarkNulls(source.name, nulls)
  let total = 0
  try {
    let consumed = 0
    for (;;) {
      const { bytes, final } = await blocks.next(consumed)
      consumed = scanner.scan(bytes, final && range?.last !== false)
      markNulls?.(kernels.cells)
      const { rows } = kernels.cells
      total += rows
      if (range?.last === false && final && consumed === 0 && bytes.length > 0)
        throw splitInQuotes(source.name, range)
      if (total > maxRows) {
        throw new DataError('too-large', layout.source.name, `holds more than the ${maxRows} rows allowed`)
      }
      if (rows > 0) yield rows
      if (final && consumed === bytes.length) return
    }
  } finally {
    await blocks.close()
  }
}

async function* readBatches(
  layout: TextLayout,
  specs: readonly ColumnSpec[],
  indexes: readonly number[],
): AsyncGenerator<Batch> {
  const kernels = await createKernels(layout)
  for await (const rows of readRows(layout, kernels)) {
    yield { rows, columns: indexes.map((i) => buildColumn(kernels, i, specs[i]!)) }
  }
}

type ColumnRun = { readonly column: number; readonly run: Run }

async function* readRuns(
  layout: TextLayout,
  specs: readonly ColumnSpec[],
  indexes: readonly number[],
): AsyncGenerator<ColumnRun> {
  yield* runsOf(layout, specs, indexes, await createKernels(layout))
}

/** A JSON array has no lines to begin at. */
const groupCountOfLayout = ({ format, source, options }: TextLayout): number =>
  format === 'json' ? 1 : groupCountOf(source.byteLength, options.gzip, options.groupBytes ?? GROUP_BYTES)

/** Parts of the text, each as if it were a file of its own: where an error is said to be counts from its start. */
async function* readGroups(
  layout: TextLayout,
  specs: readonly ColumnSpec[],
  indexes: readonly number[],
  groups: readonly number[],
  groupCount: number,
): AsyncGenerator<ColumnRun> {
  for (const stretch of neighboursOf(groups)) {
    const range = await rangeOf(layout.source, stretch, groupCount)
    if (range.start === range.end) continue
    const name = range.first ? layout.source.name : `${layout.source.name} from byte ${range.start}`
    const kernels = await createKernels({ ...layout, shape: { ...layout.shape, name } })
    yield* runsOf(layout, specs, indexes, kernels, range)
  }
}

async function* runsOf(
  layout: TextLayout,
  specs: readonly ColumnSpec[],
  indexes: readonly number[],
  kernels: TextKernels,
  range?: TextRange,
): AsyncGenerator<ColumnRun> {
  const builders = indexes.map((i) => createRunBuilder(i, specs[i]!))
  for await (const _ of readRows(layout, kernels, range)) {
    for (const [column, builder] of builders.entries()) {
      const run = builder.add(kernels)
      if (run !== undefined) yield { column, run }
    }
  }
  for (const [column, builder] of builders.entries()) {
    const run = builder.rest()
    if (run !== undefined) yield { column, run }
  }
}
