import type { ByteSource } from '../byte-source.ts'
import { DataError, quoteValue } from '../error.ts'
import type { TextKernels } from '../kernels/text-kernels.ts'
import { MAX_CELLS, TEXT_BLOCK_BYTES } from '../limits.ts'
import type { Table } from '../table.ts'
import { type Blocks, openBlocks } from '../text/blocks.ts'
import { shapeOfCells } from '../text/cells.ts'
import type { TextOptions } from '../text/text-options.ts'
import { textTable } from '../text/text-table.ts'
import { arrayPass, wholeBlocks } from './array.ts'
import { createKeys, type KeyNode, walkKeys } from './keys.ts'
import { type JsonPass, linesPass } from './lines.ts'

/**
 * JSON lines, or one array of objects. Columns are the scalars of the first block's objects, in order of first sight,
 * nested keys joined by dots; a key that first appears later is not a column. Arrays are passed over: naming one is a
 * DataError `unsupported`.
 */
export async function openJson(
  source: ByteSource,
  format: 'jsonl' | 'json',
  options: TextOptions,
): Promise<Table> {
  const { name } = source
  const createPass = format === 'jsonl' ? linesPass : arrayPass
  const open = (part: ByteSource, blockBytes: number, place: () => string): Blocks => {
    const blocks = openBlocks(part, { gzip: options.gzip, blockBytes }, place)
    return format === 'jsonl' ? blocks : wholeBlocks(name, blocks)
  }
  const keys = await learnKeys(name, createPass, (place) =>
    open(source, options.blockBytes ?? TEXT_BLOCK_BYTES, place),
  )
  const { names, nested } = assignColumns(name, keys)
  return textTable({
    source,
    format,
    names,
    options,
    shape: { ...shapeOfCells('json', name, names.length, MAX_CELLS), keys },
    createScanner: (kernels, begun = false) => createPass(kernels.cells.name, keys, kernels, begun),
    openBlocks: open,
    explainMissing: (column) => explain(name, nested, column),
  })
}

type CreatePass = (
  name: string,
  root: KeyNode,
  kernels: TextKernels | undefined,
  inMiddle?: boolean,
) => JsonPass

async function learnKeys(
  name: string,
  createPass: CreatePass,
  open: (place: () => string) => Blocks,
): Promise<KeyNode> {
  const keys = createKeys()
  const pass = createPass(name, keys, undefined)
  const blocks = open(pass.place)
  try {
    let consumed = 0
    for (let final = false; !final && pass.rows() === 0; ) {
      const block = await blocks.next(consumed)
      final = block.final
      consumed = pass.scan(block.bytes, final)
    }
  } finally {
    await blocks.close()
  }
  if (pass.rows() === 0) throw new DataError('empty', name, 'holds no object')
  return keys
}

/** Gives every scalar key its column; the paths that hold arrays or objects only are told apart. */
function assignColumns(
  name: string,
  keys: KeyNode,
): { names: readonly string[]; nested: ReadonlySet<string> } {
  const names: string[] = []
  const nested = new Set<string>()
  const taken = new Set<string>()
  for (const child of walkKeys(keys)) {
    const object = child.node.children.length > 0
    if (child.scalar || (child.empty && !child.array && !object)) {
      if (taken.has(child.path)) {
        throw new DataError(
          'corrupt',
          name,
          `two keys lead to the column ${quoteValue(child.path)}; rename one`,
        )
      }
      taken.add(child.path)
      child.column = names.length
      names.push(child.path)
    } else nested.add(child.path)
  }
  return { names, nested }
}

function explain(name: string, nested: ReadonlySet<string>, column: string): DataError | undefined {
  if (!nested.has(column)) return undefined
  const message = `column ${quoteValue(column)} holds arrays or objects, which are not read; flatten it or name a key within it`
  return new DataError('unsupported', name, message)
}
