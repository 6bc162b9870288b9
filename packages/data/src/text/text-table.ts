import { randomInt } from 'node:crypto'
import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../error.ts'
import { projectFields } from '../project.ts'
import type { Batch, Format, Table } from '../table.ts'
import type { Blocks } from './blocks.ts'
import { buildColumn } from './build-column.ts'
import type { Cells } from './cells.ts'
import type { ColumnSpec, DeclaredKinds } from './column-spec.ts'
import { inferColumn } from './infer.ts'
import { createInterner } from './interner.ts'

/** One pass over a text: knows the grammar, and where it stands. */
export interface Scanner {
  readonly cells: Cells
  /** Indexes whole records of `bytes` into `cells`; the bytes it is done with. */
  readonly scan: (bytes: Uint8Array, final: boolean) => number
  /** `file:line` of the record that comes next. */
  readonly place: () => string
}

export interface TextLayout {
  readonly source: ByteSource
  readonly format: Format
  /** Column names, in the order of the scanner's cells. */
  readonly names: readonly string[]
  readonly kinds: DeclaredKinds
  /** More rows are a DataError `too-large`. */
  readonly maxRows: number
  readonly createScanner: () => Scanner
  readonly openBlocks: (place: () => string) => Blocks
  /** Why a column is not among `names`, when there is more to say than that it is missing. */
  readonly explainMissing?: (name: string) => DataError | undefined
}

/** A table over a text, its kinds inferred from the first block. */
export async function textTable(layout: TextLayout): Promise<Table> {
  const specs = await inferSpecs(layout)
  const fields = specs.map(({ name, kind }) => ({ name, kind, nullable: true }))
  return {
    format: layout.format,
    name: layout.source.name,
    fields,
    batches(options) {
      const indexes = projectFields(layout.source.name, fields, options?.columns, layout.explainMissing)
      return readBatches(layout, specs, indexes)
    },
    close: () => layout.source.close(),
  }
}

async function inferSpecs(layout: TextLayout): Promise<readonly ColumnSpec[]> {
  for (const name of Object.keys(layout.kinds)) {
    if (!layout.names.includes(name))
      projectFields(layout.source.name, layout.names.map(asField), [name], layout.explainMissing)
  }
  const scanner = layout.createScanner()
  const blocks = layout.openBlocks(() => scanner.place())
  try {
    let consumed = 0
    let final = false
    while (scanner.cells.rows === 0 && !final) {
      const block = await blocks.next(consumed)
      final = block.final
      consumed = scanner.scan(block.bytes, final)
    }
    return layout.names.map((name, i) => inferColumn(scanner.cells, i, name, layout.kinds))
  } finally {
    await blocks.close()
  }
}

const asField = (name: string) => ({ name })

async function* readBatches(
  layout: TextLayout,
  specs: readonly ColumnSpec[],
  indexes: readonly number[],
): AsyncGenerator<Batch> {
  const scanner = layout.createScanner()
  const blocks = layout.openBlocks(() => scanner.place())
  const interner = createInterner(randomInt(2 ** 31))
  const { cells } = scanner
  let total = 0
  try {
    let consumed = 0
    for (;;) {
      const { bytes, final } = await blocks.next(consumed)
      consumed = scanner.scan(bytes, final)
      total += cells.rows
      if (total > layout.maxRows) {
        throw new DataError(
          'too-large',
          layout.source.name,
          `holds more than the ${layout.maxRows} rows allowed`,
        )
      }
      if (cells.rows > 0) {
        yield { rows: cells.rows, columns: indexes.map((i) => buildColumn(cells, i, specs[i]!, interner)) }
      }
      if (final && consumed === bytes.length) return
    }
  } finally {
    await blocks.close()
  }
}
