import { type Column, NULL_CODE } from '../column.ts'
import type { TextKernels } from '../kernels/text-kernels.ts'
import type { Run, TextRun } from '../run.ts'
import { isValid, presentOf } from '../validity.ts'
import { buildColumn, readNumbers, readTexts } from './build-column.ts'
import type { ColumnSpec } from './column-spec.ts'

/** Runs of one column, block by block: what `buildColumn` gives, but for counting. */
export interface RunBuilder {
  /** The run of the block in the kernels' cells, unless it is held back to be joined with later ones. */
  add(kernels: TextKernels): Run | undefined
  /** What is held back. */
  rest(): Run | undefined
}

export function createRunBuilder(index: number, spec: ColumnSpec): RunBuilder {
  if (spec.kind === 'text') return textRuns(index, spec)
  return { add: (kernels) => buildRun(kernels, index, spec), rest: () => undefined }
}

function buildRun(kernels: TextKernels, index: number, spec: ColumnSpec): Run {
  const { rows } = kernels.cells
  if (spec.kind === 'number') {
    const values = readNumbers(kernels, index, spec).lend()
    return { kind: 'number', rows, nulls: rows - values.length, values }
  }
  const column = buildColumn(kernels, index, spec)
  const counted = { rows, nulls: column.nullCount }
  switch (column.kind) {
    case 'number':
    case 'timestamp':
      return { kind: column.kind, ...counted, values: presentOf(column.values, column) }
    case 'bigint':
      return { kind: column.kind, ...counted, values: column.values.filter(isPresent(column)) }
    case 'boolean':
      return { kind: column.kind, ...counted, values: column.values.filter(isPresent(column)) }
    case 'text':
      throw new Error('texts are counted by their codes')
  }
}

const isPresent =
  ({ validity }: Column) =>
  (_: unknown, row: number): boolean =>
    isValid(validity, row)

/** Counts codes for as long as their dictionary only grows. */
function textRuns(index: number, spec: ColumnSpec): RunBuilder {
  let texts: readonly string[] | undefined
  let counts = new Float64Array(0)
  let rows = 0
  let nulls = 0
  const rest = (): TextRun | undefined =>
    texts === undefined
      ? undefined
      : { kind: 'text', rows, nulls, texts, counts: counts.subarray(0, texts.length) }
  return {
    add(kernels) {
      const coded = readTexts(kernels, index, spec, (pass) => pass.lend())
      const done = coded.dictionary === texts ? undefined : rest()
      if (coded.dictionary !== texts) {
        texts = coded.dictionary
        counts = new Float64Array(texts.length)
        rows = 0
        nulls = 0
      } else if (texts.length > counts.length) {
        const larger = new Float64Array(2 * texts.length)
        larger.set(counts)
        counts = larger
      }
      const { codes } = coded
      for (let row = 0; row < codes.length; row++) {
        const code = codes[row]!
        if (code !== NULL_CODE) counts[code]! += 1
      }
      rows += coded.codes.length
      nulls += coded.nullCount
      return done
    },
    rest,
  }
}
