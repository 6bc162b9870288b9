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

/** Moves the values of the rows that are present to the front, in order; those of them alone. */
export function presentOf(
  values: Float64Array,
  { nullCount, validity }: { readonly nullCount: number; readonly validity?: Uint8Array },
): Float64Array {
  if (nullCount === 0) return values
  let kept = 0
  for (let row = 0; row < values.length; row++) {
    values[kept] = values[row]!
    // No branch: nulls come as they like.
    kept += (validity![row >>> 3]! >>> (row & 7)) & 1
  }
  return values.subarray(0, kept)
}

export function setNull(validity: Uint8Array, row: number): void {
  validity[row >>> 3]! &= ~(1 << (row & 7))
}
