import { randomInt } from 'node:crypto'
import { NULL_CODE } from '../column.ts'
import { ABSENT, BARE, type Cells, ESCAPED, NESTED } from '../text/cells.ts'
import { fastNumber } from '../text/decimal.ts'
import { createInterner } from '../text/interner.ts'
import { isInteger, isMissing, isMissingText } from '../text/scalar.ts'
import { allValid, presentOf, setNull } from '../validity.ts'
import type { Nulls, NumberPass, TextKernels, TextPass } from './text-kernels.ts'

/** Plain loops: no start-up, and what the compiled kernels are held against. Scanning is left to the careful reader. */
export function typescriptTextKernels(cells: Cells): TextKernels {
  const interner = createInterner(randomInt(2 ** 31))

  function numbers(column: number, first: boolean): NumberPass {
    const { rows, width, starts, ends, tags, bytes } = cells
    const csv = cells.format === 'csv'
    const values = new Float64Array(rows)
    const nulls = createNulls(rows)
    let whole = first
    return {
      next(from) {
        for (let row = from, cell = from * width + column; row < rows; row++, cell += width) {
          const start = starts[cell]!
          const end = ends[cell]!
          const plain = csv ? tags[cell] !== ESCAPED && tags[cell] !== ABSENT : tags[cell] === BARE
          const value = plain ? fastNumber(bytes, start, end) : NaN
          if (value !== value) {
            if (!isMissing(cells, cell)) return row
            nulls.add(row)
          } else if (whole) {
            whole = isInteger(bytes, start, end)
            if (whole && !Number.isSafeInteger(value)) return row
          }
          values[row] = value
        }
        return rows
      },
      whole: () => whole,
      put(row, value, spelledWhole) {
        values[row] = value
        whole &&= spelledWhole
      },
      finish: () => ({ values, ...nulls.finish() }),
      lend: () => presentOf(values, nulls.finish()),
    }
  }

  function texts(column: number, strict: boolean): TextPass {
    const { rows, width, starts, ends, tags, bytes } = cells
    const codes = new Uint32Array(rows)
    const nulls = createNulls(rows)
    const finish = () => ({ codes, dictionary: interner.texts(), ...nulls.finish() })
    interner.clear()
    return {
      next(from) {
        for (let row = from, cell = from * width + column; row < rows; row++, cell += width) {
          const tag = tags[cell]!
          if (isMissingText(cells, cell)) {
            nulls.add(row)
            codes[row] = NULL_CODE
          } else if (tag === ESCAPED || tag === NESTED || (strict && tag === BARE)) return row
          else codes[row] = interner.intern(bytes, starts[cell]!, ends[cell]!)
        }
        return rows
      },
      put(row, text) {
        codes[row] = interner.intern(text, 0, text.length)
      },
      finish,
      lend: finish,
    }
  }

  return {
    made: 'typescript',
    cells,
    load(bytes) {
      cells.bytes = bytes
      cells.rows = 0
    },
    csv() {},
    jsonl() {},
    numbers,
    texts,
  }
}

/** Nulls are rare: the bitmap is made with the first. */
function createNulls(rows: number): { add(row: number): void; finish(): Nulls } {
  let nullCount = 0
  let validity: Uint8Array | undefined
  return {
    add(row) {
      validity ??= allValid(rows)
      setNull(validity, row)
      nullCount++
    },
    finish: () => (validity === undefined ? { nullCount } : { nullCount, validity }),
  }
}
