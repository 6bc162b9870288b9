import type { TextKernels } from '../kernels/text-kernels.ts'
import type { TextShape } from '../kernels/wasm-text.ts'
import type { DeclaredKinds } from './column-spec.ts'

/** How a text is opened. */
export interface TextOptions {
  readonly gzip: boolean
  readonly kinds: DeclaredKinds
  /** Texts that stand for no value, beside the empty cell and JSON's null. */
  readonly nulls?: readonly string[]
  /** More rows are a DataError `too-large`. */
  readonly maxRows: number
  /** Which kernels read, when the size shall not decide. No result depends on it. */
  readonly kernels?: (shape: TextShape) => Promise<TextKernels>
  /** Bytes of the file read at a time; the kinds are inferred from the first so many. */
  readonly blockBytes?: number
  /** Bytes of a part that can be read apart. */
  readonly groupBytes?: number
}
