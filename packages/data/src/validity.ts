/** Bit i of a validity bitmap: 1 = present. */
export function isValid(validity: Uint8Array | undefined, row: number): boolean {
  return validity === undefined || ((validity[row >>> 3]! >>> (row & 7)) & 1) === 1
}

/** A bitmap of `length` ones; the unused bits of the last byte are zero, so that bytes can be popcounted. */
export function allValid(length: number): Uint8Array {
  const bits = new Uint8Array((length + 7) >>> 3).fill(0xff)
  const tail = length & 7
  if (tail !== 0) bits[bits.length - 1] = (1 << tail) - 1
  return bits
}

export function setNull(validity: Uint8Array, row: number): void {
  validity[row >>> 3]! &= ~(1 << (row & 7))
}
