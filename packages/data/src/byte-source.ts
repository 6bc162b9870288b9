/** Random access to bytes that may be far larger than memory: a file, an HTTP range, a buffer. */
export interface ByteSource {
  /** How messages call it: a path or URL without credentials. */
  readonly name: string
  readonly byteLength: number
  /** Of a file: by which another thread opens it too. */
  readonly path?: string
  /** Exactly `length` bytes from `offset`; asking beyond the end is a RangeError. */
  read(offset: number, length: number): Promise<Uint8Array>
  /** {@link read} into memory that is there already: reading gigabytes need not make gigabytes of garbage. */
  readInto?(offset: number, target: Uint8Array): Promise<void>
  close(): Promise<void>
}
