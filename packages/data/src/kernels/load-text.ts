import { createCells } from '../text/cells.ts'
import { COMPILED_FROM_BYTES } from './load.ts'
import type { TextKernels } from './text-kernels.ts'
import { typescriptTextKernels } from './typescript-text.ts'
import type { TextShape } from './wasm-text.ts'
import { webAssembly } from './web-assembly.ts'

/** The kernels for a text of so many bytes, with their cells. */
export async function textKernelsFor(bytes: number, shape: TextShape): Promise<TextKernels> {
  if (bytes < COMPILED_FROM_BYTES || webAssembly === undefined)
    return typescriptTextKernels(createCells(shape))
  const { createWasmTextKernels } = await import('./wasm-text.ts')
  return await createWasmTextKernels(shape)
}
