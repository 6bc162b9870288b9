import { readFileSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import type { ColumnData } from 'hyparquet'
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from 'hyparquet'
import { parseProfile } from '@mlops-actions/data'
import { createCounter } from '../../../packages/data/src/kernels/count.ts'
import type { Counts } from '../counts.ts'

/** hyparquet.ts FILE REFERENCE: the same counts by hyparquet's columns and our counting in TypeScript. */
const [path = '', reference = ''] = process.argv.slice(2)
const file = await asyncBufferFromFile(path)
const metadata = await parquetMetadataAsync(file)
const compressors = { ZSTD: (bytes: Uint8Array) => zstdDecompressSync(bytes) }
const results: Counts[] = []
for (const column of parseProfile(readFileSync(reference, 'utf8'), reference).columns) {
  const { name } = column
  const read = async (onChunk: (chunk: ColumnData) => void) =>
    await parquetRead({ file, metadata, columns: [name], compressors, onChunk })
  if ('edges' in column) {
    const counter = createCounter(column.edges)
    let nulls = 0
    await read(({ columnData }) => {
      const rows = columnData.length
      const values =
        columnData instanceof Float64Array
          ? columnData
          : Float64Array.from(Array.from(columnData as ArrayLike<number | null>).filter((v) => v !== null))
      nulls += rows - values.length
      counter.add(values)
    })
    const { counts, min, max } = counter.finish()
    results.push({ name, nulls, min, max, cells: [...counts] })
  } else {
    const counts = new Map<string, number>()
    await read(({ columnData }) => {
      for (const text of columnData as string[]) counts.set(text, (counts.get(text) ?? 0) + 1)
    })
    const categories = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
    results.push({ name, nulls: 0, categories })
  }
}
console.log(JSON.stringify(results))
