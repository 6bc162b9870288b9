import type { Kernels } from './kernels.ts'
import { typescriptKernels } from './typescript.ts'
import { webAssembly } from './web-assembly.ts'

/** Bytes of data from which compiled kernels earn their start, some milliseconds. */
export const COMPILED_FROM_BYTES = 4 * 1024 * 1024

/** The kernels for so many bytes: not shared with other readers, since what they lend has one owner. */
export async function kernelsFor(bytes: number): Promise<Kernels> {
  if (bytes < COMPILED_FROM_BYTES || webAssembly === undefined) return typescriptKernels
  const { createWasmKernels } = await import('./wasm.ts')
  return await createWasmKernels()
}
