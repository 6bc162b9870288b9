/** Random access to bytes that may be far larger than memory: a file, an HTTP range, a buffer. */
export interface ByteSource {
  /** How messages call it: a path or URL without credentials. */
  readonly name: string
  readonly byteLength: number
  /** Exactly `length` bytes from `offset`; asking beyond the end is a RangeError. */
  read(offset: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}
