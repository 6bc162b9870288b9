const HEX = new TextEncoder().encode('0123456789abcdef')
export const UUID_CHARACTERS = 36

/** The 16 bytes at `from` as lower-case text, 36 bytes of ASCII into `out` at `at`. */
export function writeUuid(bytes: Uint8Array, from: number, out: Uint8Array, at: number): void {
  let q = at
  for (let byte = 0; byte < 16; byte++) {
    if (byte === 4 || byte === 6 || byte === 8 || byte === 10) out[q++] = 0x2d
    const value = bytes[from + byte]!
    out[q++] = HEX[value >>> 4]!
    out[q++] = HEX[value & 15]!
  }
}
