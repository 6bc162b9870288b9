import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { LineageError } from '../../error.ts'
import type { Files } from '../../ports.ts'

/** Rows of one part: a table with more data files is refused later anyway. */
const MAX_CHECKPOINT_BYTES = 2 ** 30
const MAX_PAGE_BYTES = 2 ** 28

/**
 * The actions of a checkpoint file: `add`, `remove` and `metaData` structs, one action a row.
 *
 * The suite's own Parquet reader takes flat columns only; a checkpoint is all structs, so hyparquet reads it, and is
 * loaded for nothing else.
 *
 * @throws LineageError `corrupt`, `too-large`
 */
export async function readCheckpoint(
  files: Files,
  path: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { parquetReadObjects } = await import('hyparquet')
  const source = await files.open(path)
  if (source.byteLength > MAX_CHECKPOINT_BYTES) {
    await source.close()
    throw new LineageError('too-large', `${path}: a checkpoint of more than 1 GiB`)
  }
  try {
    return await parquetReadObjects({
      file: {
        byteLength: source.byteLength,
        async slice(start, end = source.byteLength) {
          const bytes = await source.read(start, end - start)
          return bytes.slice().buffer
        },
      },
      columns: ['add', 'remove', 'metaData'],
      compressors: {
        GZIP: (input) => gunzipSync(input, { maxOutputLength: MAX_PAGE_BYTES }),
        ZSTD: (input) => zstdDecompressSync(input, { maxOutputLength: MAX_PAGE_BYTES }),
      },
    })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new LineageError('corrupt', `${path}: ${why}`, { cause })
  } finally {
    await source.close()
  }
}
