/** Random access to bytes that may be far larger than memory: a file, an HTTP range, a buffer. */
export interface ByteSource {
  /** How messages call it: a path or URL without credentials. */
  readonly name: string
  readonly byteLength: number
  /** Of a file: by which another thread opens it too. */
  readonly path?: string
  /** Exactly `length` bytes from `offset`; asking beyond the end is a RangeError. */
  read(offset: number, length: number): Promise<Uint8Array>
  /** The same into an array of the caller's, where the source can: a large file is then read without a buffer a piece. */
  readInto?(offset: number, into: Uint8Array): Promise<void>
  close(): Promise<void>
}
