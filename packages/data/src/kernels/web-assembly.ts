/** What is used of the global `WebAssembly`, which neither the language's library nor Node's types describe. */
interface WebAssemblyApi {
  compile(bytes: Uint8Array): Promise<object>
  instantiate(module: object, imports: object): Promise<{ readonly exports: object }>
  readonly RuntimeError: new () => Error
}

export interface Memory {
  readonly buffer: ArrayBuffer
  /** By pages of 64 KiB. RangeError when there is no more. */
  grow(pages: number): number
}

/** Undefined where the engine may compile nothing (`node --jitless`). */
export const webAssembly = (globalThis as { readonly WebAssembly?: WebAssemblyApi }).WebAssembly

/** Whether a kernel left its memory and was stopped. */
export function isTrap(error: unknown): boolean {
  return webAssembly !== undefined && error instanceof webAssembly.RuntimeError
}
