/** Marks a row as missing in a bitmap, one bit a row, least significant first. */
export function clearBit(validity: usize, row: u32): void {
  const at = validity + (row >>> 3)
  const bit: u8 = 1 << (<u8>row & 7)
  store<u8>(at, load<u8>(at) & ~bit)
}
