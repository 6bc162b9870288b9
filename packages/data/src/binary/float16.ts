/** IEEE 754 binary16, little-endian at `p`. */
export function halfToDouble(bytes: Uint8Array, p: number): number {
  const bits = bytes[p]! | (bytes[p + 1]! << 8)
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >>> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
